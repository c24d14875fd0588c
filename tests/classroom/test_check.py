"""The connection check: what it measures with, and the report that reaches the teacher and nobody else."""

import base64
import hashlib
import hmac
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from chalkroom.classroom.check.routes import LARGEST_DOWNLOAD, LARGEST_UPLOAD
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.sessions.models import Status
from chalkroom.settings import Settings
from tests.accounts.people import Person, a_student, a_teacher
from tests.classroom.conftest import Lesson
from tests.sessions.lessons import a_session, put_into

RESULTS: dict[str, Any] = {
    "verdict": "limited",
    "steps": [
        {"step": "camera", "outcome": "ok", "reason": None},
        {"step": "relay_udp", "outcome": "failed", "reason": "no-answer"},
    ],
    "rate": {
        "path": "relay",
        "up": 4000.5,
        "down": 16000,
        "through": 3500,
        "delay": 31.5,
        "jitter": 2.25,
        "loss": 0.4,
    },
}


@pytest.fixture
async def lesson(client: httpx.AsyncClient, runtime: Runtime) -> Lesson:
    """Guests welcome, and no socket server."""
    teacher = await a_teacher(client)
    return Lesson("", client, runtime, teacher, await a_session(client, teacher, allow_guests=True, capacity=5))


async def report(lesson: Lesson, person: Person | None = None, **body: Any) -> httpx.Response:
    return await lesson.http.post(
        f"/api/rooms/{lesson.session['meeting_id']}/checks",
        json={"passcode": lesson.session["passcode"], **RESULTS, **body},
        headers=person.headers if person else None,
    )


async def seen_by(lesson: Lesson, person: Person) -> httpx.Response:
    return await lesson.http.get(f"/api/sessions/{lesson.session['id']}/checks", headers=person.headers)


# Measuring.


async def test_without_a_relay_there_is_nothing_to_try(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/check")).json() == {
        "ice_servers": [],
        "relay_only": False,
        "largest_download_bytes": LARGEST_DOWNLOAD,
        "largest_upload_bytes": LARGEST_UPLOAD,
    }


async def test_strangers_get_relay_credentials_that_live_for_minutes_only(
    client: httpx.AsyncClient, runtime: Runtime
) -> None:
    runtime.settings.stun_urls, runtime.settings.turn_urls = ["stun:here:3478"], ["turn:here:3478", "turns:here:5349"]
    runtime.settings.turn_secret = "north"
    stun, turn = (await client.get("/api/check")).json()["ice_servers"]
    assert stun["urls"] == ["stun:here:3478"]
    assert turn["urls"] == ["turn:here:3478", "turns:here:5349"]
    expires, name = turn["username"].split(":")
    assert 0 < int(expires) - clock.now().timestamp() <= 600
    digest = hmac.new(b"north", turn["username"].encode(), hashlib.sha1).digest()
    assert turn["credential"] == base64.b64encode(digest).decode()

    # One address is one name, so that the relay's quota holds however often somebody asks; and the name hides it.
    clock.travel_to(clock.now() + timedelta(seconds=30))
    again = (await client.get("/api/check")).json()["ice_servers"][1]
    assert again["username"] != turn["username"]
    assert again["username"].endswith(name)
    assert "127.0.0.1" not in name


async def test_what_is_downloaded_is_noise_of_the_size_asked_for(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/check/download", params={"bytes": 200_000})
    assert len(answer.content) == 200_000
    assert len(set(answer.content)) == 256
    # Neither a cache nor a proxy that compresses may make it look quicker than it is.
    assert answer.headers["cache-control"] == "no-store, no-transform"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert (await client.get("/api/check/download")).content == b""
    for wrong in (LARGEST_DOWNLOAD + 1, -1, "many"):
        assert (await client.get("/api/check/download", params={"bytes": wrong})).status_code == 422


async def test_what_is_uploaded_is_counted_up_to_a_limit(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/check/upload", content=b"x" * LARGEST_UPLOAD)
    assert answer.json() == {"received_bytes": LARGEST_UPLOAD}
    refused = await client.post("/api/check/upload", content=b"x" * (LARGEST_UPLOAD + 1))
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("path", ["/api/check", "/api/check/download"])
async def test_measuring_is_limited(client: httpx.AsyncClient, path: str) -> None:
    tries = 1
    while (answer := await client.get(path)).status_code == 200:
        tries += 1
        assert tries < 1300
    assert answer.json()["code"] == "too_many_tries"
    assert int(answer.headers["retry-after"]) > 0


# Reporting.


async def test_the_teacher_sees_the_latest_check_of_each_person(lesson: Lesson) -> None:
    ada, nobody = await lesson.student("Ada"), await a_student(lesson.http, "Nina")
    assert (await report(lesson, ada, verdict="not_ready")).status_code == 201
    assert (await report(lesson, name="Ada")).status_code == 201
    assert (await report(lesson, nobody)).status_code == 201
    assert (await report(lesson, name=" ada ", verdict="ready")).status_code == 201
    assert (await report(lesson, ada, name="Somebody else")).status_code == 201

    items = (await seen_by(lesson, lesson.teacher)).json()["items"]
    assert [(item["name"], item["has_account"], item["verdict"]) for item in items] == [
        ("Ada", True, "limited"),
        ("ada", False, "ready"),
        ("Nina", True, "limited"),
    ]
    assert {key: items[0][key] for key in RESULTS} == RESULTS
    assert items[0]["at"].endswith("Z")


async def test_a_check_is_an_entry_of_the_rooms_log(lesson: Lesson) -> None:
    await report(lesson, name="Nina")
    [data] = [data for kind, data in await lesson.log() if kind == "checked"]
    assert data == {"name": "Nina", **RESULTS}
    # Whoever has the passcode can knock; the secret itself is not kept a second time.
    assert lesson.session["passcode"] not in str(data)


async def test_nobody_but_the_teacher_sees_the_checks(lesson: Lesson) -> None:
    await report(lesson, name="Nina")
    assert (await seen_by(lesson, await lesson.student())).status_code == 403
    for stranger in (await a_student(lesson.http), await a_teacher(lesson.http)):
        assert (await seen_by(lesson, stranger)).status_code == 404
    assert (await lesson.http.get(f"/api/sessions/{lesson.session['id']}/checks")).status_code == 401


async def test_a_report_needs_the_passcode_or_a_place(lesson: Lesson) -> None:
    student, stranger = await lesson.student(), await a_student(lesson.http)
    for person in (student, lesson.teacher):
        assert (await report(lesson, person, passcode=None)).status_code == 201
    tries: list[tuple[Person | None, str | None]] = [
        (stranger, None),
        (None, None),
        (None, "abcdefgh"),
        (student, "abcdefgh"),
    ]
    for person, passcode in tries:
        refused = await report(lesson, person, passcode=passcode, name="Nina")
        assert (refused.status_code, refused.json()["code"]) == (404, "no_such_meeting")
    lesson.session["meeting_id"] = "abc-defg-hjk"
    assert (await report(lesson, student, passcode=None)).json()["code"] == "no_such_meeting"


async def test_where_guests_may_not_enter_they_report_nothing(lesson: Lesson) -> None:
    lesson.session = await a_session(lesson.http, lesson.teacher)
    refused = await report(lesson, name="Nina")
    assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_needed")


@pytest.mark.parametrize("status", [Status.ENDED, Status.CANCELLED])
async def test_a_session_that_is_over_takes_no_reports(lesson: Lesson, status: Status) -> None:
    student = await lesson.student()
    await put_into(lesson.runtime, lesson.session, status)
    for answer in (await report(lesson, student, passcode=None), await report(lesson, name="Nina")):
        assert answer.json()["code"] == "session_ended"


async def test_a_report_is_bounded(lesson: Lesson) -> None:
    step, rate = RESULTS["steps"][0], RESULTS["rate"]
    for field, body in (
        ("name", {}),
        ("name", {"name": "  "}),
        ("verdict", {"verdict": "splendid"}),
        ("steps", {"steps": []}),
        ("steps", {"steps": [step] * 11}),
        ("steps.0.step", {"steps": [{**step, "step": "mind"}]}),
        ("steps.0.reason", {"steps": [{**step, "reason": "<script>"}]}),
        ("steps.0.reason", {"steps": [{**step, "reason": "x" * 41}]}),
        ("rate.loss", {"rate": {**rate, "loss": 101}}),
        ("rate.up", {"rate": {**rate, "up": -1}}),
        ("rate.delay", {"rate": {**rate, "delay": 1e12}}),
        ("rate.path", {"rate": {**rate, "path": "pigeon"}}),
    ):
        named = body if field == "name" else {"name": "Nina", **body}
        refused = await report(lesson, None, **named)
        assert refused.status_code == 422, body
        assert refused.json()["errors"][0]["field"] == field
    assert "checked" not in [kind for kind, _ in await lesson.log()]


async def test_guesses_count_together_with_those_at_the_door(lesson: Lesson) -> None:
    path = f"/api/rooms/{lesson.session['meeting_id']}"
    tries = 0
    while (await report(lesson, name="Nina", passcode="abcdefgh")).status_code == 404:
        tries += 1
        assert tries < 400
    answer = await lesson.http.post(f"{path}/preview", json={"passcode": "abcdefgh"})
    assert answer.json()["code"] == "too_many_tries"


# Relay only.


async def test_the_join_answer_says_when_every_call_is_relayed(lesson: Lesson) -> None:
    assert (await lesson.entrance(lesson.teacher))["relay_only"] is False
    lesson.runtime.settings.relay_only = True
    assert (await lesson.entrance(lesson.teacher))["relay_only"] is True
    # Guests read it in the green room, before they have asked for anything.
    preview = f"/api/rooms/{lesson.session['meeting_id']}/preview"
    answer = await lesson.http.post(preview, json={"passcode": lesson.session["passcode"]})
    assert answer.json()["relay_only"] is True


def test_relay_only_without_a_relay_is_refused_at_the_start(tmp_path: Path) -> None:
    for urls, secret in (([], None), (["turn:here"], None), ([], "north")):
        with pytest.raises(ValidationError, match="CHALKROOM_TURN_URLS and CHALKROOM_TURN_SECRET"):
            Settings(data=tmp_path, relay_only=True, turn_urls=urls, turn_secret=secret)
    assert Settings(data=tmp_path, relay_only=True, turn_urls=["turn:here"], turn_secret="north").relay_only
