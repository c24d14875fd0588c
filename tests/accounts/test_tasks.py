"""What is forgotten in time, and what is not."""

from datetime import timedelta

import httpx
from sqlalchemy import func, select

from chalkroom.accounts.models import MailedLink, RefreshToken, SignIn
from chalkroom.accounts.tasks import forget_expired
from chalkroom.kit import clock
from chalkroom.kit.jobs import defer
from chalkroom.kit.runtime import Runtime
from tests.accounts.people import a_student
from tests.kit.working import work_off


async def forget(runtime: Runtime) -> dict[str, int]:
    """Run the job; how many rows are left."""
    async with runtime.database.transaction() as db:
        await defer(db, forget_expired, timestamp=0)
    await work_off(runtime)
    async with runtime.database.transaction() as db:
        return {
            table.__tablename__: await db.scalar(select(func.count()).select_from(table)) or 0
            for table in (SignIn, RefreshToken, MailedLink)
        }


async def test_what_can_still_be_used_or_misused_is_kept(client: httpx.AsyncClient, runtime: Runtime):
    await a_student(client)
    await client.post("/api/auth/refresh")

    # The used token is kept as well: a second use of it has to be noticed.
    assert await forget(runtime) == {"sign_ins": 1, "refresh_tokens": 2, "mailed_links": 1}


async def test_links_go_when_they_expire_and_sign_ins_when_their_tokens_have(
    client: httpx.AsyncClient, runtime: Runtime
):
    await a_student(client)
    begun = clock.now()

    clock.travel_to(begun + timedelta(days=2))
    assert await forget(runtime) == {"sign_ins": 1, "refresh_tokens": 1, "mailed_links": 0}

    clock.travel_to(begun + timedelta(days=31))
    assert await forget(runtime) == {"sign_ins": 0, "refresh_tokens": 0, "mailed_links": 0}


async def test_it_runs_every_hour(runtime: Runtime):
    crons = {
        task.task.name.rpartition(":")[2]: task.cron for task in runtime.jobs.periodic_registry.periodic_tasks.values()
    }

    assert crons["forget_expired"] == "17 * * * *"
    assert crons["tidy_up"] == "41 * * * *"
