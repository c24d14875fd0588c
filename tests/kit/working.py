"""The job queue, seen and driven by tests."""

from typing import Any

import psycopg
from procrastinate.tasks import Task
from psycopg.rows import dict_row

from chalkroom.kit.runtime import Runtime

AnyTask = Task[..., Any, Any]


async def work_off(runtime: Runtime) -> None:
    """Let a real worker do every job that is due, and stop. The application has to be running (fixture `client`)."""
    await runtime.jobs.run_worker_async(
        wait=False, install_signal_handlers=False, additional_context={"runtime": runtime}
    )


def jobs_of(database_url: str, task: AnyTask) -> list[dict[str, Any]]:
    """The jobs of one task, oldest first: status, attempts, scheduled_at and args of each."""
    with psycopg.connect(database_url) as connection, connection.cursor(row_factory=dict_row) as cursor:
        cursor.execute(
            "select status::text, attempts, scheduled_at, args from procrastinate_jobs"
            " where task_name = %s order by id",
            [task.name],
        )
        return cursor.fetchall()


def make_due(database_url: str, task: AnyTask) -> None:
    """Instead of waiting until a failed job is tried again."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("update procrastinate_jobs set scheduled_at = now() where task_name = %s", [task.name])
