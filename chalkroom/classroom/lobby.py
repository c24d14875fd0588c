"""The hosts' decisions at the door. Saying the same twice changes nothing."""

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log, queries
from chalkroom.classroom.errors import NoSuchParticipant
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Admission
from chalkroom.classroom.presence import Person
from chalkroom.sessions import service as sessions
from chalkroom.sessions.models import Session


async def admit(db: AsyncSession, *, session: Session, participant_id: str, by: Person) -> None:
    """Open the door to somebody for the rest of the session; an account gets an enrolment."""
    participant = await queries.participant(db, session.id, participant_id)
    if participant is None or participant.admission is Admission.REMOVED:
        raise NoSuchParticipant()
    if participant.admission is Admission.ADMITTED:
        return
    participant.admission = Admission.ADMITTED
    if participant.user_id:
        await sessions.enrol(db, session.id, participant.user_id)
    log.append(db, session.id, Kind.ADMITTED, participant.id, by=by.id)


async def deny(db: AsyncSession, *, session: Session, participant_id: str, by: Person) -> None:
    """Send somebody away who waits. Who was let in stays in."""
    participant = await queries.participant(db, session.id, participant_id)
    if participant is None or participant.admission not in (Admission.WAITING, Admission.DENIED):
        raise NoSuchParticipant()
    if participant.admission is Admission.WAITING:
        participant.admission = Admission.DENIED
        participant.waiting_since = None
        log.append(db, session.id, Kind.DENIED, participant.id, by=by.id)


async def send_away(db: AsyncSession, *, session: Session, participant_id: str, by: Person) -> None:
    """Somebody who is entitled to enter, and waits before a lock, is not let in this time. They may come again."""
    participant = await queries.participant(db, session.id, participant_id)
    if participant is None:
        raise NoSuchParticipant()
    participant.waiting_since = None
    log.append(db, session.id, Kind.DENIED, participant.id, by=by.id)
