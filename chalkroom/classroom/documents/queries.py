"""Every select of documents."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import SignIn, User
from chalkroom.classroom.documents.models import DocumentName, DocumentSnapshot
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry, Participant
from chalkroom.sessions.models import Enrolment

_document = LogEntry.data["document"].as_string()


async def snapshot(db: AsyncSession, session_id: UUID, name: DocumentName) -> DocumentSnapshot | None:
    return await db.get(DocumentSnapshot, (session_id, name))


async def updates_after(db: AsyncSession, session_id: UUID, name: DocumentName, log_id: int) -> list[tuple[int, bytes]]:
    """What came into a document after an entry of the log: the entry of each, and the update."""
    return await _updates(db, _of(session_id, name).where(LogEntry.id > log_id))


async def updates_until(
    db: AsyncSession, session_id: UUID, name: DocumentName, instant: datetime, *, after: int
) -> list[tuple[int, bytes]]:
    """The same, after an entry, and up to an instant."""
    return await _updates(db, _of(session_id, name).where(LogEntry.id > after, LogEntry.at <= instant))


async def people(
    db: AsyncSession, session_id: UUID, *, ids: Collection[UUID], users: Collection[UUID]
) -> list[Participant]:
    """Participants by their own ids, or by those of their accounts. As the table has them now."""
    wanted: ColumnElement[bool] = or_(Participant.id.in_(ids), Participant.user_id.in_(users))
    known = select(Participant).where(Participant.session_id == session_id, wanted)
    return list(await db.scalars(known.execution_options(populate_existing=True)))


async def signed_in(db: AsyncSession, sign_ins: Collection[UUID]) -> dict[UUID, User]:
    """Those of these sign-ins that have not ended, and whose they are."""
    known = select(SignIn.id, User).join(User, User.id == SignIn.user_id)
    rows = await db.execute(known.where(SignIn.id.in_(sign_ins), SignIn.ended_at.is_(None)))
    return dict(rows.all())


async def enrolled(db: AsyncSession, session_id: UUID, users: Collection[UUID]) -> set[UUID]:
    places = select(Enrolment.student_id).where(Enrolment.session_id == session_id, Enrolment.student_id.in_(users))
    return set(await db.scalars(places))


def _of(session_id: UUID, name: DocumentName) -> Select[int, bytes | None]:
    """Entries of one document; the index ix_room_log_document is made for this."""
    entries = select(LogEntry.id, LogEntry.payload).order_by(LogEntry.id)
    return entries.where(LogEntry.session_id == session_id, LogEntry.kind == Kind.DOCUMENT, _document == name.value)


async def _updates(db: AsyncSession, entries: Select[int, bytes | None]) -> list[tuple[int, bytes]]:
    return [(log_id, payload) for log_id, payload in await db.execute(entries) if payload is not None]
