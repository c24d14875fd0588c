"""A job exists if and only if the change that caused it does."""

import contextlib
from datetime import UTC, datetime

import httpx

from chalkroom.app import JOBS, make_runtime
from chalkroom.kit.jobs import defer
from chalkroom.kit.mail import send
from chalkroom.kit.runtime import Runtime
from chalkroom.settings import Settings
from tests.kit.working import jobs_of, work_off


class ChangedMyMind(Exception):
    pass


async def test_a_committed_change_keeps_its_job(runtime: Runtime, database_url: str):
    async with runtime.database.transaction() as db:
        await defer(db, send, mail_id="1")

    jobs = jobs_of(database_url, send)
    assert [job["status"] for job in jobs] == ["todo"]
    assert jobs[0]["args"] == {"mail_id": "1"}


async def test_a_change_that_is_rolled_back_leaves_no_job(runtime: Runtime, database_url: str):
    with contextlib.suppress(ChangedMyMind):
        async with runtime.database.transaction() as db:
            await defer(db, send, mail_id="1")
            raise ChangedMyMind

    assert jobs_of(database_url, send) == []


async def test_the_job_is_not_seen_before_its_change_is(runtime: Runtime, database_url: str):
    async with runtime.database.transaction() as db:
        await defer(db, send, mail_id="1")
        assert jobs_of(database_url, send) == []

    assert len(jobs_of(database_url, send)) == 1


async def test_a_job_that_fails_is_kept_and_tried_again(client: httpx.AsyncClient, runtime: Runtime, database_url: str):
    async with runtime.database.transaction() as db:
        await defer(db, send, mail_id="no id at all")

    runtime.settings.smtp_url = "smtp://127.0.0.1:9"
    await work_off(runtime)

    (job,) = jobs_of(database_url, send)
    assert (job["status"], job["attempts"]) == ("todo", 1)
    assert job["scheduled_at"] > datetime.now(UTC)


def test_every_runtime_of_a_process_knows_the_jobs_by_the_same_names(settings: Settings):
    first, second = (make_runtime(settings, "postgresql://unused") for _ in range(2))

    names = {task.name for blueprint in JOBS for task in blueprint.tasks.values()}
    assert "mail:send" in names
    assert names <= set(first.jobs.tasks)
    assert names <= set(second.jobs.tasks)
