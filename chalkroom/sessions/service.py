"""What is done with sessions. Whoever changes one holds its row's lock: queries.by_id…(…, lock=True)."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.kit import clock
from chalkroom.sessions.errors import IllegalStep
from chalkroom.sessions.models import Enrolment, Session, Status


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


async def cancel(db: AsyncSession, session: Session) -> None:
    """It does not take place, or stops here."""
    if session.status is Status.LIVE:
        session.actual_end = clock.now()
    _step(session, Status.CANCELLED)
    await db.flush()


async def enrol(db: AsyncSession, session_id: UUID, student_id: UUID) -> None:
    """Give a student a place; once is enough. The door of the room counts who is inside and says whether it is full."""
    place = insert(Enrolment).values(session_id=session_id, student_id=student_id, created_at=clock.now())
    await db.execute(place.on_conflict_do_nothing())


def _step(session: Session, status: Status) -> None:
    if not session.may_become(status):
        raise IllegalStep(session.status, status)
    session.status = status
