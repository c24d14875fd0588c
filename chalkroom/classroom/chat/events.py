"""Chat over the socket. Writing waits for the disk, and the room does not wait for that: see Room.chatting."""

from typing import Any

from chalkroom.classroom.chat import history, service
from chalkroom.classroom.chat.messages import Chat, ChatDelete, ChatEdit, ChatHistoryAsked
from chalkroom.classroom.chat.schemas import Message
from chalkroom.classroom.connections import Connection
from chalkroom.classroom.errors import NoSuchParticipant
from chalkroom.classroom.handling import Answer, Events, in_room
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.models import ParticipantRole
from chalkroom.classroom.presence import Person, Room
from chalkroom.classroom.rights import Right
from chalkroom.kit.problems import NotAllowed, Problem


async def chat(hub: Hub, connection: Connection, said: Chat) -> Answer:
    connection.count_chat()
    async with hub.presence.hold(connection.session_id) as room:
        author = in_room(room, connection)
        refusal = _refusal(room, author, said.to)
    async with room.chatting:
        async with hub.transaction() as db:
            message = await history.sent_before(db, room.session_id, author.id, said.client_id)
            is_new = message is None
            if message is None:
                # Only now: what was said once, and is sent again, was said, whatever has been forbidden since.
                if refusal:
                    raise refusal
                message = await service.write(db, session_id=room.session_id, author=author, said=said)
        if is_new:
            await _tell(hub, connection, "chat", message)
    return {"message": _wire(message)}


async def chat_edit(hub: Hub, connection: Connection, change: ChatEdit) -> Answer:
    connection.count_chat()
    async with hub.presence.hold(connection.session_id) as room:
        author = in_room(room, connection)
        if Right.CHAT not in room.rights_of(author):
            raise NotAllowed()
    async with room.chatting:
        async with hub.transaction() as db:
            message = await service.edit(
                db, session_id=room.session_id, author=author, message_id=change.id, text=change.text
            )
        await _tell(hub, connection, "chat-changed", message)
    return {"message": _wire(message)}


async def chat_delete(hub: Hub, connection: Connection, unwanted: ChatDelete) -> Answer:
    connection.count_chat()
    async with hub.presence.hold(connection.session_id) as room:
        by = in_room(room, connection)
    async with room.chatting:
        async with hub.transaction() as db:
            message = await service.delete(db, session_id=room.session_id, by=by, message_id=unwanted.id)
        await _tell(hub, connection, "chat-changed", message)
    return {"message": _wire(message)}


async def chat_history(hub: Hub, connection: Connection, asked: ChatHistoryAsked) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        reader = in_room(room, connection)
    async with hub.transaction() as db:
        page = await history.page(db, room.session_id, reader.id, before=asked.before)
    return {"messages": [_wire(message) for message in page.messages], "more": page.more}


EVENTS: Events = {
    "chat": (Chat, chat),
    "chat-edit": (ChatEdit, chat_edit),
    "chat-delete": (ChatDelete, chat_delete),
    "chat-history": (ChatHistoryAsked, chat_history),
}


def _refusal(room: Room, author: Person, to: str | None) -> Problem | None:
    """Why somebody may not write this. A private line goes to the teacher, or comes from the teacher."""
    if Right.CHAT not in room.rights_of(author):
        return NotAllowed()
    if to is None:
        return None
    reader = room.people.get(to)
    if reader is None or reader.id == author.id:
        return NoSuchParticipant()
    return None if ParticipantRole.TEACHER in (author.role, reader.role) else NotAllowed()


async def _tell(hub: Hub, connection: Connection, event: str, message: Message) -> None:
    """Under the room's lock, so that nobody hears of a message before they hear that they are inside."""
    async with hub.presence.hold(connection.session_id) as room:
        readers = [person for person in room.people.values() if message.readable_by(person.id)]
        await hub.tell(readers, event, {"message": _wire(message)})


def _wire(message: Message) -> dict[str, Any]:
    return message.model_dump(mode="json", by_alias=True)
