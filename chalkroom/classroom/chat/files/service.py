"""The verbs of files: taken in, sent with a message, read, and deleted.

An upload is two transactions with the bytes between them, so that no connection to the database waits for a slow line.
The first makes the row, which reserves the place; what never gets as far as the second is deleted after a day.
"""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.chat import history
from chalkroom.classroom.chat.files import queries, tasks
from chalkroom.classroom.chat.files.errors import (
    EmptyFile,
    FileTooLarge,
    KindNotAccepted,
    NoSuchFile,
    SessionFilesFull,
    TooManyUnsent,
)
from chalkroom.classroom.chat.files.kinds import HEAD, Content, recognise
from chalkroom.classroom.chat.files.models import ChatFile
from chalkroom.classroom.chat.files.names import clean_name, ending_of, runs_by_a_click
from chalkroom.classroom.chat.files.schemas import File
from chalkroom.classroom.chat.permissions import was_inside
from chalkroom.classroom.errors import SessionOver
from chalkroom.classroom.models import Participant
from chalkroom.kit import clock
from chalkroom.kit.jobs import defer
from chalkroom.kit.storage import Storage
from chalkroom.sessions import queries as sessions
from chalkroom.settings import Settings

MEGABYTE = 1024 * 1024
FILES_PER_MESSAGE = 5
MOST_UNSENT = 20
"""Files that one person has attached and not sent."""


async def begin(
    db: AsyncSession, *, session_id: UUID, participant_id: UUID, name: str, size: int, settings: Settings
) -> ChatFile:
    """Reserve the place for a file of `size` bytes. The caller knows that this person may write in the chat."""
    if size == 0:
        raise EmptyFile()
    if size > settings.file_megabytes * MEGABYTE:
        raise FileTooLarge(limit_megabytes=settings.file_megabytes)
    # The row of the session is locked: of many uploads at once only so many are let in as there is room for.
    session = await sessions.by_id(db, session_id, lock=True)
    if session is None or session.is_over:
        raise SessionOver()
    if await queries.bytes_of_session(db, session_id) + size > settings.session_file_megabytes * MEGABYTE:
        raise SessionFilesFull(limit_megabytes=settings.session_file_megabytes)
    if await queries.count_unsent(db, participant_id) >= MOST_UNSENT:
        raise TooManyUnsent(limit=MOST_UNSENT)
    file = ChatFile(session_id=session_id, participant_id=participant_id, name=clean_name(name), size=size)
    db.add(file)
    await db.flush()
    return file


async def keep(storage: Storage, file: ChatFile, pieces: AsyncIterator[bytes]) -> Content:
    """Store exactly the bytes that were announced, if they are of an accepted kind; say what they are."""
    content: Content | None = None

    async def looked_at() -> AsyncIterator[bytes]:
        nonlocal content
        head = bytearray()
        async for piece in pieces:
            if content is None:
                head += piece[: HEAD - len(head)]
                if len(head) == HEAD:
                    content = _accepted(bytes(head), file.name)
            yield piece
        if content is None:
            content = _accepted(bytes(head), file.name)

    await storage.put(file.key, looked_at())
    assert content
    return content


async def finish(db: AsyncSession, *, file_id: UUID, content: Content) -> File:
    file = await db.get(ChatFile, file_id, with_for_update=True)
    if file is None:
        raise NoSuchFile()
    file.type, file.width, file.height = content.type, content.width, content.height
    return File.of(file)


async def give_up(db: AsyncSession, storage: Storage, file: ChatFile) -> None:
    """It did not arrive: the place is free again."""
    await storage.delete(file.key)
    await db.execute(delete(ChatFile).where(ChatFile.id == file.id))


async def claim(db: AsyncSession, *, session_id: UUID, participant_id: UUID, ids: Sequence[UUID]) -> list[ChatFile]:
    """The files that somebody sends now, in their order. Each goes with one message, which the caller then names."""
    found = await queries.unsent(db, session_id=session_id, participant_id=participant_id, ids=ids) if ids else {}
    if len(found) != len(ids):
        raise NoSuchFile()
    return [found[id_] for id_ in ids]


async def take_back(db: AsyncSession, *, participant: Participant, file_id: UUID) -> None:
    """Its uploader does not want to send it after all. What is not theirs, or was sent, stays."""
    mine = ChatFile.participant_id == participant.id
    await _discard(db, ChatFile.id == file_id, mine, ChatFile.message_id.is_(None))


async def delete_of_message(db: AsyncSession, message_id: int) -> None:
    await _discard(db, ChatFile.message_id == message_id)


async def read(db: AsyncSession, *, session_id: UUID, file_id: UUID, reader: Participant | None) -> ChatFile:
    """For whoever may read its message."""
    file = await queries.of_session(db, session_id, file_id)
    if file is None or file.message_id is None or file.unwanted_at:
        raise NoSuchFile()
    if reader is None or reader.session_id != session_id or not await was_inside(db, reader):
        raise NoSuchFile()
    message = await history.message(db, session_id, file.message_id)
    if message is None or message.deleted or not message.readable_by(str(reader.id)):
        raise NoSuchFile()
    return file


async def _discard(db: AsyncSession, *these: ColumnElement[bool]) -> None:
    """From now on nobody reads them; a job deletes the bytes once this is committed."""
    changed = update(ChatFile).where(*these, ChatFile.unwanted_at.is_(None)).values(unwanted_at=clock.now())
    ids = (await db.scalars(changed.returning(ChatFile.id))).all()
    if ids:
        await defer(db, tasks.delete_files, file_ids=[str(id_) for id_ in ids])


def _accepted(head: bytes, name: str) -> Content:
    content = None if runs_by_a_click(name) else recognise(head, ending_of(name))
    if content is None:
        raise KindNotAccepted()
    return content
