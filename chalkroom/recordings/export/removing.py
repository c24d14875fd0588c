"""An export that is wanted no more."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.recording.models import Recording
from chalkroom.recordings.export.models import Export


async def remove_row(db: AsyncSession, export: Export) -> None:
    """Who works on it stops within a second. Its file, if there is one, is the caller's to delete."""
    await db.delete(export)
    await db.flush()
    if export.size is not None:
        less = Recording.bytes - export.size
        await db.execute(update(Recording).where(Recording.id == export.recording_id).values(bytes=less))
