"""What people do in a room, as the database keeps it. The caller holds the room's lock (presence.py), and tells the
others after the commit (hub.py)."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log, queries, tokens
from chalkroom.classroom.errors import NoSuchParticipant, Removed, RoomFull, SessionOver
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Admission, Participant, ParticipantRole
from chalkroom.classroom.presence import Person, Room
from chalkroom.kit import clock
from chalkroom.sessions import service as sessions
from chalkroom.sessions.models import Session, Status

MOST_WAITING = 50
"""People at one door: more than a teacher can look through."""


@dataclass(frozen=True)
class Wish:
    """With what somebody wants to enter."""

    sid: str
    connection_id: str
    audio: bool
    video: bool


Outcome = Literal["entered", "resumed", "waiting", "denied"]


async def enter(
    db: AsyncSession, *, room: Room, session: Session, participant_id: str, wish: Wish, limit: int
) -> tuple[Outcome, Person, bool]:
    """Into the room, or to its door: the outcome, the person, and whether they are entitled to enter.

    `limit` is how many people a room holds, the teacher included.
    """
    participant = await queries.participant(db, session.id, participant_id)
    if participant is None:
        raise NoSuchParticipant()
    if session.is_over:
        raise SessionOver()
    if participant.admission is Admission.REMOVED:
        raise Removed()
    person = _person(participant, wish)
    if participant.admission is Admission.DENIED:
        return "denied", person, False

    before = room.people.get(person.id)
    if before and before.connection_id == wish.connection_id:
        person.joined_at = before.joined_at
        if before.sid != wish.sid:
            log.append(db, session.id, Kind.RECONNECTED, participant.id)
        _remember(participant, person)
        return "resumed", person, True

    entitled = participant.admission is Admission.ADMITTED
    is_teacher = person.role is ParticipantRole.TEACHER
    if not before:
        if not entitled or not (is_teacher or room.teacher()):
            if person.id not in room.waiting:
                if len(room.waiting) >= MOST_WAITING:
                    raise RoomFull()
                log.append(db, session.id, Kind.WAITING, participant.id)
            return "waiting", person, entitled
        if not room.has_place(person.role, capacity=session.capacity, limit=limit):
            raise RoomFull()
    _come_in(db, participant, person)
    if is_teacher and session.status is Status.SCHEDULED:
        await sessions.go_live(db, session)
        log.append(db, session.id, Kind.LIVE, participant.id)
    return "entered", person, True


async def call_in(db: AsyncSession, *, session: Session, person: Person) -> None:
    """Somebody who waited enters the room."""
    participant = await queries.participant(db, session.id, person.id)
    if participant is None:
        raise NoSuchParticipant()
    person.joined_at = clock.now()
    _come_in(db, participant, person)


async def leave(db: AsyncSession, *, session_id: UUID, person: Person, reason: str) -> None:
    participant = await queries.participant(db, session_id, person.id)
    if participant is None or participant.joined_at is None:
        return  # the session ended meanwhile, and has logged it
    _forget(participant)
    log.append(db, session_id, Kind.LEFT, participant.id, reason=reason)


async def set_media(db: AsyncSession, *, session_id: UUID, participant_id: str, audio: bool, video: bool) -> None:
    participant = await queries.participant(db, session_id, participant_id)
    if participant is None:
        raise NoSuchParticipant()
    if (participant.audio, participant.video) != (audio, video):
        participant.audio, participant.video = audio, video
        log.append(db, session_id, Kind.MEDIA, participant.id, audio=audio, video=video)


async def end(db: AsyncSession, *, session: Session, by: UUID | None) -> None:
    """The session is over, by the will of the participant `by`, or of somebody who never was in the room."""
    await sessions.end(db, session)
    await close(db, session=session, by=by)


async def close(db: AsyncSession, *, session: Session, by: UUID | None) -> None:
    """Nobody stays in the room of a session that is over, and nobody comes back. Doing so again changes nothing."""
    await tokens.revoke_all(db, session.id)
    for participant in await queries.people_inside(db, session.id):
        _forget(participant)
        log.append(db, session.id, Kind.LEFT, participant.id, reason="ended")
    if not await queries.is_logged(db, session.id, Kind.ENDED):
        log.append(db, session.id, Kind.ENDED, by, status=session.status.value)


def _person(participant: Participant, wish: Wish) -> Person:
    return Person(
        id=str(participant.id),
        name=participant.name,
        role=participant.role,
        connection_id=wish.connection_id,
        audio=wish.audio,
        video=wish.video,
        joined_at=clock.now(),
        sid=wish.sid,
    )


def _come_in(db: AsyncSession, participant: Participant, person: Person) -> None:
    _remember(participant, person)
    log.append(db, participant.session_id, Kind.JOINED, participant.id, audio=person.audio, video=person.video)


def _remember(participant: Participant, person: Person) -> None:
    participant.connection_id = person.connection_id
    participant.joined_at = person.joined_at
    participant.audio, participant.video = person.audio, person.video


def _forget(participant: Participant) -> None:
    participant.connection_id = participant.joined_at = None
    participant.audio = participant.video = False
