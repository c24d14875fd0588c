"""What comes to LiveKit's address here: believed only if LiveKit signed it, lately, and done once."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest

from chalkroom.classroom.sfu.tasks import reconcile
from chalkroom.kit.runtime import Runtime
from tests.accounts.people import a_teacher
from tests.classroom.conftest import Lesson
from tests.classroom.sfu.conftest import set_livekit
from tests.classroom.sfu.livekit import KEY, SECRET
from tests.kit.working import jobs_of

ADDRESS = "/api/livekit/webhook"


def an_event(room: str, identity: str = "", name: str = "participant_left") -> bytes:
    event: dict[str, Any] = {"event": name, "id": f"EV_{uuid4()}", "room": {"name": room}}
    return json.dumps(event | ({"participant": {"identity": identity}} if identity else {})).encode()


def signed(body: bytes, *, key: str = KEY, secret: str = SECRET, age: timedelta = timedelta()) -> dict[str, str]:
    """As LiveKit signs: a token, good for five minutes, that holds the hash of what is sent."""
    now = datetime.now(UTC) - age
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    claims = {"iss": key, "nbf": now, "exp": now + timedelta(minutes=5), "sha256": digest}
    return {"Authorization": jwt.encode(claims, secret, "HS256"), "Content-Type": "application/webhook+json"}


@pytest.fixture
def with_livekit(runtime: Runtime) -> None:
    """Set, and not there: nothing here asks it."""
    set_livekit(runtime.settings, "ws://127.0.0.1:9")


async def test_without_livekit_there_is_no_such_address(client: httpx.AsyncClient) -> None:
    body = an_event("room")
    assert (await client.post(ADDRESS, content=body, headers=signed(body))).status_code == 404


@pytest.mark.usefixtures("with_livekit")
async def test_what_livekit_did_not_sign_is_refused(client: httpx.AsyncClient) -> None:
    body = an_event("room")
    refused = [
        {},
        {"Authorization": "nonsense"},
        {"Authorization": f"Bearer {signed(body)['Authorization']}x"},
        signed(body, secret="another-secret-that-is-long-enough-0123"),
        signed(body, key="another"),
        signed(an_event("another room")),
        signed(body, age=timedelta(minutes=7)),
        {"Authorization": jwt.encode({"iss": KEY, "exp": datetime.now(UTC) + timedelta(minutes=1)}, SECRET, "HS256")},
        {"Authorization": jwt.encode({"sha256": ""}, "", "none")},
    ]
    for headers in refused:
        answer = await client.post(ADDRESS, content=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "bad_signature"), headers
    for broken in (b"\xff", b"no json"):
        answer = await client.post(ADDRESS, content=broken, headers=signed(broken))
        assert (answer.status_code, answer.json()["code"]) == (403, "bad_signature"), broken


@pytest.mark.usefixtures("with_livekit")
async def test_rooms_and_people_that_are_not_ours_are_none_of_our_business(
    client: httpx.AsyncClient, database_url: str
) -> None:
    await a_teacher(client)
    for body in (an_event("lobby"), an_event(str(uuid4()), "somebody", "participant_joined"), an_event("")):
        assert (await client.post(ADDRESS, content=body, headers=signed(body))).status_code == 204
    assert jobs_of(database_url, reconcile) == []


async def test_an_event_is_kept_once_however_often_it_is_said(lesson: Lesson) -> None:
    set_livekit(lesson.runtime.settings, "ws://127.0.0.1:9")
    _, joined = await lesson.in_room(lesson.teacher)
    body = an_event(lesson.session["id"], joined["self"]["id"])
    for _ in range(3):
        assert (await lesson.http.post(ADDRESS, content=body, headers=signed(body))).status_code == 204
    again = an_event(lesson.session["id"], joined["self"]["id"])
    await lesson.http.post(ADDRESS, content=again, headers=signed(again))
    assert [kind for kind, _ in await lesson.log()].count("sfu_left") == 2


async def test_a_stranger_in_livekits_room_has_it_looked_at(lesson: Lesson, database_url: str) -> None:
    set_livekit(lesson.runtime.settings, "ws://127.0.0.1:9")
    _, joined = await lesson.in_room(lesson.teacher)
    strangers = ["somebody", str(uuid4()), joined["self"]["id"]]  # the last one with another page's metadata
    for number, identity in enumerate(strangers, start=1):
        body = an_event(lesson.session["id"], identity, "participant_joined")
        await lesson.http.post(ADDRESS, content=body, headers=signed(body))
        assert len(jobs_of(database_url, reconcile)) == number
    assert [kind for kind, _ in await lesson.log()].count("sfu_joined") == 1
