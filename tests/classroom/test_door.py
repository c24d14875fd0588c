"""The way to a room over HTTP."""

import base64
import hashlib
import hmac

import httpx
import pytest

from chalkroom.classroom import ice
from chalkroom.kit.runtime import Runtime
from chalkroom.sessions.models import Status
from tests.accounts.people import Person, a_student, a_teacher
from tests.classroom.conftest import Lesson
from tests.sessions.lessons import a_session, enrol, put_into


@pytest.fixture
async def door(client: httpx.AsyncClient, runtime: Runtime) -> Lesson:
    """A session that allows guests, without a socket server."""
    teacher = await a_teacher(client)
    session = await a_session(client, teacher, allow_guests=True, capacity=5)
    return Lesson("", client, runtime, teacher, session)


async def preview(lesson: Lesson, person: Person | None = None, **body: str) -> httpx.Response:
    return await lesson.http.post(
        f"/api/rooms/{lesson.session['meeting_id']}/preview",
        json={"passcode": lesson.session["passcode"], **body},
        headers=person.headers if person else None,
    )


async def test_the_preview_says_which_way_in_there_is(door: Lesson) -> None:
    student = await door.student()
    stranger = await a_student(door.http)
    for person, entry in ((door.teacher, "direct"), (student, "direct"), (stranger, "lobby"), (None, "lobby")):
        answer = await preview(door, person)
        assert answer.json()["entry"] == entry
    session = answer.json()["session"]
    assert (session["teacher_name"], session["one_to_one"], session["capacity"]) == ("Marie Curie", False, 5)
    assert "passcode" not in session

    door.session = await a_session(door.http, door.teacher)
    assert (await preview(door)).json()["entry"] == "sign_in"
    refused = await door.by_code(name="Nina")
    assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_needed")


async def test_a_code_is_read_as_people_type_it(door: Lesson) -> None:
    typed = door.session["meeting_id"].replace("-", " ").upper()
    answer = await door.http.post(
        f"/api/rooms/{typed}/preview", json={"passcode": f" {door.session['passcode'].upper()} "}
    )
    assert answer.status_code == 200


async def test_an_unknown_meeting_and_a_wrong_passcode_are_the_same_answer(door: Lesson) -> None:
    answers = []
    for meeting_id, passcode in (
        (door.session["meeting_id"], "abcdefgh"),
        ("abc-defg-hjk", door.session["passcode"]),
        ("abc-defg-hjk", "abcdefgh"),
        ("x", ""),
        (door.session["meeting_id"], ""),
        ("\u00e9" * 50, "\u00e9"),
    ):
        for way, body in (("preview", {}), ("join", {"name": "Nina"})):
            answers.append(await door.http.post(f"/api/rooms/{meeting_id}/{way}", json={"passcode": passcode, **body}))
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}
    assert answers[0].json()["code"] == "no_such_meeting"


async def test_a_draft_has_no_room(door: Lesson) -> None:
    door.session = await a_session(door.http, door.teacher, status="draft")
    assert (await preview(door)).json()["code"] == "no_such_meeting"
    answer = await door.http.post(f"/api/sessions/{door.session['id']}/join", headers=door.teacher.headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_published")


@pytest.mark.parametrize("status", [Status.ENDED, Status.CANCELLED])
async def test_the_way_in_ends_with_the_session(door: Lesson, status: Status) -> None:
    await put_into(door.runtime, door.session, status)
    for answer in (await preview(door), await door.by_code(name="Nina")):
        assert (answer.status_code, answer.json()["code"]) == (410, "session_ended")


async def test_strangers_do_not_see_a_session_by_its_id(door: Lesson) -> None:
    path = f"/api/sessions/{door.session['id']}"
    for stranger in (await a_student(door.http), await a_teacher(door.http)):
        for verb in ("join", "end"):
            assert (await door.http.post(f"{path}/{verb}", headers=stranger.headers)).status_code == 404
    assert (await door.http.post(f"{path}/join")).status_code == 401


async def test_a_guest_says_a_name(door: Lesson) -> None:
    for body in ({}, {"name": "  "}, {"name": "a\nb"}, {"name": "\u0000"}, {"name": "x" * 200}):
        answer = await door.by_code({"Accept-Language": "fr"}, **body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "name"
        assert answer.headers["content-language"] == "fr"


async def test_an_account_is_known_by_its_own_name(door: Lesson) -> None:
    answer = await door.by_code((await a_student(door.http, "Ada")).headers, name="Somebody else")
    assert answer.json()["participant"]["name"] == "Ada"


async def test_a_room_token_is_good_for_its_own_guest_only(door: Lesson) -> None:
    """The token of an account, or of another session, makes nobody a known guest."""
    other = Lesson(
        "", door.http, door.runtime, door.teacher, await a_session(door.http, door.teacher, allow_guests=True)
    )
    elsewhere = (await other.by_code(name="Nina")).json()
    teachers = await door.entrance(door.teacher)
    for token in (elsewhere["room_token"], teachers["room_token"], "x", ""):
        answer = (await door.by_code(name="Nina", room_token=token)).json()
        assert answer["participant"]["role"] == "guest"
        assert answer["participant"]["id"] not in (elsewhere["participant"]["id"], teachers["participant"]["id"])


async def test_guessing_is_limited(door: Lesson) -> None:
    tries = 0
    while (await preview(door, passcode="abcdefgh")).status_code == 404:
        tries += 1
        assert tries < 400
    assert tries >= 120
    refused = await preview(door)
    assert refused.json()["code"] == "too_many_tries"
    assert int(refused.headers["retry-after"]) > 0


async def test_ice_servers_come_with_relay_credentials_that_expire(door: Lesson) -> None:
    assert (await door.entrance(door.teacher))["ice_servers"] == []
    settings = door.runtime.settings
    settings.stun_urls, settings.turn_urls = ["stun:stun.example:3478"], ["turn:turn.example:3478"]
    assert len((await door.entrance(door.teacher))["ice_servers"]) == 1
    settings.turn_secret = "north"
    entrance = await door.entrance(door.teacher)
    stun, turn = entrance["ice_servers"]
    assert stun["urls"] == ["stun:stun.example:3478"]
    assert turn["username"].endswith(entrance["participant"]["id"])
    digest = hmac.new(b"north", turn["username"].encode(), hashlib.sha1).digest()
    assert turn["credential"] == base64.b64encode(digest).decode()
    username, _ = ice.turn_credentials("north", "me", seconds=3600)
    other, _ = ice.turn_credentials("north", "me", seconds=7200)
    assert int(other.split(":")[0]) - int(username.split(":")[0]) in (3600, 3601)


async def test_the_third_documents_video_session(door: Lesson) -> None:
    student = await door.student()
    made = await door.http.post(
        "/api/video/session", json={"bookingId": door.session["id"]}, headers=door.teacher.headers
    )
    assert made.status_code == 200
    video = made.json()
    assert (video["status"], video["started_at"], video["booking_id"]) == ("ACTIVE", None, door.session["id"])
    assert len(video["session_token"]) == 43
    read = await door.http.get("/api/video/session", params={"bookingId": door.session["id"]}, headers=student.headers)
    assert read.json()["id"] == video["id"]
    assert read.json()["session_token"] not in (None, video["session_token"])

    end = f"/api/video/session/{video['id']}/end"
    assert (await door.http.post(end, headers=student.headers)).status_code == 403
    await put_into(door.runtime, door.session, Status.LIVE)
    ended = (await door.http.post(end, headers=door.teacher.headers)).json()
    assert (ended["status"], ended["session_token"]) == ("ENDED", None)
    for answer in (
        await door.http.post(
            "/api/video/session", json={"booking_id": door.session["id"]}, headers=door.teacher.headers
        ),
        await door.http.get("/api/video/session", params={"bookingId": door.session["id"]}, headers=student.headers),
    ):
        assert (answer.json()["status"], answer.json()["session_token"]) == ("ENDED", None)


async def test_a_video_session_is_for_its_people_only(door: Lesson) -> None:
    stranger = await a_student(door.http)
    body = {"booking_id": door.session["id"]}
    assert (await door.http.post("/api/video/session", json=body, headers=stranger.headers)).status_code == 404
    assert (await door.http.post("/api/video/session", json=body)).status_code == 401
    assert (await door.http.post("/api/video/session", json={}, headers=stranger.headers)).status_code == 422


async def test_one_account_is_one_participant(door: Lesson) -> None:
    student = await a_student(door.http)
    await enrol(door.runtime, door.session, student)
    by_id, by_code = await door.entrance(student), (await door.by_code(student.headers)).json()
    assert by_id["participant"] == by_code["participant"]
    assert by_code["admission"] == "admitted"
    assert by_code["media"] == "mesh"
