"""The server's health and its outbox."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from chalkroom import __version__
from chalkroom.accounts import service
from chalkroom.admin.tasks import tidy_up
from chalkroom.app import create_api, make_runtime
from chalkroom.kit import clock
from chalkroom.kit.jobs import defer
from chalkroom.kit.mail import Letter, Mail, post
from chalkroom.kit.runtime import Runtime
from chalkroom.settings import Settings
from tests.accounts.people import PASSWORD, a_teacher
from tests.kit.working import work_off


async def an_administrator(client: httpx.AsyncClient, runtime: Runtime) -> dict[str, str]:
    async with runtime.database.transaction() as db:
        await service.create_admin(db, name="Ada", email="ada@example.org", password=PASSWORD)
    answer = await client.post("/api/auth/login", json={"email": "ada@example.org", "password": PASSWORD})
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


async def write(runtime: Runtime, *subjects: str) -> None:
    for subject in subjects:
        async with runtime.database.transaction() as db:
            await post(db, to="emile@example.org", letter=Letter(subject, f"Text of {subject}"))


async def test_a_healthy_server_says_so(client: httpx.AsyncClient):
    answer = await client.get("/api/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": __version__, "demo": False, "relay": "none", "room_limit": 6}


async def test_without_its_database_it_is_not_healthy(settings: Settings):
    runtime = make_runtime(settings, "postgresql://nobody@127.0.0.1:9/nothing")
    transport = httpx.ASGITransport(create_api(runtime), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/api/health", headers={"Accept-Language": "fr"})

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["code"] == "database_away"
    assert answer.json()["detail"].startswith("La base de données ne répond pas.")


async def test_an_administrator_reads_the_outbox_page_by_page_newest_first(client: httpx.AsyncClient, runtime: Runtime):
    headers = await an_administrator(client, runtime)
    await write(runtime, "one", "two", "three", "four", "five")

    first = (await client.get("/api/outbox?limit=2", headers=headers)).json()
    await write(runtime, "six")  # what comes meanwhile moves nothing
    second = (await client.get(f"/api/outbox?limit=3&cursor={first['next_cursor']}", headers=headers)).json()

    assert [mail["subject"] for mail in first["items"]] == ["five", "four"]
    assert [mail["subject"] for mail in second["items"]] == ["three", "two", "one"]
    assert second["next_cursor"] is None
    assert first["items"][0]["sent_at"] is None


async def test_one_mail_is_read_by_its_id(client: httpx.AsyncClient, runtime: Runtime):
    headers = await an_administrator(client, runtime)
    await write(runtime, "one")
    (listed,) = (await client.get("/api/outbox", headers=headers)).json()["items"]

    answer = await client.get(f"/api/outbox/{listed['id']}", headers=headers)

    assert answer.json() == listed
    assert answer.json()["text"] == "Text of one"
    assert (await client.get(f"/api/outbox/{uuid4()}", headers=headers)).status_code == 404
    assert (await client.get("/api/outbox/none", headers=headers)).status_code == 422


@pytest.mark.parametrize("path", ["/api/outbox", "/api/outbox/50905d2f-55bf-43ae-b868-b99d379d3d74"])
async def test_nobody_else_reads_it(client: httpx.AsyncClient, path: str):
    marie = await a_teacher(client)

    assert (await client.get(path)).status_code == 401
    refused = await client.get(path, headers=marie.headers | {"Accept-Language": "fr"})
    assert refused.status_code == 403
    assert refused.json()["detail"].startswith("Seul un administrateur")


async def test_in_demo_mode_anyone_does(client: httpx.AsyncClient, runtime: Runtime):
    runtime.settings.demo = True
    await write(runtime, "one")

    (listed,) = (await client.get("/api/outbox")).json()["items"]

    assert (await client.get(f"/api/outbox/{listed['id']}")).json()["subject"] == "one"


@pytest.mark.parametrize("query", ["cursor=x", "cursor=WyIxIiwiMiJd", "cursor=W10", "limit=0", "limit=101", "limit=x"])
async def test_a_made_up_cursor_or_limit_is_refused(client: httpx.AsyncClient, runtime: Runtime, query: str):
    runtime.settings.demo = True

    answer = await client.get(f"/api/outbox?{query}")

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [query.partition("=")[0]]


async def test_old_mails_are_thrown_away(client: httpx.AsyncClient, runtime: Runtime):
    await write(runtime, "old")
    clock.travel_to(clock.now() + timedelta(days=20))
    await write(runtime, "newer")
    clock.travel_to(clock.now() + timedelta(days=11))

    async with runtime.database.transaction() as db:
        await defer(db, tidy_up, timestamp=0)
    await work_off(runtime)

    async with runtime.database.transaction() as db:
        assert list(await db.scalars(select(Mail.subject))) == ["newer"]
