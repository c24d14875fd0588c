"""Who is where: the people in each room, those at its door, and the sockets that belong to it.

This lives in the memory of the one process that serves. The table of participants says who is in the room when the
process ends; `Hub.restore` reads it at the next start. Whoever changes a room holds its lock, `Presence.hold`: so that
everyone sees what happens in one order, and two people never take the last place together.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from chalkroom.classroom.connections import Connection
from chalkroom.classroom.models import ParticipantRole


@dataclass(frozen=True)
class StandingOffer:
    """A description that somebody in the room keeps ready for whoever comes next. It shows no address."""

    offer_id: str
    sdp: str


@dataclass
class Person:
    """One participant in the room, or at its door."""

    id: str
    name: str
    role: ParticipantRole
    connection_id: str
    audio: bool
    video: bool
    joined_at: datetime
    sid: str | None
    """The socket; None while the connection is gone and may come back."""
    lost_at: float | None = None
    """While `sid` is None: when they give up their place, on the event loop's clock."""
    standing: StandingOffer | None = None


@dataclass
class Waiting:
    person: Person
    entitled: bool
    """They need no admission, only the teacher, or a free place."""


@dataclass
class Room:
    session_id: UUID
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    holders: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    waiting: dict[str, Waiting] = field(default_factory=dict)
    """In the order of arrival."""
    connections: dict[str, Connection] = field(default_factory=dict)
    """Every socket with a token of this room, by sid; also of those who only look at the green room."""

    def teacher(self) -> Person | None:
        return next((person for person in self.people.values() if person.role is ParticipantRole.TEACHER), None)

    def others(self, participant_id: str) -> list[Person]:
        return [person for person in self.people.values() if person.id != participant_id]

    def lobby(self) -> list[Waiting]:
        """Those about whom the teacher has to decide."""
        return [waiting for waiting in self.waiting.values() if not waiting.entitled]

    def has_place(self, role: ParticipantRole, *, capacity: int, limit: int) -> bool:
        """The teacher always has one; `capacity` counts students, `limit` everyone."""
        if role is ParticipantRole.TEACHER:
            return True
        students = sum(person.role is not ParticipantRole.TEACHER for person in self.people.values())
        return students < min(capacity, limit - 1)

    def on_socket(self, connection: Connection) -> Person | None:
        """The person in the room who is there through this very socket."""
        person = self.people.get(connection.participant_id)
        return person if person and person.sid == connection.sid else None

    def waiting_on_socket(self, connection: Connection) -> Waiting | None:
        waiting = self.waiting.get(connection.participant_id)
        return waiting if waiting and waiting.person.sid == connection.sid else None

    @property
    def is_empty(self) -> bool:
        return not (self.people or self.waiting or self.connections)


class Presence:
    """Every room in which there is somebody, or a socket."""

    def __init__(self) -> None:
        self._rooms: dict[UUID, Room] = {}

    @asynccontextmanager
    async def hold(self, session_id: UUID) -> AsyncIterator[Room]:
        """The room, and its lock. A room that nobody holds and that is empty is forgotten."""
        room = self._rooms.setdefault(session_id, Room(session_id))
        room.holders += 1
        try:
            async with room.lock:
                yield room
        finally:
            room.holders -= 1
            if room.is_empty and not room.holders:
                del self._rooms[session_id]

    def rooms(self) -> Iterable[Room]:
        return list(self._rooms.values())

    def __len__(self) -> int:
        return len(self._rooms)
