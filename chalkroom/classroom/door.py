"""The way to a room over HTTP: from a link, a code or the list of one's sessions to a room token."""

import hmac
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.classroom import queries, service, tokens
from chalkroom.classroom.errors import Denied, NoSuchMeeting, NotPublished, Removed, SessionOver, SignInNeeded
from chalkroom.classroom.models import Admission, Participant, ParticipantRole
from chalkroom.kit import clock
from chalkroom.kit.tokens import normalise_code
from chalkroom.kit.validation import InvalidField, InvalidInput
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.models import MEETING_ID, PASSCODE, Session, Status
from chalkroom.sessions.permissions import Permission, require

Entry = Literal["direct", "lobby", "sign_in"]


@dataclass(frozen=True)
class Entrance:
    """What somebody at the door gets: who they are there, and the token that opens the socket."""

    session: Session
    participant: Participant
    token: str


async def preview(db: AsyncSession, *, meeting_id: str, passcode: str, user: User | None) -> tuple[Session, Entry]:
    session = await _session_by_code(db, meeting_id, passcode)
    if user is None:
        return session, "lobby" if session.allow_guests else "sign_in"
    return session, "direct" if _is_expected(session, user) else "lobby"


async def ask_to_enter(
    db: AsyncSession, *, meeting_id: str, passcode: str, user: User | None, name: str | None, room_token: str | None
) -> Entrance:
    """By meeting id and passcode: an account, or a guest where the session allows guests."""
    session = await _session_by_code(db, meeting_id, passcode)
    if user:
        return await _enter_as_user(db, session, user)
    if not session.allow_guests:
        raise SignInNeeded()
    return await _enter_as_guest(db, session, name, room_token)


async def ask_to_enter_own(db: AsyncSession, *, session_id: UUID, user: User) -> Entrance:
    """By the session's own id: its teacher, or a student with a place."""
    session = await sessions.by_id_for(db, session_id, user)
    require(user, session, Permission.JOIN)
    if session.is_over:
        raise SessionOver()
    if session.status is Status.DRAFT:
        raise NotPublished()
    return await _enter_as_user(db, session, user)


async def end(db: AsyncSession, *, session_id: UUID, user: User) -> Session:
    """End a live session from outside of its room."""
    session = await sessions.by_id_for(db, session_id, user, lock=True)
    require(user, session, Permission.END)
    participant = await queries.participant_of_user(db, session.id, user.id)
    await service.end(db, session=session, by=participant.id if participant else None)
    return session


async def _session_by_code(db: AsyncSession, meeting_id: str, passcode: str) -> Session:
    """Source of the constant-time comparison: OWASP ASVS 5.0, 11.2.4."""
    known_id = normalise_code(meeting_id, *MEETING_ID)
    expected = await queries.passcode_of(db, known_id)
    typed = normalise_code(passcode, *PASSCODE)
    if not hmac.compare_digest(typed.encode(), (expected or "").encode()) or expected is None:
        raise NoSuchMeeting()
    session = await sessions.by_meeting_id(db, known_id)
    if session is None or session.status is Status.DRAFT:
        raise NoSuchMeeting()
    if session.is_over:
        raise SessionOver()
    return session


async def _enter_as_user(db: AsyncSession, session: Session, user: User) -> Entrance:
    role = ParticipantRole.TEACHER if user.id == session.teacher_id else ParticipantRole.STUDENT
    admission = Admission.ADMITTED if _is_expected(session, user) else Admission.WAITING
    # Two tabs may ask at the same moment: the second finds what the first one left.
    await db.execute(
        insert(Participant)
        .values(session_id=session.id, user_id=user.id, name=user.name, role=role, admission=admission)
        .on_conflict_do_nothing(index_elements=["session_id", "user_id"])
    )
    participant = await queries.participant_of_user(db, session.id, user.id)
    assert participant
    participant.name = user.name
    if participant.admission is Admission.WAITING:
        participant.admission = admission
    return await _entrance(db, session, participant)


async def _enter_as_guest(db: AsyncSession, session: Session, name: str | None, room_token: str | None) -> Entrance:
    if name is None:
        missing = InvalidField(
            "missing", "Please say your name, so that the teacher knows you.", "Indiquez votre nom à l’enseignant."
        )
        raise InvalidInput.of("name", missing)
    participant = await queries.guest_with_token(db, session.id, room_token) if room_token else None
    if participant is None:
        participant = Participant(
            session_id=session.id,
            user_id=None,
            name=name,
            role=ParticipantRole.GUEST,
            admission=Admission.WAITING,
            created_at=clock.now(),
        )
        db.add(participant)
        await db.flush()
    if participant.name != name:
        participant.name, participant.alias = name, None
    return await _entrance(db, session, participant)


async def _entrance(db: AsyncSession, session: Session, participant: Participant) -> Entrance:
    if participant.admission is Admission.DENIED:
        raise Denied()
    if participant.admission is Admission.REMOVED:
        raise Removed()
    return Entrance(session, participant, await tokens.issue(db, participant))


def _is_expected(session: Session, user: User) -> bool:
    return user.id == session.teacher_id or any(student.id == user.id for student in session.students)
