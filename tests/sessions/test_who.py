"""Who sees what, and who may do what."""

from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import update

from chalkroom.accounts.models import Role, User
from chalkroom.kit.runtime import Runtime
from chalkroom.sessions.models import Status
from tests.accounts.people import Person, a_student, a_teacher
from tests.sessions.lessons import a_session, enrol, put_into, the_input


async def an_admin(runtime: Runtime, client: httpx.AsyncClient) -> Person:
    person = await a_student(client, "Root")
    async with runtime.database.transaction() as db:
        await db.execute(update(User).where(User.id == UUID(person.id)).values(role=Role.ADMIN))
    return person


def every_request(session_id: str) -> list[tuple[str, str, dict | None]]:
    path = f"/api/sessions/{session_id}"
    return [
        ("GET", path, None),
        ("PUT", path, the_input()),
        ("PATCH", path, {"title": "Mine"}),
        ("PATCH", f"{path}/publish", None),
        ("POST", f"{path}/cancel", None),
        ("DELETE", path, None),
    ]


async def test_a_stranger_finds_nothing(client: httpx.AsyncClient) -> None:
    session = await a_session(client, await a_teacher(client))
    strangers = [await a_teacher(client, "Other"), await a_student(client)]
    for session_id in (session["id"], str(uuid4())):
        for method, path, body in every_request(session_id):
            for stranger in strangers:
                answer = await client.request(method, path, json=body, headers=stranger.headers)
                assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (method, path)


async def test_nobody_is_answered_without_signing_in(client: httpx.AsyncClient) -> None:
    session = await a_session(client, await a_teacher(client))
    requests = [("GET", "/api/sessions", None), ("POST", "/api/sessions", the_input()), *every_request(session["id"])]
    for method, path, body in requests:
        answer = await client.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out"), (method, path)


async def test_only_a_teacher_creates(runtime: Runtime, client: httpx.AsyncClient) -> None:
    for person in (await a_student(client), await an_admin(runtime, client)):
        answer = await client.post("/api/sessions", json=the_input(), headers=person.headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


async def test_a_student_reads_what_they_have_a_place_in_and_changes_nothing(
    runtime: Runtime, client: httpx.AsyncClient
) -> None:
    teacher, student = await a_teacher(client), await a_student(client)
    session = await a_session(client, teacher)
    await enrol(runtime, session, student)

    reading, *changing = every_request(session["id"])
    read = (await client.request(*reading[:2], headers=student.headers)).json()
    assert read["students"] == [{"id": student.id, "name": "Émile Zola"}]
    assert (read["passcode"], read["link"]) == (None, None)
    assert {name for name, allowed in read["may"].items() if allowed} == {"join"}
    for method, path, body in changing:
        answer = await client.request(method, path, json=body, headers=student.headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), (method, path)


async def test_neither_a_list_nor_a_draft_tells_a_student_the_passcode(
    runtime: Runtime, client: httpx.AsyncClient
) -> None:
    teacher, student = await a_teacher(client), await a_student(client)
    draft, session = await a_session(client, teacher, status="draft"), await a_session(client, teacher)
    for one in (draft, session):
        await enrol(runtime, one, student)
    page = await client.get("/api/sessions", headers=student.headers)
    assert [item["id"] for item in page.json()["items"]] == [session["id"]]
    assert session["passcode"] not in page.text


async def test_an_administrator_sees_and_manages_everything(runtime: Runtime, client: httpx.AsyncClient) -> None:
    admin = await an_admin(runtime, client)
    sessions = [await a_session(client, await a_teacher(client, name), title=name) for name in ("Ada", "Blaise")]
    page = (await client.get("/api/sessions", headers=admin.headers)).json()
    assert {item["title"] for item in page["items"]} == {"Ada", "Blaise"}
    read = (await client.get(f"/api/sessions/{sessions[0]['id']}", headers=admin.headers)).json()
    assert read["link"] == sessions[0]["link"]
    cancelled = await client.post(f"/api/sessions/{sessions[0]['id']}/cancel", headers=admin.headers)
    assert cancelled.json()["status"] == "cancelled"


@pytest.mark.parametrize(
    ("capacity", "status", "teacher_may", "student_may"),
    [
        (1, Status.SCHEDULED, {"edit", "cancel", "join"}, {"join"}),
        (1, Status.LIVE, {"cancel", "join", "end"}, {"join", "end"}),
        (2, Status.LIVE, {"cancel", "join", "end"}, {"join"}),
        (1, Status.ENDED, set(), set()),
        (1, Status.CANCELLED, set(), set()),
    ],
)
async def test_what_each_may_do_in_each_state(
    runtime: Runtime,
    client: httpx.AsyncClient,
    capacity: int,
    status: Status,
    teacher_may: set[str],
    student_may: set[str],
) -> None:
    teacher, student = await a_teacher(client), await a_student(client)
    session = await a_session(client, teacher, capacity=capacity)
    await enrol(runtime, session, student)
    await put_into(runtime, session, status)
    for person, expected in ((teacher, teacher_may), (student, student_may)):
        read = (await client.get(f"/api/sessions/{session['id']}", headers=person.headers)).json()
        assert {name for name, allowed in read["may"].items() if allowed} == expected


async def test_an_id_that_is_none_is_invalid(client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client)
    answer = await client.get("/api/sessions/not-an-id", headers=teacher.headers)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "uuid_parsing")
