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
from chalkroom.classroom.e2ee.device import Device
from chalkroom.classroom.models import ParticipantRole
from chalkroom.classroom.recording.capture import NOT_YET, Capture
from chalkroom.classroom.rights import DEFAULT_RULES, Exceptions, Kind, Media, Right, Rights, Rules, effective
from chalkroom.classroom.sfu.carrier import Carrier


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
    media: Media
    joined_at: datetime
    """While they wait: since when."""
    sid: str | None
    """The socket; None while the connection is gone and may come back."""
    lost_at: float | None = None
    """While `sid` is None: when they give up their place, on the event loop's clock."""
    standing: StandingOffer | None = None
    co_host: bool = False
    exceptions: Exceptions = field(default_factory=dict[Right, bool])
    recorded: bool | None = None
    """Whether they agreed to be recorded; None: they were not asked."""
    can_record: bool = True
    """As their page says of its browser."""
    copied_by: str | None = None
    """Whose page records what it receives of them, while their own cannot; see recording/copying.py."""
    unheard_by: set[str] = field(default_factory=set[str])
    """The `connection_id` of each page that says it receives nothing of them."""
    hand: datetime | None = None
    """Since when it is raised."""
    strained: bool = False
    """Their page says that their device cannot keep up."""
    told_off: set[Kind] = field(default_factory=set[Kind])
    """What others switched off and they have not answered to: their page may not have heard it."""
    device: Device | None = None
    """What encrypts from end to end there; None in a session that is not, and after a restart until they are back."""
    reported: dict[Kind, float] = field(default_factory=dict[Kind, float])
    """When the hosts last heard that this is received although it is off, on the event loop's clock."""

    @property
    def is_host(self) -> bool:
        return self.co_host or self.role is ParticipantRole.TEACHER


@dataclass
class Waiting:
    person: Person
    entitled: bool
    """They need no admission, only the teacher, a free place, or an open lock."""


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
    rules: Rules = DEFAULT_RULES
    """As the database has them, once `knows_rules`: whoever brings somebody to the room reads them first."""
    knows_rules: bool = False
    carrier: Carrier = field(default_factory=Carrier)
    """Who carries the media; known once `knows_rules`."""
    capture: Capture = NOT_YET
    """Whether the room records; known once `knows_rules`."""
    relay_only: bool = False
    """No side may learn the other's address: as its session and the settings said when somebody last came."""
    chatting: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Messages are written one after the other, and while that waits for the disk the room goes on."""

    def teacher(self) -> Person | None:
        return next((person for person in self.people.values() if person.role is ParticipantRole.TEACHER), None)

    def others(self, participant_id: str) -> list[Person]:
        return [person for person in self.people.values() if person.id != participant_id]

    def hosts(self) -> list[Person]:
        return [person for person in self.people.values() if person.is_host]

    def lobby(self) -> list[Waiting]:
        """Those about whom a host has to decide, as far as their connection stands."""
        return [
            waiting
            for waiting in self.waiting.values()
            if waiting.person.sid and (self.rules.locked or not waiting.entitled)
        ]

    def is_open_to(self, person: Person, *, entitled: bool) -> bool:
        """Whether they enter by themselves, as far as there is a place."""
        if person.role is ParticipantRole.TEACHER:
            return True
        return entitled and self.teacher() is not None and (person.co_host or not self.rules.locked)

    def rights_of(self, person: Person) -> Rights:
        return effective(self.rules, person.exceptions, host=person.is_host)

    def has_place(self, role: ParticipantRole, *, capacity: int, limit: int) -> bool:
        """The teacher always has one."""
        return role is ParticipantRole.TEACHER or self.free_places(capacity=capacity, limit=limit) > 0

    def free_places(self, *, capacity: int, limit: int) -> int:
        """For students; `capacity` counts them, `limit` everyone."""
        students = sum(person.role is not ParticipantRole.TEACHER for person in self.people.values())
        return min(capacity, limit - 1) - students

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
