"""Every select about the life of recordings."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.classroom.recording.models import Recording
from chalkroom.recordings.models import RecordedTrack
from chalkroom.recordings.replay.permissions import is_audience
from chalkroom.sessions.models import Session


async def ready_to_tell(db: AsyncSession, *, at_the_latest_ended: datetime) -> Sequence[Row[Recording, Session]]:
    """Of which everything has arrived, or that ended before then; their rows locked.

    A recording of which nothing was captured is nothing to tell of.
    """
    of_it = RecordedTrack.recording_id == Recording.id
    missing = exists().where(of_it, (RecordedTrack.whole >= RecordedTrack.chunk_count).is_not(True))
    over = or_(~missing, Recording.ended_at <= at_the_latest_ended)
    something = exists().where(of_it)
    known = _with_sessions().where(Recording.told_at.is_(None), Recording.ended_at.is_not(None), over, something)
    return (await db.execute(known.with_for_update(of=Recording, skip_locked=True))).all()


async def soon_over(db: AsyncSession, before: datetime) -> Sequence[Row[Recording, Session]]:
    """Kept until before then, and their teachers were not warned; their rows locked."""
    known = _with_sessions().where(Recording.keep_until <= before, Recording.warned_at.is_(None))
    return (await db.execute(known.with_for_update(of=Recording, skip_locked=True))).all()


async def over(db: AsyncSession, now: datetime, warned_before: datetime) -> Sequence[Recording]:
    """Their rows locked. Nothing goes before its teacher was warned for long enough."""
    known = select(Recording).where(
        Recording.keep_until <= now, Recording.warned_at <= warned_before, Recording.deleted_at.is_(None)
    )
    return (await db.scalars(known.with_for_update(skip_locked=True))).all()


async def audience(db: AsyncSession, session: Session) -> Sequence[User]:
    """Everybody with an account whose recording it is; see replay/permissions.py."""
    people = select(User).join(Session, Session.id == session.id).where(is_audience(User.id))
    return (await db.scalars(people.order_by(User.id))).all()


async def teacher(db: AsyncSession, teacher_id: UUID) -> User:
    return (await db.scalars(select(User).where(User.id == teacher_id))).one()


def _with_sessions():
    return (
        select(Recording, Session)
        .join(Session, Session.id == Recording.session_id)
        .where(Recording.deleted_at.is_(None))
    )
