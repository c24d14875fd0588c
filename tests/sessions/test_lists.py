"""Lists: filters, order, and pages that hold still while rows come and go."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from chalkroom.kit import paging
from chalkroom.kit.runtime import Runtime
from tests.accounts.people import Person, a_student, a_teacher
from tests.sessions.lessons import a_session, enrol, tomorrow


@pytest.fixture
async def teacher(client: httpx.AsyncClient) -> Person:
    return await a_teacher(client)


async def titles(client: httpx.AsyncClient, person: Person, **query: Any) -> list[str]:
    answer = await client.get("/api/sessions", params=query, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


TOMORROW = tomorrow()
"""One moment for all tests: two that are said to be the same have to be."""


def at(hours: float) -> str:
    return (TOMORROW + timedelta(hours=hours)).isoformat()


async def test_mine(runtime: Runtime, client: httpx.AsyncClient, teacher: Person) -> None:
    other, student = await a_teacher(client, "Other"), await a_student(client)
    theirs = await a_session(client, other, title="Theirs")
    mine = await a_session(client, teacher, title="Mine")
    await a_session(client, teacher, title="Alone")
    for session in (mine, theirs):
        await enrol(runtime, session, student)
    assert set(await titles(client, teacher)) == {"Mine", "Alone"}
    assert set(await titles(client, student)) == {"Mine", "Theirs"}
    # A teacher may learn from another.
    await enrol(runtime, theirs, teacher)
    assert set(await titles(client, teacher)) == {"Mine", "Alone", "Theirs"}


async def test_by_status_and_order(client: httpx.AsyncClient, teacher: Person) -> None:
    await a_session(client, teacher, title="late", starts_at=at(2))
    await a_session(client, teacher, title="early", starts_at=at(1))
    await a_session(client, teacher, title="idea", starts_at=at(3), status="draft")
    gone = await a_session(client, teacher, title="gone", starts_at=at(4))
    await client.post(f"/api/sessions/{gone['id']}/cancel", headers=teacher.headers)
    assert await titles(client, teacher) == ["early", "late", "idea", "gone"]
    assert await titles(client, teacher, order="latest") == ["gone", "idea", "late", "early"]
    assert await titles(client, teacher, status="draft") == ["idea"]
    assert await titles(client, teacher, status=["draft", "cancelled"]) == ["idea", "gone"]


async def test_by_time_one_that_is_running_belongs_to_it(client: httpx.AsyncClient, teacher: Person) -> None:
    for hour in range(4):
        await a_session(client, teacher, title=str(hour), starts_at=at(hour), duration_minutes=60)
    assert await titles(client, teacher, **{"from": at(1.5)}) == ["1", "2", "3"]
    assert await titles(client, teacher, **{"from": at(2)}) == ["2", "3"]
    assert await titles(client, teacher, to=at(2)) == ["0", "1"]
    assert await titles(client, teacher, **{"from": at(1), "to": at(2.5)}) == ["1", "2"]


async def test_by_text(runtime: Runtime, client: httpx.AsyncClient, teacher: Person) -> None:
    student = await a_student(client, "Ada Lovelace")
    with_ada = await a_session(client, teacher, title="Équations")
    await enrol(runtime, with_ada, student)
    await a_session(client, teacher, title="100 % sure")
    await a_session(client, teacher, title="1000 reasons", description="snake_case and 50/50")
    assert await titles(client, teacher, q="équa") == ["Équations"]
    assert await titles(client, teacher, q="LOVELACE") == ["Équations"]
    assert await titles(client, student, q="curie") == ["Équations"]
    # What means something to LIKE is only a letter here.
    assert await titles(client, teacher, q="%") == ["100 % sure"]
    assert await titles(client, teacher, q="_") == ["1000 reasons"]
    assert await titles(client, teacher, q="0/5") == ["1000 reasons"]
    assert await titles(client, teacher, q="\\") == []
    assert await titles(client, teacher, q="' or 1=1 --") == []
    assert len(await titles(client, teacher, q="  ")) == 3


@pytest.mark.parametrize("order", ["soonest", "latest"])
async def test_pages_hold_still_while_rows_come_and_go(client: httpx.AsyncClient, teacher: Person, order: str) -> None:
    same_time = at(5)
    made = [await a_session(client, teacher, title=str(number), starts_at=same_time) for number in range(6)]
    made += [await a_session(client, teacher, title=str(number), starts_at=at(number)) for number in (7, 8)]

    seen: list[str] = []
    query: dict[str, Any] = {"order": order, "limit": 3}
    while True:
        page = (await client.get("/api/sessions", params=query, headers=teacher.headers)).json()
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
        # Before and after the place where the next page begins, and the very row it stands behind.
        await a_session(client, teacher, title="new", starts_at=at(1 if order == "soonest" else 20))
        await client.post(f"/api/sessions/{page['items'][-1]['id']}/cancel", headers=teacher.headers)
    assert len(seen) == len(set(seen)) == len(made)
    assert set(seen) == {session["id"] for session in made}


async def test_a_cursor_that_was_made_up_is_refused(client: httpx.AsyncClient, teacher: Person) -> None:
    for _ in range(2):
        await a_session(client, teacher)
    page = (await client.get("/api/sessions", params={"limit": 1}, headers=teacher.headers)).json()
    of_the_other_order = {"cursor": page["next_cursor"], "order": "latest"}
    made_up = [
        "x",
        "é",
        "\x00",
        paging.encode(),
        paging.encode("soonest", "yesterday", "x"),
        paging.encode("soonest", "0001-01-01T00:00:00+14:00", "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        paging.encode("soonest", "2027-01-01T00:00:00", "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        "W" * 400,
    ]
    for query in [of_the_other_order, *({"cursor": cursor} for cursor in made_up)]:
        answer = await client.get("/api/sessions", params=query, headers=teacher.headers)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "cursor"), query


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "x"},
        {"status": "finished"},
        {"order": "random"},
        {"from": "today"},
        {"from": "2027-01-05T10:00"},
        {"q": "\x00"},
        {"q": "x" * 201},
    ],
)
async def test_a_query_that_cannot_be_understood(
    client: httpx.AsyncClient, teacher: Person, query: dict[str, str]
) -> None:
    answer = await client.get("/api/sessions", params=query, headers=teacher.headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert answer.json()["errors"][0]["field"].startswith(next(iter(query)))
