"""Background jobs (procrastinate). A job is deferred in the transaction that causes it: both happen or neither.

A feature declares its jobs in tasks.py on a Blueprint; app.py lists the blueprints. A job takes ids, reloads, calls one
verb and may run twice without harm:

    tasks = procrastinate.Blueprint()

    @tasks.task(name="accounts:forget", pass_context=True)
    async def forget(context: JobContext, *, user_id: str) -> None:
        runtime = runtime_of(context)
        async with runtime.database.transaction() as db:
            await service.forget(db, UUID(user_id))
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import procrastinate
from procrastinate.tasks import Task
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.kit import clock
from chalkroom.kit.database import sqlalchemy_url

if TYPE_CHECKING:
    from chalkroom.kit.runtime import Runtime

JobContext = procrastinate.JobContext


def make_jobs(database_url: str, blueprints: Iterable[procrastinate.Blueprint]) -> procrastinate.App:
    """The job queue on the same database, with the jobs of `blueprints`."""
    plain = sqlalchemy_url(database_url).replace("postgresql+psycopg", "postgresql")
    jobs = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=plain, min_size=1, max_size=3))
    for blueprint in blueprints:
        # App.add_tasks_from would put a prefix before their names, once more for every App of the process.
        for task in blueprint.tasks.values():
            task.blueprint = jobs
            jobs.tasks[task.name] = task
        jobs.periodic_registry.periodic_tasks.update(blueprint.periodic_registry.periodic_tasks)
    return jobs


async def defer(
    db: AsyncSession, task: Task[..., Any, Any], *, after: timedelta = timedelta(), **arguments: Any
) -> None:
    """Queue `task` in the transaction of `db`, to be done once `after` is over."""
    connection = await (await db.connection()).get_raw_connection()
    scheduled_at = clock.now() + after if after else None
    await task.configure(connection=connection.driver_connection, schedule_at=scheduled_at).defer_async(**arguments)


def runtime_of(context: JobContext) -> "Runtime":
    return context.additional_context["runtime"]
