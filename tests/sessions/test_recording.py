"""Whether a session records itself: what is assumed, and what excludes it."""

import httpx

from tests.accounts.people import a_teacher
from tests.sessions.lessons import a_session, the_input


async def test_a_session_records_itself_unless_it_says_otherwise(client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client)
    assert (await a_session(client, teacher))["recording"] == "automatic"
    session = await a_session(client, teacher, recording="on_request")
    assert session["recording"] == "on_request"
    changed = await client.patch(f"/api/sessions/{session['id']}", json={"title": "Other"}, headers=teacher.headers)
    assert changed.json()["recording"] == "on_request"
    changed = await client.patch(f"/api/sessions/{session['id']}", json={"recording": "never"}, headers=teacher.headers)
    assert changed.json()["recording"] == "never"


async def test_what_is_encrypted_from_end_to_end_is_never_recorded(client: httpx.AsyncClient) -> None:
    teacher = await a_teacher(client)
    assert (await a_session(client, teacher, end_to_end=True))["recording"] == "never"
    both = the_input(end_to_end=True, recording="automatic")
    refused = await client.post("/api/sessions", json=both, headers=teacher.headers)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "recording")

    session = await a_session(client, teacher)
    path = f"/api/sessions/{session['id']}"
    changed = await client.patch(path, json={"end_to_end": True}, headers=teacher.headers)
    assert changed.json()["recording"] == "never"
    refused = await client.patch(path, json={"recording": "on_request"}, headers=teacher.headers)
    assert refused.status_code == 422
