"""The jobs of recordings."""

from uuid import UUID

import procrastinate
import structlog

from chalkroom.kit.jobs import JobContext, runtime_of
from chalkroom.recordings import cleaning, keeping

logger = structlog.get_logger()

tasks = procrastinate.Blueprint()

RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=4)


@tasks.task(name="recordings:keep_track", pass_context=True, retry=RETRY)
async def keep_track(context: JobContext, *, track_id: str) -> None:
    """All of a track has arrived."""
    await keeping.keep(runtime_of(context), UUID(track_id))


@tasks.task(name="recordings:erase", pass_context=True, retry=RETRY)
async def erase(context: JobContext, *, recording_id: str) -> None:
    """Somebody deleted a recording."""
    await cleaning.erase(runtime_of(context), UUID(recording_id))


@tasks.periodic(cron="*/10 * * * *")
@tasks.task(name="recordings:reconcile", pass_context=True)
async def reconcile(context: JobContext, timestamp: int) -> None:
    """Whatever a failed job, a lost page or a killed server left. Every run does all there is to do."""
    runtime = runtime_of(context)
    async with runtime.database.transaction() as db:
        due = await cleaning.due(db)
    for track_id in due:
        try:
            await keeping.keep(runtime, track_id)
        except Exception as error:  # whatever it is, the others do not wait for it
            logger.error("track not finished", track_id=str(track_id), exc_info=error)
    await cleaning.delete_chunks(runtime)
    await cleaning.erase_all(runtime)


@tasks.periodic(cron="17 4 * * *")
@tasks.task(name="recordings:sweep", pass_context=True)
async def sweep(context: JobContext, timestamp: int) -> None:
    """Looks through all of the storage, so only once a day."""
    await cleaning.sweep(runtime_of(context))
