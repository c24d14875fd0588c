"""Every select of what is captured."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.recording.models import Recording
from chalkroom.recordings.models import RecordedChunk, RecordedTrack
from chalkroom.sessions.models import Session


async def track(db: AsyncSession, track_id: UUID, *, lock: bool = False) -> Row[RecordedTrack, Recording] | None:
    known = (
        select(RecordedTrack, Recording)
        .join(Recording, Recording.id == RecordedTrack.recording_id)
        .where(RecordedTrack.id == track_id)
    )
    if lock:
        known = known.with_for_update(of=RecordedTrack).execution_options(populate_existing=True)
    return (await db.execute(known)).one_or_none()


async def chunk(db: AsyncSession, track_id: UUID, number: int) -> RecordedChunk | None:
    return await db.get(RecordedChunk, (track_id, number))


async def chunks_from(db: AsyncSession, track_id: UUID, number: int) -> Sequence[RecordedChunk]:
    """Those of a track from a number on, in their order."""
    known = select(RecordedChunk).where(RecordedChunk.track_id == track_id, RecordedChunk.number >= number)
    return (await db.scalars(known.order_by(RecordedChunk.number))).all()


async def unfinished_of(db: AsyncSession, recording_id: UUID, participant_id: UUID) -> Sequence[RecordedTrack]:
    """Tracks of one person of which something is still to come."""
    whole = RecordedTrack.whole >= RecordedTrack.chunk_count
    known = select(RecordedTrack).where(
        RecordedTrack.recording_id == recording_id,
        RecordedTrack.participant_id == participant_id,
        or_(RecordedTrack.chunk_count.is_(None), ~whole),
    )
    return (await db.scalars(known)).all()


async def bytes_of_teacher(db: AsyncSession, teacher_id: UUID) -> int:
    """What the recordings of their sessions take."""
    taken = (
        select(func.sum(Recording.bytes))
        .join(Session, Session.id == Recording.session_id)
        .where(Session.teacher_id == teacher_id, Recording.deleted_at.is_(None))
    )
    return int(await db.scalar(taken) or 0)
