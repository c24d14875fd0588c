"""Folds the room's log into messages: a line, and the last word about its text."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.chat.schemas import ChatHistory, Message
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry

PAGE = 50

_to = LogEntry.data["to"].as_string()
_client_id = LogEntry.data["client_id"].as_string()
_message_id = LogEntry.data["message_id"].as_string().cast(BigInteger)


async def page(db: AsyncSession, session_id: UUID, reader: str | None, *, before: int | None) -> ChatHistory:
    """The last messages before one of them, that `reader` (a participant's id) may read."""
    query = select(LogEntry).where(LogEntry.session_id == session_id, LogEntry.kind == Kind.CHAT, _readable_by(reader))
    if before is not None:
        query = query.where(LogEntry.id < before)
    lines = list(await db.scalars(query.order_by(LogEntry.id.desc()).limit(PAGE + 1)))
    shown = lines[:PAGE][::-1]
    return ChatHistory(messages=await _with_changes(db, session_id, shown), more=len(lines) > PAGE)


async def message(db: AsyncSession, session_id: UUID, message_id: int) -> Message | None:
    return await _one(db, session_id, LogEntry.id == message_id)


async def sent_before(db: AsyncSession, session_id: UUID, author: str, client_id: str) -> Message | None:
    """The message to which its author gave this name."""
    return await _one(db, session_id, LogEntry.participant_id == UUID(author), _client_id == client_id)


async def _one(db: AsyncSession, session_id: UUID, *conditions: ColumnElement[bool]) -> Message | None:
    line = await db.scalar(
        select(LogEntry).where(LogEntry.session_id == session_id, LogEntry.kind == Kind.CHAT, *conditions)
    )
    return (await _with_changes(db, session_id, [line]))[0] if line else None


async def _with_changes(db: AsyncSession, session_id: UUID, lines: Sequence[LogEntry]) -> list[Message]:
    if not lines:
        return []
    ids = [line.id for line in lines]
    changes = await db.scalars(
        select(LogEntry)
        .where(
            LogEntry.session_id == session_id,
            LogEntry.id > min(ids),  # a change comes after what it changes
            LogEntry.kind.in_((Kind.CHAT_EDITED, Kind.CHAT_DELETED)),
            _message_id.in_(ids),
        )
        .order_by(LogEntry.id)
    )
    return fold(lines, changes)


def fold(lines: Iterable[LogEntry], changes: Iterable[LogEntry]) -> list[Message]:
    """Both in the order of the log."""
    messages = {line.id: _message(line) for line in lines}
    for change in changes:
        changed = messages[change.data["message_id"]]
        if change.kind == Kind.CHAT_DELETED:
            changed.text, changed.files, changed.deleted = "", [], True
        elif not changed.deleted:
            changed.text, changed.edited_at = change.data["text"], change.at
    return list(messages.values())


def _message(line: LogEntry) -> Message:
    return Message(
        id=line.id,
        client_id=line.data["client_id"],
        author=str(line.participant_id),
        name=line.data["name"],
        to=line.data["to"],
        text=line.data["text"],
        reply_to=line.data["reply_to"],
        files=line.data.get("files", []),  # lines from before there were files have none
        at=line.at,
        edited_at=None,
        deleted=False,
    )


def _readable_by(reader: str | None) -> ColumnElement[bool]:
    to_everyone = _to.is_(None)
    if reader is None:
        return to_everyone
    return or_(to_everyone, _to == reader, LogEntry.participant_id == UUID(reader))
