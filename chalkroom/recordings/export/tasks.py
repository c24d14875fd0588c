"""The jobs of exports. Every run does all there is to do, and may run twice without harm."""

import procrastinate

from chalkroom.kit.jobs import JobContext, runtime_of
from chalkroom.recordings.export import tidying, working

tasks = procrastinate.Blueprint()

RETRY = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=4)


@tasks.task(name="exports:make", pass_context=True)
async def make(context: JobContext) -> None:
    """Somebody asked for a file."""
    await working.work_off(runtime_of(context))


@tasks.task(name="exports:delete_file", pass_context=True, retry=RETRY)
async def delete_file(context: JobContext, *, key: str) -> None:
    await runtime_of(context).storage.delete(key)


@tasks.periodic(cron="* * * * *")
@tasks.task(name="exports:reconcile", pass_context=True)
async def reconcile(context: JobContext, timestamp: int) -> None:
    """What a killed server left half done is begun anew, and what is over goes."""
    runtime = runtime_of(context)
    await tidying.tidy(runtime)
    await working.work_off(runtime)
