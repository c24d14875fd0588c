"""What a session promises about privacy: encryption from end to end, and calls that hide addresses."""

import httpx
import pytest

from chalkroom.kit.runtime import Runtime
from chalkroom.sessions.models import Status
from tests.accounts.people import Person, a_teacher
from tests.sessions.lessons import a_session, put_into, the_input


@pytest.fixture
async def teacher(client: httpx.AsyncClient) -> Person:
    return await a_teacher(client)


@pytest.fixture
def _relay(runtime: Runtime) -> None:
    runtime.settings.turn_urls, runtime.settings.turn_secret = ["turn:here:3478"], "north"


async def test_without_a_relay_nothing_is_hidden_and_asking_for_it_is_refused(
    client: httpx.AsyncClient, teacher: Person
) -> None:
    assert (await client.get("/api/health")).json()["relay"] == "none"
    session = await a_session(client, teacher)
    assert (session["hide_addresses"], session["end_to_end"]) == (False, False)

    for language, word in (("en", "relay"), ("fr", "relais")):
        headers = {**teacher.headers, "Accept-Language": language}
        path = f"/api/sessions/{session['id']}"
        for answer in (
            await client.post("/api/sessions", json=the_input(hide_addresses=True), headers=headers),
            await client.patch(path, json={"hide_addresses": True}, headers=headers),
        ):
            assert answer.status_code == 422
            [error] = answer.json()["errors"]
            assert (error["field"], error["code"]) == ("hide_addresses", "needs_relay")
            assert word in error["message"]


@pytest.mark.usefixtures("_relay")
async def test_with_a_relay_addresses_are_hidden_unless_the_teacher_says_otherwise(
    client: httpx.AsyncClient, teacher: Person
) -> None:
    assert (await client.get("/api/health")).json()["relay"] == "available"
    assert (await a_session(client, teacher))["hide_addresses"] is True
    session = await a_session(client, teacher, hide_addresses=False)
    assert session["hide_addresses"] is False

    # A whole session that leaves it out leaves it as it is.
    path = f"/api/sessions/{session['id']}"
    assert (await client.put(path, json=the_input(), headers=teacher.headers)).json()["hide_addresses"] is False
    answer = await client.patch(path, json={"hide_addresses": True}, headers=teacher.headers)
    assert answer.json()["hide_addresses"] is True


async def test_end_to_end_is_settled_once_the_session_is_live(
    client: httpx.AsyncClient, runtime: Runtime, teacher: Person
) -> None:
    session = await a_session(client, teacher, end_to_end=True)
    assert session["end_to_end"] is True
    path = f"/api/sessions/{session['id']}"
    answer = await client.patch(path, json={"end_to_end": False}, headers=teacher.headers)
    assert answer.json()["end_to_end"] is False

    await put_into(runtime, session, Status.LIVE)
    answer = await client.patch(path, json={"end_to_end": True}, headers=teacher.headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_editable")


async def test_the_room_knows_what_its_session_promises(client: httpx.AsyncClient, teacher: Person) -> None:
    session = await a_session(client, teacher, end_to_end=True)
    answer = await client.post(
        f"/api/rooms/{session['meeting_id']}/preview", json={"passcode": session["passcode"]}, headers=teacher.headers
    )
    room = answer.json()["session"]
    assert (room["end_to_end"], room["hide_addresses"]) == (True, False)
