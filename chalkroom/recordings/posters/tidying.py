"""Deletes posters that show what may not be shown any more. Nobody has seen them since; others take their place."""

from chalkroom.kit.runtime import Runtime
from chalkroom.recordings.posters import queries


async def tidy(runtime: Runtime) -> None:
    async with runtime.database.transaction() as db:
        for poster, recording in await queries.over(db):
            await runtime.storage.delete(poster.key)
            recording.bytes -= poster.size or 0
            await db.delete(poster)
