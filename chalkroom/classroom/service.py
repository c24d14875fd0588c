"""What people do in a room, as the database keeps it. The caller holds the room's lock (presence.py), and tells the
others after the commit (hub.py)."""

from dataclasses import asdict, dataclass, replace
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log, queries, tokens
from chalkroom.classroom.e2ee.device import Device
from chalkroom.classroom.e2ee.errors import CannotEncrypt, DeviceChanged
from chalkroom.classroom.errors import NoSuchParticipant, Removed, RoomFull, SessionOver
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Admission, Participant, ParticipantRole
from chalkroom.classroom.presence import Person, Room
from chalkroom.classroom.recording import service as recording
from chalkroom.classroom.rights import Media, Right
from chalkroom.classroom.sfu import tasks as sfu
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
    media: Media
    says_screen: bool = True
    """Whether they spoke of their screen at all; a page that comes back may leave that out."""
    device: Device | None = None
    """What encrypts from end to end there."""
    recorded: bool | None = None
    """Whether they agree to be recorded; None: as they said before."""
    can_record: bool = True


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
    if wish.recorded is not None:
        recording.consent(db, participant, wish.recorded)
    person = person_of(participant, connection_id=wish.connection_id, media=wish.media, sid=wish.sid)
    person.can_record = wish.can_record
    if participant.admission is Admission.DENIED:
        return "denied", person, False
    if session.end_to_end:
        person.device = _device(room, person, wish.device)

    before = room.people.get(person.id)
    if before:
        person.copied_by = before.copied_by
    if before and before.connection_id == wish.connection_id:
        _resume(room, before, person, says_screen=wish.says_screen)
        if before.sid != wish.sid:
            log.append(db, session.id, Kind.RECONNECTED, participant.id)
        _remember(participant, person)
        return "resumed", person, True

    entitled = participant.admission is Admission.ADMITTED
    if before:
        person.hand = before.hand
    else:
        if not room.is_open_to(person, entitled=entitled):
            _wait(db, room, participant, person)
            return "waiting", person, entitled
        if not room.has_place(person.role, capacity=session.capacity, limit=limit):
            raise RoomFull()
    _come_in(db, room, participant, person)
    if person.role is ParticipantRole.TEACHER and session.status is Status.SCHEDULED:
        await sessions.go_live(db, session)
        log.append(db, session.id, Kind.LIVE, participant.id)
    return "entered", person, True


async def call_in(db: AsyncSession, *, room: Room, person: Person) -> None:
    """Somebody who waited enters the room."""
    participant = await queries.participant(db, room.session_id, person.id)
    if participant is None:
        raise NoSuchParticipant()
    person.joined_at = clock.now()
    _come_in(db, room, participant, person)


async def stop_waiting(db: AsyncSession, *, session_id: UUID, person: Person) -> None:
    """They do not stand at the door any more, and when they come again, they stand at the end of the queue."""
    participant = await queries.participant(db, session_id, person.id)
    if participant:
        participant.waiting_since = None


async def leave(db: AsyncSession, *, session_id: UUID, person: Person, reason: str) -> None:
    participant = await queries.participant(db, session_id, person.id)
    if participant is None or participant.joined_at is None:
        return  # the session ended meanwhile, and has logged it
    forget(participant)
    log.append(db, session_id, Kind.LEFT, participant.id, reason=reason)


async def set_media(db: AsyncSession, *, session_id: UUID, participant_id: str, media: Media) -> None:
    """What somebody switched on or off themselves. That they may is for the caller to know."""
    participant = await queries.participant(db, session_id, participant_id)
    if participant is None:
        raise NoSuchParticipant()
    if media_of(participant) != media:
        write_media(participant, media)
        log.append(db, session_id, Kind.MEDIA, participant.id, **asdict(media))


async def end(db: AsyncSession, *, session: Session, by: UUID | None) -> None:
    """The session is over, by the will of the participant `by`, or of somebody who never was in the room."""
    await sessions.end(db, session)
    await close(db, session=session, by=by)


async def close(db: AsyncSession, *, session: Session, by: UUID | None) -> None:
    """Nobody stays in the room of a session that is over, and nobody comes back. Doing so again changes nothing."""
    await tokens.revoke_all(db, session.id)
    for participant in await queries.people_inside(db, session.id):
        forget(participant)
        log.append(db, session.id, Kind.LEFT, participant.id, reason="ended")
    await sfu.session_over(db, session.id)
    await recording.session_over(db, session.id)
    if not await queries.is_logged(db, session.id, Kind.ENDED):
        log.append(db, session.id, Kind.ENDED, by, status=session.status.value)


def person_of(participant: Participant, *, connection_id: str, media: Media, sid: str | None) -> Person:
    """Somebody as the table knows them, through this socket."""
    return Person(
        id=str(participant.id),
        name=participant.shown_name,
        role=participant.role,
        connection_id=connection_id,
        media=media,
        joined_at=clock.now(),
        sid=sid,
        co_host=participant.co_host,
        recorded=participant.recorded,
        exceptions={Right(name): given for name, given in participant.exceptions.items()},
    )


def media_of(participant: Participant) -> Media:
    return Media(audio=participant.audio, video=participant.video, screen=participant.screen)


def write_media(participant: Participant, media: Media) -> None:
    participant.audio, participant.video, participant.screen = media.audio, media.video, media.screen


def _device(room: Room, person: Person, device: Device | None) -> Device | None:
    """The device behind somebody's page: a real one, as long as the room is encrypted, and the same for as long as the
    page lives."""
    if device is None:
        if room.rules.encrypted:
            raise CannotEncrypt()
        return None
    device.require_made_for(session_id=room.session_id, participant_id=person.id, connection_id=person.connection_id)
    before = room.people.get(person.id)
    if before and before.connection_id == person.connection_id and before.device not in (None, device):
        raise DeviceChanged()
    return device


def _resume(room: Room, before: Person, person: Person, *, says_screen: bool) -> None:
    """The same page through another socket: it keeps what it had, and stays without what others switched off."""
    person.joined_at, person.hand = before.joined_at, before.hand
    person.told_off, person.reported = before.told_off, before.reported
    person.strained, person.unheard_by = before.strained, before.unheard_by
    if not says_screen:
        person.media = replace(person.media, screen=before.media.screen)
    person.media = person.media.without(person.told_off).within(room.rights_of(person))


def _wait(db: AsyncSession, room: Room, participant: Participant, person: Person) -> None:
    """At the door, in the order of arrival; who was there already keeps their place."""
    waiting = room.waiting.get(person.id)
    if waiting:
        person.joined_at = waiting.person.joined_at
        return
    if len(room.waiting) >= MOST_WAITING:
        raise RoomFull()
    participant.waiting_since = person.joined_at
    log.append(db, room.session_id, Kind.WAITING, participant.id)


def _come_in(db: AsyncSession, room: Room, participant: Participant, person: Person) -> None:
    person.media = person.media.within(room.rights_of(person))
    if room.rules.join_muted and not person.is_host:
        person.media = person.media.without({"audio"})
    participant.waiting_since = None
    _remember(participant, person)
    log.append(db, room.session_id, Kind.JOINED, participant.id, **asdict(person.media))


def _remember(participant: Participant, person: Person) -> None:
    participant.connection_id = person.connection_id
    participant.joined_at = person.joined_at
    write_media(participant, person.media)


def forget(participant: Participant) -> None:
    participant.connection_id = participant.joined_at = participant.hand_raised_at = None
    write_media(participant, Media())
