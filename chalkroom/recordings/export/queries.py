"""Every select of exports."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import clock
from chalkroom.recordings.export.models import Export, ExportKind, ExportState, Layout
from chalkroom.recordings.truth import still_true
from chalkroom.sessions.models import Session


async def of_recording(db: AsyncSession, recording_id: UUID, *, with_copies: bool) -> Sequence[Export]:
    """The newest first. `with_copies`: also those that only who manages the recording may see."""
    known = _still_true().where(Export.recording_id == recording_id)
    if not with_copies:
        known = known.where(Export.with_copies.is_(False))
    return (await db.scalars(known.order_by(Export.created_at.desc(), Export.id))).all()


async def one(db: AsyncSession, recording_id: UUID, export_id: UUID) -> Export | None:
    return await db.scalar(_still_true().where(Export.recording_id == recording_id, Export.id == export_id))


async def alike(
    db: AsyncSession,
    recording_id: UUID,
    *,
    kind: ExportKind,
    layout: Layout | None,
    height: int | None,
    language: str,
    with_copies: bool,
) -> Export | None:
    """That is waited for, worked on or ready, whether or not it is still true."""
    return await db.scalar(
        select(Export).where(
            Export.recording_id == recording_id,
            Export.kind == kind,
            Export.layout.is_not_distinct_from(layout),
            Export.height.is_not_distinct_from(height),
            Export.language == language,
            Export.with_copies.is_(with_copies),
            Export.state != ExportState.FAILED,
        )
    )


async def is_true(db: AsyncSession, export_id: UUID) -> bool:
    """Whether it still shows what may be shown."""
    return await db.scalar(_still_true().where(Export.id == export_id)) is not None


async def recording_of(db: AsyncSession, recording_id: UUID) -> Row[Recording, Session] | None:
    """With its session, and that one's teacher; None where the session was forgotten."""
    known = select(Recording, Session).join(Session, Session.id == Recording.session_id)
    known = known.where(Recording.id == recording_id).options(joinedload(Session.teacher, innerjoin=True))
    return (await db.execute(known)).one_or_none()


async def next_waiting(db: AsyncSession) -> Export | None:
    """Its row locked."""
    waiting = select(Export).where(Export.state == ExportState.WAITING).order_by(Export.created_at, Export.id)
    return await db.scalar(waiting.limit(1).with_for_update(skip_locked=True))


async def note_progress(db: AsyncSession, export_id: UUID, progress: float) -> bool:
    """False where nobody wants it any more, as it is."""
    working = update(Export).where(Export.id == export_id, Export.state == ExportState.WORKING)
    noted = await db.scalar(working.values(progress=progress, worked_at=clock.now()).returning(Export.id))
    return noted is not None and await is_true(db, export_id)


async def left_alone(db: AsyncSession, worked_before: datetime) -> Sequence[Export]:
    """Worked on by somebody who is no more; their rows locked."""
    known = select(Export).where(Export.state == ExportState.WORKING, Export.worked_at < worked_before)
    return (await db.scalars(known.with_for_update(skip_locked=True))).all()


async def over(db: AsyncSession, now: datetime) -> Sequence[Export]:
    """Kept long enough, or no longer true; their rows locked."""
    known = select(Export).join(Recording, Recording.id == Export.recording_id)
    known = known.where(or_(Export.keep_until <= now, ~still_true(Export)))
    return (await db.scalars(known.with_for_update(of=Export, skip_locked=True))).all()


async def locked(db: AsyncSession, export_id: UUID) -> Row[Export, Recording] | None:
    known = select(Export, Recording).join(Recording, Recording.id == Export.recording_id).where(Export.id == export_id)
    known = known.with_for_update().execution_options(populate_existing=True)
    return (await db.execute(known)).one_or_none()


async def forget(db: AsyncSession, recording_id: UUID) -> None:
    """With all that was stored of the recording."""
    await db.execute(delete(Export).where(Export.recording_id == recording_id))


async def keys(db: AsyncSession, recording_id: UUID) -> set[str]:
    """Where in storage there may be something of this recording's exports."""
    return {export.key for export in await db.scalars(select(Export).where(Export.recording_id == recording_id))}


async def working(db: AsyncSession) -> set[str]:
    """Ids of those that somebody works on."""
    ids = await db.scalars(select(Export.id).where(Export.state == ExportState.WORKING))
    return {str(export_id) for export_id in ids}


def _still_true():
    return select(Export).join(Recording, Recording.id == Export.recording_id).where(still_true(Export))
