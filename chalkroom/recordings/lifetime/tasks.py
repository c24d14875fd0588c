"""The jobs of a recording's life. Every run does all there is to do, and may run twice without harm."""

import procrastinate

from chalkroom.kit.jobs import JobContext, runtime_of
from chalkroom.recordings.lifetime import service

tasks = procrastinate.Blueprint()


@tasks.periodic(cron="* * * * *")
@tasks.task(name="recordings:tell_ready", pass_context=True)
async def tell_ready(context: JobContext, timestamp: int) -> None:
    """A minute later is soon enough for a mail; the replay itself waits for nobody."""
    runtime = runtime_of(context)
    async with runtime.database.transaction() as db:
        await service.tell_ready(db, runtime.settings)


@tasks.periodic(cron="41 * * * *")
@tasks.task(name="recordings:let_go", pass_context=True)
async def let_go(context: JobContext, timestamp: int) -> None:
    """Recordings that were to be kept for so long only."""
    runtime = runtime_of(context)
    async with runtime.database.transaction() as db:
        await service.warn(db, runtime.settings)
        await service.let_go(db)
