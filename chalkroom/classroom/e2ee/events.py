"""Passing on the room's keys, which the server cannot read."""

from chalkroom.classroom.connections import Connection
from chalkroom.classroom.e2ee.messages import RoomKey
from chalkroom.classroom.errors import NoSuchParticipant
from chalkroom.classroom.handling import Answer, Events, in_room, somebody
from chalkroom.classroom.hub import Hub
from chalkroom.kit.problems import NotAllowed


async def room_key(hub: Hub, connection: Connection, message: RoomKey) -> Answer:
    """Under the lock: every page hears of keys and of who comes and goes in the order in which it happened."""
    async with hub.presence.hold(connection.session_id) as room:
        sender = in_room(room, connection)
        if not room.rules.encrypted:
            raise NotAllowed()
        receiver = somebody(room, message.to)
        if receiver is sender:
            raise NoSuchParticipant()
        key = message.model_dump(exclude={"to"})
        await hub.tell([receiver], "room-key", {"from": sender.id, "connection_id": sender.connection_id, **key})


EVENTS: Events = {"room-key": (RoomKey, room_key)}
