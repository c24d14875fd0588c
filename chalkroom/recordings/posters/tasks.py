"""The job of posters. Every run does all there is to do, and may run twice without harm."""

import procrastinate

from chalkroom.kit.jobs import JobContext, runtime_of
from chalkroom.recordings.posters import tidying, working

tasks = procrastinate.Blueprint()


@tasks.periodic(cron="* * * * *")
@tasks.task(name="posters:reconcile", pass_context=True)
async def reconcile(context: JobContext, timestamp: int) -> None:
    """Those that may not be seen any more go, and whatever has none gets one."""
    runtime = runtime_of(context)
    await tidying.tidy(runtime)
    await working.work_off(runtime)
