"""The verbs of the connection check."""

import hashlib
import hmac
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.classroom import door, log
from chalkroom.classroom.check import queries
from chalkroom.classroom.check.schemas import CheckInput, CheckReport, PersonCheck
from chalkroom.classroom.errors import NoSuchMeeting, SessionOver, SignInNeeded
from chalkroom.classroom.ice import ice_servers
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry
from chalkroom.classroom.schemas import IceServer
from chalkroom.kit import clock
from chalkroom.kit.problems import NotAllowed
from chalkroom.kit.tokens import normalise_code
from chalkroom.kit.validation import InvalidField, InvalidInput
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.models import MEETING_ID, Session
from chalkroom.sessions.permissions import Permission, permissions
from chalkroom.settings import Settings

RELAY_SECONDS = 10 * 60
"""A check takes a minute or two; whoever carries the credentials off has little of them."""


def servers_for_check(settings: Settings, address: str) -> list[IceServer]:
    """The relay counts what one name uses: all strangers behind one address share one, which does not tell it."""
    digest = hmac.new(settings.signing_key.encode(), b"check " + address.encode(), hashlib.sha256)
    return ice_servers(settings, f"check-{digest.hexdigest()[:16]}", seconds=RELAY_SECONDS)


async def report(db: AsyncSession, *, meeting_id: str, user: User | None, report: CheckInput) -> PersonCheck:
    """Put a check into the room's log, where the teacher finds it."""
    session = await _session(db, meeting_id, report.passcode, user)
    name = _name(user, report.name)
    results = CheckReport(verdict=report.verdict, steps=report.steps, rate=report.rate).model_dump(mode="json")
    account = {"user_id": str(user.id)} if user else {}
    log.append(db, session.id, Kind.CHECKED, name=name, **account, **results)
    return PersonCheck(name=name, has_account=user is not None, at=clock.now(), **results)


async def checks_of(db: AsyncSession, *, session_id: UUID, user: User) -> list[PersonCheck]:
    """What the people of a session measured: for nobody but its teacher."""
    session = await sessions.by_id_for(db, session_id, user)
    if session.teacher_id != user.id:
        raise NotAllowed()
    return _people(await queries.latest_of_each(db, session.id))


async def _session(db: AsyncSession, meeting_id: str, passcode: str | None, user: User | None) -> Session:
    if passcode is not None:
        session, entry = await door.preview(db, meeting_id=meeting_id, passcode=passcode, user=user)
        if entry == "sign_in":
            raise SignInNeeded()
        return session
    session = await sessions.by_meeting_id(db, normalise_code(meeting_id, *MEETING_ID))
    # Without the passcode a session is only known to those who have a place in it.
    if session is None or user is None or not _belongs_to(user, session):
        raise NoSuchMeeting()
    if session.is_over:
        raise SessionOver()
    return session


def _belongs_to(user: User, session: Session) -> bool:
    is_known = user.id == session.teacher_id or any(student.id == user.id for student in session.students)
    return is_known and Permission.JOIN in permissions(user, session)


def _name(user: User | None, typed: str | None) -> str:
    name = user.name if user else typed
    if name is None:
        missing = InvalidField(
            "missing", "Please say your name, so that the teacher knows you.", "Indiquez votre nom à l’enseignant."
        )
        raise InvalidInput.of("name", missing)
    return name


def _people(entries: Sequence[LogEntry]) -> list[PersonCheck]:
    return [
        PersonCheck.model_validate({**entry.data, "has_account": "user_id" in entry.data, "at": entry.at})
        for entry in entries
    ]
