"""What the handlers of all socket events have in common: their form, and who may speak."""

from collections.abc import Awaitable, Callable
from typing import Any

from chalkroom.classroom.connections import Connection
from chalkroom.classroom.errors import NoSuchParticipant, NotInRoom
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.messages import FromClient
from chalkroom.classroom.permissions import Permission, require
from chalkroom.classroom.presence import Person, Room
from chalkroom.kit.problems import NotAllowed
from chalkroom.sessions.models import Session

Answer = dict[str, Any] | None
"""What the acknowledgement holds beyond `ok`."""
Handler = Callable[[Hub, Connection, Any], Awaitable[Answer]]
Events = dict[str, tuple[type[FromClient], Handler]]
"""The payload and the handler of each event."""


def in_room(room: Room, connection: Connection) -> Person:
    """The person who speaks through this socket."""
    person = room.on_socket(connection)
    if person is None:
        raise NotInRoom()
    return person


def allowed(room: Room, connection: Connection, permission: Permission, *, session: Session | None = None) -> Person:
    """The person who speaks through this socket, if they may do this. What ONE_TO_ONE holds asks for the session."""
    person = room.on_socket(connection)
    if person is None:
        raise NotAllowed()
    require(person, permission, one_to_one=session is not None and session.one_to_one)
    return person


def somebody(room: Room, participant_id: str) -> Person:
    """Whom an event is about."""
    person = room.people.get(participant_id)
    if person is None:
        raise NoSuchParticipant()
    return person
