"""Writing, changing and reading chat, as the log keeps it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.classroom import log, queries
from chalkroom.classroom.chat import history
from chalkroom.classroom.chat.errors import NoSuchMessage
from chalkroom.classroom.chat.files import service as files
from chalkroom.classroom.chat.files.schemas import File
from chalkroom.classroom.chat.messages import Chat
from chalkroom.classroom.chat.permissions import was_inside
from chalkroom.classroom.chat.schemas import ChatHistory, Message
from chalkroom.classroom.log import Kind
from chalkroom.classroom.presence import Person
from chalkroom.kit.problems import NotAllowed, NotFound
from chalkroom.sessions import queries as sessions


async def write(db: AsyncSession, *, session_id: UUID, author: Person, said: Chat) -> Message:
    """The caller knows that the author may write to `said.to`, and that this was not said before."""
    author_id = UUID(author.id)
    if said.reply_to is not None:
        await _readable(db, session_id, said.reply_to, author)
    claimed = await files.claim(db, session_id=session_id, participant_id=author_id, ids=said.files)
    log.append(
        db,
        session_id,
        Kind.CHAT,
        author_id,
        client_id=said.client_id,
        name=author.name,
        to=said.to,
        text=said.text,
        reply_to=said.reply_to,
        files=[File.of(file).model_dump(mode="json") for file in claimed],
    )
    await db.flush()
    message = await history.sent_before(db, session_id, author.id, said.client_id)
    assert message
    for file in claimed:
        file.message_id = message.id
    return message


async def edit(db: AsyncSession, *, session_id: UUID, author: Person, message_id: int, text: str) -> Message:
    message = await _readable(db, session_id, message_id, author)
    if message.author != author.id:
        raise NotAllowed()
    if message.text == text:
        return message
    log.append(db, session_id, Kind.CHAT_EDITED, UUID(author.id), message_id=message_id, text=text)
    return await _after_change(db, session_id, message_id)


async def delete(db: AsyncSession, *, session_id: UUID, by: Person, message_id: int) -> Message:
    """Nobody reads it any more. The log keeps what was said, for whoever has to judge it later; its files are gone."""
    message = await _readable(db, session_id, message_id, by)
    if message.author != by.id and not by.is_host:
        raise NotAllowed()
    log.append(db, session_id, Kind.CHAT_DELETED, UUID(by.id), message_id=message_id)
    await files.delete_of_message(db, message_id)
    return await _after_change(db, session_id, message_id)


async def read(db: AsyncSession, *, session_id: UUID, user: User, before: int | None) -> ChatHistory:
    """For an account that was in the room, or its teacher. For everyone else there is nothing here."""
    session = await sessions.by_id(db, session_id)
    if session is None:
        raise NotFound()
    participant = await queries.participant_of_user(db, session_id, user.id)
    may_read = participant is not None and await was_inside(db, participant)
    if not may_read and session.teacher_id != user.id:
        raise NotFound()
    return await history.page(db, session_id, str(participant.id) if participant else None, before=before)


async def _readable(db: AsyncSession, session_id: UUID, message_id: int, reader: Person) -> Message:
    message = await history.message(db, session_id, message_id)
    if message is None or message.deleted or not message.readable_by(reader.id):
        raise NoSuchMessage()
    return message


async def _after_change(db: AsyncSession, session_id: UUID, message_id: int) -> Message:
    await db.flush()
    message = await history.message(db, session_id, message_id)
    assert message
    return message
