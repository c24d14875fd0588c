"""Deletes what nobody can read any more: first the bytes, then the row. So a failure between them is mended later."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.chat.files import queries
from chalkroom.kit import clock
from chalkroom.kit.storage import Storage

UNSENT_FOR = timedelta(days=1)
AT_ONCE = 100


async def delete_some(db: AsyncSession, storage: Storage, ids: Sequence[UUID] | None = None) -> bool:
    """Of these files, or of all. Says whether there may be more."""
    files = await queries.to_delete(db, unsent_since=clock.now() - UNSENT_FOR, ids=ids, limit=AT_ONCE)
    for file in files:
        await storage.delete(file.key)
        await db.delete(file)
    return len(files) == AT_ONCE
