"""Every select of chapters that teachers made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry
from chalkroom.recordings.marking.models import RecordingMark


@dataclass(frozen=True)
class RoomMark:
    """A moment that was marked while the lesson went on."""

    id: UUID
    at: datetime
    by: UUID | None
    """A participant."""
    title: str | None
    is_renamed: bool
    """The title is not `by`'s any more: whoever manages the recording chose another one."""


async def added(db: AsyncSession, recording_id: UUID) -> Sequence[RecordingMark]:
    """In the replay."""
    known = select(RecordingMark).where(RecordingMark.recording_id == recording_id)
    return (await db.scalars(known.order_by(RecordingMark.at_ms, RecordingMark.id))).all()


async def count(db: AsyncSession, recording_id: UUID) -> int:
    known = select(func.count()).select_from(RecordingMark).where(RecordingMark.recording_id == recording_id)
    return (await db.scalars(known)).one()


async def from_room(db: AsyncSession, session_id: UUID) -> list[RoomMark]:
    """Without those that were deleted since, and as the others are called by now."""
    of_marks = LogEntry.kind.in_((Kind.MARK, Kind.MARK_RENAMED, Kind.MARK_DELETED))
    entries = select(LogEntry).where(LogEntry.session_id == session_id, of_marks).order_by(LogEntry.id)
    found = (await db.scalars(entries)).all()
    deleted = {entry.data["mark_id"] for entry in found if entry.kind == Kind.MARK_DELETED}
    renamed = {entry.data["mark_id"]: entry.data["title"] for entry in found if entry.kind == Kind.MARK_RENAMED}
    return [
        RoomMark(
            id=UUID(mark_id),
            at=entry.at,
            by=entry.participant_id,
            title=renamed.get(mark_id, entry.data["title"]),
            is_renamed=mark_id in renamed,
        )
        for entry in found
        if entry.kind == Kind.MARK and (mark_id := entry.data["id"]) not in deleted
    ]


async def rename_added(db: AsyncSession, recording_id: UUID, mark_id: UUID, title: str) -> bool:
    """False if there is none."""
    mark = update(RecordingMark).where(RecordingMark.id == mark_id, RecordingMark.recording_id == recording_id)
    return await db.scalar(mark.values(title=title).returning(RecordingMark.id)) is not None


async def delete_added(db: AsyncSession, recording_id: UUID, mark_id: UUID) -> bool:
    """False if there is none."""
    mark = delete(RecordingMark).where(RecordingMark.id == mark_id, RecordingMark.recording_id == recording_id)
    return await db.scalar(mark.returning(RecordingMark.id)) is not None


async def forget(db: AsyncSession, recording_id: UUID) -> None:
    """With all that was stored of the recording."""
    await db.execute(delete(RecordingMark).where(RecordingMark.recording_id == recording_id))
