"""What is done with sessions. Whoever changes one holds its row's lock: queries.by_id…(…, lock=True)."""

import math
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.kit import clock
from chalkroom.kit.validation import InvalidField, InvalidInput
from chalkroom.sessions.errors import IllegalStep, NotADraft, NotEditable
from chalkroom.sessions.models import LONGEST, Enrolment, RecordingMode, Session, Status
from chalkroom.sessions.schemas import NewSession, SessionChange
from chalkroom.sessions.times import in_utc

JUST_NOW = timedelta(minutes=2)
"""How far past a start may be when it is entered, so that "now" is accepted from a form that took a while."""

HORIZON = timedelta(days=2 * 366)


async def create(db: AsyncSession, *, teacher: User, new: NewSession, room_limit: int, has_relay: bool) -> Session:
    """`room_limit` counts everybody in a room, the teacher included.

    Where there is a relay a session hides addresses unless it says otherwise: children learn here.
    """
    timezone = new.timezone or teacher.timezone
    session = Session(
        teacher_id=teacher.id,
        title=new.title,
        description=new.description,
        status=new.status,
        starts_at=_instant(new.starts_at, timezone),
        duration_minutes=new.duration_minutes,
        timezone=timezone,
        capacity=new.capacity,
        allow_guests=new.allow_guests,
        end_to_end=new.end_to_end,
        hide_addresses=has_relay if new.hide_addresses is None else new.hide_addresses,
        recording=new.recording or (RecordingMode.NEVER if new.end_to_end else RecordingMode.AUTOMATIC),
        continues_session_id=new.continues_session_id,
    )
    _check_recording(session)
    await _check_continued(db, teacher, new)
    _check_relay(new, has_relay)
    _check_capacity(session.capacity, room_limit)
    _check_start(session)
    db.add(session)
    await db.flush()
    return session


async def edit(db: AsyncSession, *, session: Session, change: SessionChange, room_limit: int, has_relay: bool) -> None:
    """Write what `change` gives. A new time zone alone leaves the instant of the start where it is."""
    if not session.is_editable:
        raise NotEditable(session.status)
    _check_relay(change, has_relay)
    given = change.model_dump(exclude_none=True)
    if change.capacity is not None and change.capacity != session.capacity:
        _check_capacity(change.capacity, room_limit, taken=len(session.students))
    before = session.starts_at
    if change.starts_at is not None:
        given["starts_at"] = _instant(change.starts_at, change.timezone or session.timezone)
    if change.end_to_end and change.recording is None:
        given["recording"] = RecordingMode.NEVER
    for field, value in given.items():
        setattr(session, field, value)
    _check_recording(session)
    if session.starts_at != before:
        _check_start(session)
    await db.flush()


async def publish(db: AsyncSession, session: Session) -> None:
    """A draft becomes something that takes place."""
    _step(session, Status.SCHEDULED)
    _check_start(session)
    await db.flush()


async def cancel(db: AsyncSession, session: Session) -> None:
    """It does not take place, or stops here."""
    if session.status is Status.LIVE:
        session.actual_end = clock.now()
    _step(session, Status.CANCELLED)
    await db.flush()


async def delete(db: AsyncSession, session: Session) -> None:
    if session.status is not Status.DRAFT:
        raise NotADraft(session.status)
    await db.delete(session)
    await db.flush()


async def go_live(db: AsyncSession, session: Session) -> None:
    """The teacher is in the room."""
    _step(session, Status.LIVE)
    session.actual_start = clock.now()
    await db.flush()


async def end(db: AsyncSession, session: Session) -> None:
    """A live session is over."""
    _step(session, Status.ENDED)
    session.actual_end = clock.now()
    await db.flush()


async def extend(db: AsyncSession, session: Session, *, minutes: int) -> None:
    """It takes that much longer than planned; or than now, if it has gone on beyond its plan."""
    last_plan = max(session.ends_at, clock.now())
    duration = last_plan + timedelta(minutes=minutes) - session.starts_at
    if duration > LONGEST:
        raise InvalidInput.of(
            "minutes",
            InvalidField(
                "too_long",
                "A session takes at most 24 hours. Please choose fewer minutes.",
                "Une séance dure au plus 24 heures. Choisissez moins de minutes.",
            ),
        )
    session.duration_minutes = math.ceil(duration / timedelta(minutes=1))
    await db.flush()


async def enrol(db: AsyncSession, session_id: UUID, student_id: UUID) -> None:
    """Give a student a place; once is enough. The door of the room counts who is inside and says whether it is full."""
    place = insert(Enrolment).values(session_id=session_id, student_id=student_id, created_at=clock.now())
    await db.execute(place.on_conflict_do_nothing())


def _step(session: Session, status: Status) -> None:
    if not session.may_become(status):
        raise IllegalStep(session.status, status)
    session.status = status


def _instant(entered: datetime, timezone: str) -> datetime:
    try:
        return in_utc(entered, timezone)
    except InvalidField as error:
        raise InvalidInput.of("starts_at", error) from error


def _check_start(session: Session) -> None:
    now = clock.now()
    if session.status is not Status.DRAFT and session.starts_at < now - JUST_NOW:
        raise InvalidInput.of(
            "starts_at",
            InvalidField(
                "in_the_past",
                "This time has passed. Please choose a later one.",
                "Cette heure est passée. Choisissez-en une plus tardive.",
            ),
        )
    if session.starts_at > now + HORIZON:
        raise InvalidInput.of(
            "starts_at",
            InvalidField(
                "too_far_ahead",
                "This is more than two years ahead. Please choose an earlier time.",
                "C’est dans plus de deux ans. Choisissez une date plus proche.",
            ),
        )


def _check_capacity(capacity: int, room_limit: int, *, taken: int = 0) -> None:
    most = room_limit - 1
    if capacity > most:
        raise InvalidInput.of(
            "capacity",
            InvalidField(
                "over_room_limit",
                f"A room here holds at most {most} students beside the teacher.",
                f"Une salle accueille ici {most} élèves au plus, en plus de l’enseignant.",
            ),
        )
    if capacity < taken:
        raise InvalidInput.of(
            "capacity",
            InvalidField(
                "below_enrolled",
                f"{taken} students have a place already. Please keep room for all of them.",
                f"{taken} élèves ont déjà une place. Gardez de la place pour tous.",
            ),
        )


async def _check_continued(db: AsyncSession, teacher: User, new: NewSession) -> None:
    """What stands on somebody else's board is theirs to pass on."""
    if new.continues_session_id is None:
        return
    continued = await db.get(Session, new.continues_session_id)
    if continued is None or continued.teacher_id != teacher.id:
        raise InvalidInput.of(
            "continues_session_id",
            InvalidField(
                "not_yours",
                "You have no such session. Please choose one that you teach.",
                "Vous n’avez pas de telle séance. Choisissez-en une que vous enseignez.",
            ),
        )


def _check_recording(session: Session) -> None:
    if session.end_to_end and session.recording is not RecordingMode.NEVER:
        raise InvalidInput.of(
            "recording",
            InvalidField(
                "end_to_end",
                "What is encrypted from end to end cannot be recorded. Choose one of the two.",
                "Ce qui est chiffré de bout en bout ne peut pas être enregistré. Choisissez l’un des deux.",
            ),
        )


def _check_relay(change: SessionChange, has_relay: bool) -> None:
    if change.hide_addresses and not has_relay:
        raise InvalidInput.of(
            "hide_addresses",
            InvalidField(
                "needs_relay",
                "This server has no relay, so calls cannot hide addresses. Leave this off, "
                "or ask whoever runs the server to set one up.",
                "Ce serveur n’a pas de relais : les appels ne peuvent pas cacher les adresses. Laissez cette option "
                "désactivée, ou demandez un relais à la personne qui gère le serveur.",
            ),
        )
