"""Every select of chapters that teachers made."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry
from chalkroom.recordings.marking.models import RecordingMark


async def added(db: AsyncSession, recording_id: UUID) -> Sequence[RecordingMark]:
    """In the replay."""
    known = select(RecordingMark).where(RecordingMark.recording_id == recording_id)
    return (await db.scalars(known.order_by(RecordingMark.at_ms, RecordingMark.id))).all()


async def count(db: AsyncSession, recording_id: UUID) -> int:
    known = select(func.count()).select_from(RecordingMark).where(RecordingMark.recording_id == recording_id)
    return (await db.scalars(known)).one()


async def from_room(db: AsyncSession, session_id: UUID) -> Sequence[LogEntry]:
    """While the lesson went on; without those that were deleted since."""
    of_marks = LogEntry.kind.in_((Kind.MARK, Kind.MARK_DELETED))
    entries = select(LogEntry).where(LogEntry.session_id == session_id, of_marks).order_by(LogEntry.id)
    found = (await db.scalars(entries)).all()
    deleted = {entry.data["mark_id"] for entry in found if entry.kind == Kind.MARK_DELETED}
    return [entry for entry in found if entry.kind == Kind.MARK and entry.data["id"] not in deleted]


async def delete_added(db: AsyncSession, recording_id: UUID, mark_id: UUID) -> bool:
    """False if there is none."""
    mark = delete(RecordingMark).where(RecordingMark.id == mark_id, RecordingMark.recording_id == recording_id)
    return await db.scalar(mark.returning(RecordingMark.id)) is not None


async def forget(db: AsyncSession, recording_id: UUID) -> None:
    """With all that was stored of the recording."""
    await db.execute(delete(RecordingMark).where(RecordingMark.recording_id == recording_id))
