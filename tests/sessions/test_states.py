"""The life of a session: every step that exists, and every step that does not."""

import asyncio
from datetime import UTC, datetime
from itertools import product
from typing import Any
from uuid import UUID

import httpx
import pytest

from chalkroom.accounts.models import User
from chalkroom.app import create_api
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.sessions import queries, service
from chalkroom.sessions.errors import IllegalStep
from chalkroom.sessions.models import Session, Status
from tests.accounts.people import a_student, a_teacher
from tests.sessions.lessons import a_session, put_into

DRAFT, SCHEDULED, LIVE, ENDED, CANCELLED = Status

LEGAL = {
    (DRAFT, SCHEDULED),
    (DRAFT, CANCELLED),
    (SCHEDULED, LIVE),
    (SCHEDULED, CANCELLED),
    (LIVE, ENDED),
    (LIVE, CANCELLED),
}
VERBS = {SCHEDULED: service.publish, LIVE: service.go_live, ENDED: service.end, CANCELLED: service.cancel}


@pytest.mark.parametrize(("before", "after"), list(product(Status, VERBS)))
async def test_every_step(runtime: Runtime, client: httpx.AsyncClient, before: Status, after: Status) -> None:
    session = await a_session(client, await a_teacher(client))
    await put_into(runtime, session, before)

    async with runtime.database.transaction() as db:
        found = await queries.by_id(db, UUID(session["id"]), lock=True)
        assert found
        if (before, after) in LEGAL:
            await VERBS[after](db, found)
            assert found.status is after
        else:
            with pytest.raises(IllegalStep) as refused:
                await VERBS[after](db, found)
            assert refused.value.members == {"from": before, "to": after}
            assert found.status is before


@pytest.mark.parametrize(
    ("before", "path", "english", "french"),
    [
        (
            ENDED,
            "cancel",
            "This session is ended; it cannot become cancelled.",
            "Cette séance est terminée ; elle ne peut pas passer à l’état « annulée ».",
        ),
        (
            LIVE,
            "publish",
            "This session is live; it cannot become scheduled.",
            "Cette séance est en cours ; elle ne peut pas passer à l’état « programmée ».",
        ),
    ],
)
async def test_an_illegal_step_names_both_states(
    runtime: Runtime, client: httpx.AsyncClient, before: Status, path: str, english: str, french: str
) -> None:
    teacher = await a_teacher(client)
    session = await a_session(client, teacher)
    await put_into(runtime, session, before)
    method = "PATCH" if path == "publish" else "POST"
    for language, sentence in (("en", english), ("fr", french)):
        answer = await client.request(
            method,
            f"/api/sessions/{session['id']}/{path}",
            headers=teacher.headers | {"Accept-Language": language},
        )
        assert answer.status_code == 409
        assert answer.headers["content-type"] == "application/problem+json"
        body = answer.json()
        assert (body["code"], body["from"], body["detail"]) == ("illegal_step", before, sentence)


async def test_the_life_of_a_session_keeps_its_times(runtime: Runtime, client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client)
    session = await a_session(client, teacher, status="draft")
    published = await client.patch(f"/api/sessions/{session['id']}/publish", headers=teacher.headers)
    assert published.json()["status"] == "scheduled"

    begun, over = datetime(2027, 1, 5, 9, tzinfo=UTC), datetime(2027, 1, 5, 10, tzinfo=UTC)
    for instant, verb in ((begun, service.go_live), (over, service.end)):
        clock.travel_to(instant)
        async with runtime.database.transaction() as db:
            found = await queries.by_id(db, UUID(session["id"]), lock=True)
            assert found
            await verb(db, found)
    clock.travel_to(None)

    answer = (await client.get(f"/api/sessions/{session['id']}", headers=teacher.headers)).json()
    assert answer["status"] == "ended"
    assert (answer["actual_start"][:19], answer["actual_end"][:19]) == ("2027-01-05T09:00:00", "2027-01-05T10:00:00")


async def test_of_two_who_cancel_at_once_one_is_told_that_it_happened(client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client)
    session = await a_session(client, teacher)
    answers = await asyncio.gather(
        *(client.post(f"/api/sessions/{session['id']}/cancel", headers=teacher.headers) for _ in range(2))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_edits_at_once_lose_nothing(client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client)
    session = await a_session(client, teacher)
    changes: list[dict[str, Any]] = [{"title": "Decimals"}, {"capacity": 3}, {"duration_minutes": 45}]
    answers = await asyncio.gather(
        *(client.patch(f"/api/sessions/{session['id']}", json=change, headers=teacher.headers) for change in changes)
    )
    assert {answer.status_code for answer in answers} == {200}
    read = (await client.get(f"/api/sessions/{session['id']}", headers=teacher.headers)).json()
    assert (read["title"], read["capacity"], read["duration_minutes"]) == ("Decimals", 3, 45)


@pytest.mark.parametrize("status", [LIVE, ENDED, CANCELLED])
async def test_what_runs_or_is_over_cannot_be_edited(
    runtime: Runtime, client: httpx.AsyncClient, status: Status
) -> None:
    teacher = await a_teacher(client)
    session = await a_session(client, teacher)
    await put_into(runtime, session, status)
    answer = await client.patch(f"/api/sessions/{session['id']}", json={"title": "New"}, headers=teacher.headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_editable")


async def test_only_drafts_can_be_deleted(client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client)
    draft, scheduled = [await a_session(client, teacher, status=status) for status in ("draft", "scheduled")]
    refused = await client.delete(f"/api/sessions/{scheduled['id']}", headers=teacher.headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_a_draft")
    assert (await client.delete(f"/api/sessions/{draft['id']}", headers=teacher.headers)).status_code == 204
    assert (await client.get(f"/api/sessions/{draft['id']}", headers=teacher.headers)).status_code == 404


async def test_enrolling_twice_is_one_place(runtime: Runtime, client: httpx.AsyncClient) -> None:
    teacher, student = await a_teacher(client), await a_student(client)
    session = await a_session(client, teacher)
    async with runtime.database.transaction() as db:
        await service.enrol(db, UUID(session["id"]), UUID(student.id))
        await service.enrol(db, UUID(session["id"]), UUID(student.id))
    async with runtime.database.transaction() as db:
        found = await queries.by_meeting_id(db, session["meeting_id"])
        assert found
        assert [who.id for who in found.students] == [UUID(student.id)]


async def test_a_draft_whose_time_has_passed_is_not_published(client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client)
    draft = await a_session(client, teacher, status="draft", starts_at="2020-01-01T10:00:00Z")
    answer = await client.patch(f"/api/sessions/{draft['id']}/publish", headers=teacher.headers)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "in_the_past")
    read = await client.get(f"/api/sessions/{draft['id']}", headers=teacher.headers)
    assert read.json()["status"] == "draft"


async def test_the_room_is_told_of_a_change_once_it_is_committed(runtime: Runtime, client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client, name="Marie")
    session = await a_session(client, teacher)
    path = f"/api/sessions/{session['id']}"
    told: list[tuple[UUID, str, str, Status]] = []

    async def note(session_id: UUID, name: str) -> None:
        async with runtime.database.transaction() as db:
            found = await db.get_one(Session, session_id)
            told.append((session_id, name, found.title, found.status))

    api = create_api(runtime)
    api.state.after_session_changed.append(note)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url="http://test") as listened:
        await listened.patch(path, json={"title": "Decimals"}, headers=teacher.headers)
        await listened.patch(path, json={"title": ""}, headers=teacher.headers)
        await listened.post(f"{path}/cancel", headers=teacher.headers)
        await listened.post(f"{path}/cancel", headers=teacher.headers)
    session_id = UUID(session["id"])
    assert told == [
        (session_id, "Marie", "Decimals", SCHEDULED),
        (session_id, "Marie", "Decimals", CANCELLED),
    ]


async def test_reading_a_page_costs_the_same_whatever_it_holds(runtime: Runtime, client: httpx.AsyncClient) -> None:
    """No further query per session: the relations refuse to load themselves."""
    teacher = await a_teacher(client)
    for _ in range(3):
        await a_session(client, teacher)
    async with runtime.database.transaction() as db:
        user = await db.get_one(User, UUID(teacher.id))
        found, _ = await queries.page_for(db, user, queries.Wanted(), cursor=None, limit=10)
    assert [(session.teacher.name, session.students) for session in found] == [("Marie Curie", [])] * 3
