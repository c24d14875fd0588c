"""Every select of posters."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, and_, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.recording.models import Recording
from chalkroom.recordings.models import RecordedTrack
from chalkroom.recordings.posters.models import Poster
from chalkroom.recordings.truth import still_true


async def shown(db: AsyncSession, recordings: Collection[UUID]) -> Sequence[Poster]:
    """Those of these recordings, as far as there are any and they may be seen."""
    return (await db.scalars(_shown().where(Poster.recording_id.in_(recordings)))).all()


async def one(db: AsyncSession, recording_id: UUID, poster_id: UUID) -> Poster | None:
    """If it may be seen."""
    return await db.scalar(_shown().where(Poster.recording_id == recording_id, Poster.id == poster_id))


async def is_true(db: AsyncSession, poster_id: UUID) -> bool:
    """Whether it still shows what may be shown."""
    return await db.scalar(_still_true().where(Poster.id == poster_id)) is not None


async def next_due(
    db: AsyncSession, *, left_before: datetime, most_attempts: int, ended_before: datetime
) -> tuple[Recording, Poster | None] | None:
    """A recording that can have a poster and has none, the newest first; its row locked. With what was begun of it.

    `left_before`: who began before then does not work on it any more; `ended_before`: for those that ended before,
    nobody waits until all of their tracks are finished.
    """
    of_it = RecordedTrack.recording_id == Recording.id
    at_rest = or_(~exists().where(of_it, RecordedTrack.kept_at.is_(None)), Recording.ended_at <= ended_before)
    given_up = and_(Poster.made_at.is_(None), Poster.attempts >= most_attempts)
    at_work = and_(Poster.made_at.is_(None), Poster.worked_at > left_before)
    # Where there was nothing to be seen, a track may have come later.
    has_grown = and_(Poster.size.is_(None), exists().where(of_it, RecordedTrack.kept_at > Poster.made_at))
    due = (
        select(Recording, Poster)
        .outerjoin(Poster, Poster.recording_id == Recording.id)
        .where(
            Recording.ended_at.is_not(None),
            Recording.deleted_at.is_(None),
            Recording.session_id.is_not(None),
            exists().where(of_it),
            at_rest,
            or_(Poster.id.is_(None), and_(Poster.made_at.is_(None), ~given_up, ~at_work), has_grown),
        )
        .order_by(Recording.ended_at.desc(), Recording.id)
        .limit(1)
    )
    row = (await db.execute(due.with_for_update(of=Recording, skip_locked=True))).one_or_none()
    return (row[0], row[1]) if row else None


async def over(db: AsyncSession) -> Sequence[Row[Poster, Recording]]:
    """Those that are no longer true, of recordings that are there; both rows locked."""
    known = (
        select(Poster, Recording)
        .join(Recording, Recording.id == Poster.recording_id)
        .where(Recording.deleted_at.is_(None), ~still_true(Poster))
    )
    return (await db.execute(known.with_for_update(of=Recording, skip_locked=True))).all()


async def locked(db: AsyncSession, poster_id: UUID) -> Row[Poster, Recording] | None:
    known = select(Poster, Recording).join(Recording, Recording.id == Poster.recording_id).where(Poster.id == poster_id)
    known = known.with_for_update(of=Recording).execution_options(populate_existing=True)
    return (await db.execute(known)).one_or_none()


async def forget(db: AsyncSession, recording_id: UUID) -> None:
    """With all that was stored of the recording."""
    await db.execute(delete(Poster).where(Poster.recording_id == recording_id))


async def keys(db: AsyncSession, recording_id: UUID) -> set[str]:
    """Where in storage there may be one of this recording."""
    return {poster.key for poster in await db.scalars(select(Poster).where(Poster.recording_id == recording_id))}


def _shown():
    return _still_true().where(Poster.size.is_not(None))


def _still_true():
    return select(Poster).join(Recording, Recording.id == Poster.recording_id).where(still_true(Poster))
