"""Every select of what is captured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, case, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.models import Participant
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
    """Those of a track from a number on, in their order, as they are now."""
    known = select(RecordedChunk).where(RecordedChunk.track_id == track_id, RecordedChunk.number >= number)
    known = known.order_by(RecordedChunk.number).execution_options(populate_existing=True)
    return (await db.scalars(known)).all()


@dataclass(frozen=True)
class KnownChunk:
    """What playing a track takes of a chunk's row."""

    number: int
    size: int
    digest: bytes
    ends_ms: int
    index: dict[str, Any] | None
    """Without the reader's state."""


async def known_chunks(db: AsyncSession, track_id: UUID) -> list[KnownChunk]:
    """Of a track, in their order. An hour has two thousand."""
    index = RecordedChunk.index.op("-")("state")
    columns = RecordedChunk.number, RecordedChunk.size, RecordedChunk.digest, RecordedChunk.ends_ms, index
    rows = await db.execute(select(*columns).where(RecordedChunk.track_id == track_id).order_by(RecordedChunk.number))
    return [KnownChunk(*row) for row in rows]


async def header_of_another(db: AsyncSession, track: RecordedTrack) -> bytes | None:
    """Of a track of the same person, kind and format in the same recording, made by the same browser."""
    alike = select(RecordedTrack.header).where(
        RecordedTrack.recording_id == track.recording_id,
        RecordedTrack.participant_id == track.participant_id,
        RecordedTrack.copied_by.is_not_distinct_from(track.copied_by),
        RecordedTrack.kind == track.kind,
        RecordedTrack.mime_type == track.mime_type,
        RecordedTrack.header.is_not(None),
    )
    return await db.scalar(alike.order_by(RecordedTrack.started_at).limit(1))


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


async def bytes_of_track(db: AsyncSession, track: RecordedTrack) -> int:
    """What it takes: its chunks, or, where they are gone, about as much as its finished file."""
    taken = select(func.sum(RecordedChunk.size)).where(RecordedChunk.track_id == track.id)
    return int(await db.scalar(taken) or track.size or 0)


async def tracks_of(db: AsyncSession, recording_id: UUID) -> Sequence[RecordedTrack]:
    known = select(RecordedTrack).where(RecordedTrack.recording_id == recording_id)
    return (await db.scalars(known.order_by(RecordedTrack.started_at, RecordedTrack.id))).all()


async def unfinished_tracks(
    db: AsyncSession, *, webm_ended_before: datetime, others_ended_before: datetime
) -> Sequence[UUID]:
    """Tracks that are whole, or whose session ended before then."""
    ended = case(
        (RecordedTrack.mime_type.like("%/webm%"), Recording.ended_at <= webm_ended_before),
        else_=Recording.ended_at <= others_ended_before,
    )
    known = (
        select(RecordedTrack.id)
        .join(Recording, Recording.id == RecordedTrack.recording_id)
        .where(
            RecordedTrack.kept_at.is_(None),
            Recording.deleted_at.is_(None),
            or_(RecordedTrack.whole >= RecordedTrack.chunk_count, ended),
        )
    )
    return (await db.scalars(known)).all()


async def whole_tracks(db: AsyncSession, recording_id: UUID) -> Sequence[UUID]:
    """Those of a recording that can be finished."""
    whole = RecordedTrack.kept_at.is_(None), RecordedTrack.whole >= RecordedTrack.chunk_count
    return (await db.scalars(select(RecordedTrack.id).where(RecordedTrack.recording_id == recording_id, *whole))).all()


async def finished_with_chunks(db: AsyncSession, *, kept_before: datetime) -> Sequence[RecordedTrack]:
    has_chunks = exists().where(RecordedChunk.track_id == RecordedTrack.id)
    return (await db.scalars(select(RecordedTrack).where(RecordedTrack.kept_at <= kept_before, has_chunks))).all()


async def forget_chunks(db: AsyncSession, track_id: UUID) -> None:
    await db.execute(delete(RecordedChunk).where(RecordedChunk.track_id == track_id))


async def to_erase(db: AsyncSession) -> Sequence[UUID]:
    """Recordings of which something may be stored that nobody may see any more."""
    gone = or_(Recording.session_id.is_(None), Recording.deleted_at.is_not(None) & (Recording.key != b""))
    return (await db.scalars(select(Recording.id).where(gone))).all()


async def tracks_taken_back(db: AsyncSession) -> Sequence[RecordedTrack]:
    """Of people who agreed at first, and no longer did when the session ended or afterwards."""
    has_content = or_(RecordedTrack.size.is_not(None), exists().where(RecordedChunk.track_id == RecordedTrack.id))
    known = (
        select(RecordedTrack)
        .join(Recording, Recording.id == RecordedTrack.recording_id)
        .outerjoin(Participant, Participant.id == RecordedTrack.participant_id)
        .where(Recording.ended_at.is_not(None), Participant.recorded.is_not(True), has_content)
    )
    return (await db.scalars(known)).all()


async def finished_keys(db: AsyncSession) -> set[str]:
    """Where in storage the finished files are."""
    return {track.key for track in await db.scalars(select(RecordedTrack).where(RecordedTrack.size.is_not(None)))}
