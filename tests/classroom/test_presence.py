"""Presence is always true: who left, who may come back, and who took whose place."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import OperationalError

from chalkroom.app import make_runtime
from chalkroom.classroom import queries
from chalkroom.classroom.hub import Hub
from chalkroom.kit.runtime import Runtime
from chalkroom.settings import Settings
from tests.accounts.people import a_student
from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Lesson
from tests.conftest import serving
from tests.sessions.lessons import enrol


async def test_a_page_that_goes_away_leaves_at_once(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, joined = await lesson.in_room(await lesson.student())
    await students.close()
    left = await teachers.hears("user-left")
    assert left == {"participant_id": joined["self"]["id"], "reason": "left"}


async def test_a_browser_page_that_goes_away_says_1001_and_leaves_at_once(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, _ = await lesson.in_room(await lesson.student())
    await students.go_away()
    assert (await teachers.hears("user-left"))["reason"] == "left"


async def test_a_dropped_connection_comes_back_as_the_same_participant(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, joined = await lesson.in_room(await lesson.student())
    assert not joined["resumed"]
    await students.drop()
    assert (await teachers.hears("user-updated"))["participant"]["connection"] == "reconnecting"

    await students.connect()
    again = await students.join(audio=False)
    assert again["resumed"]
    assert again["self"]["joined_at"] == joined["self"]["joined_at"]
    assert [person["role"] for person in again["participants"]] == ["teacher"]
    back = (await teachers.hears("user-updated"))["participant"]
    assert (back["connection"], back["audio"], back["id"]) == ("online", False, joined["self"]["id"])
    assert not teachers.has_heard("user-left")


async def test_a_connection_that_does_not_come_back_is_lost(lesson: Lesson) -> None:
    lesson.runtime.settings.reconnect_seconds = 0.5
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, joined = await lesson.in_room(await lesson.student())
    await students.drop()
    await teachers.hears("user-updated")
    left = await teachers.hears("user-left")
    assert left == {"participant_id": joined["self"]["id"], "reason": "lost"}

    await students.connect()
    late = await students.join()
    assert late["state"] == "admitted"
    assert not late["resumed"]
    assert (await teachers.hears("user-joined"))["participant"]["id"] == joined["self"]["id"]


async def test_signalling_to_somebody_who_is_reconnecting_is_no_error(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, joined = await lesson.in_room(await lesson.student())
    await students.drop()
    await teachers.hears("user-updated")
    await teachers.do("offer", {"to": joined["self"]["id"], "sdp": "v=0"})


async def test_a_second_tab_replaces_the_first_and_the_first_touches_nobody(lesson: Lesson) -> None:
    student = await lesson.student()
    teachers, _ = await lesson.in_room(lesson.teacher)
    first, joined = await lesson.in_room(student)
    await teachers.hears("user-joined")

    second, again = await lesson.in_room(student)
    assert again["self"]["id"] == joined["self"]["id"]
    assert not again["resumed"]
    await first.hears("replaced")
    await first.hears_close()
    renewed = (await teachers.hears("user-joined"))["participant"]
    assert renewed["connection_id"] == second.connection_id

    # What the first one's end sets in motion is over once a message has gone through the room's lock twice.
    await teachers.do("offer", {"to": joined["self"]["id"], "sdp": "v=0"})
    await second.hears("offer")
    await second.do("media-state", {"audio": True, "video": False})
    await teachers.hears("user-updated", participant={**renewed, "video": False})
    assert not teachers.has_heard("user-left")


async def test_the_same_page_on_a_new_socket_silently_takes_over(lesson: Lesson) -> None:
    """The network changed; the server has not noticed yet that the first socket is dead."""
    student = await lesson.student()
    teachers, _ = await lesson.in_room(lesson.teacher)
    token = (await lesson.entrance(student))["room_token"]
    first = await lesson.page(token, connection_id="page")
    await first.join()
    second = await lesson.page(token, connection_id="page")
    assert (await second.join())["resumed"]
    await first.hears_close()
    assert not first.has_heard("replaced")
    await second.do("media-state", {"audio": False, "video": False})
    await teachers.hears("user-updated")
    assert not teachers.has_heard("user-left")


async def test_after_a_restart_everyone_is_expected_back(
    runtime: Runtime, settings: Settings, database_url: str
) -> None:
    settings = settings.model_copy(update={"reconnect_seconds": 8})
    first_run, second_run = (make_runtime(settings, database_url) for _ in range(2))
    async with serving(first_run) as address:
        lesson = await Lesson.at(address, first_run, capacity=2)
        late = await lesson.student("Late")
        teachers, _ = await lesson.in_room(lesson.teacher)
        students, joined = await lesson.in_room(await lesson.student())
        lates, gone = await lesson.in_room(late)
        await teachers.hears("user-joined", participant=gone["self"])
    for page in (teachers, students, lates):
        await page.hears_close()

    async with serving(second_run) as address:
        for page in (teachers, students):
            page.address = address
            page.heard.clear()
            await page.connect()
        back = await teachers.join()
        assert back["resumed"]
        assert {person["connection"] for person in back["participants"]} == {"reconnecting"}
        assert back["session"]["status"] == "live"
        assert (await students.join())["resumed"]
        news = (await teachers.hears("user-updated"))["participant"]
        assert (news["id"], news["connection"]) == (joined["self"]["id"], "online")
        left = await teachers.hears("user-left")
        assert left == {"participant_id": gone["self"]["id"], "reason": "lost"}
        await lesson.close()


async def test_thirty_joins_and_leaves_leave_nothing_behind(lesson: Lesson, hubs: list[Hub]) -> None:
    (hub,) = hubs
    student = await lesson.student()
    teachers, _ = await lesson.in_room(lesson.teacher)
    for round in range(30):
        page, _ = await lesson.in_room(student)
        await teachers.hears("user-joined")
        if round % 3 == 0:
            await page.do("leave-session")
            await teachers.hears("user-left", reason="left")
            await page.close()
        elif round % 3 == 1:
            await page.close()
            await teachers.hears("user-left", reason="left")
        else:
            await page.drop()
            await page.connect()
            assert (await page.join())["resumed"]
            await page.close()
            await teachers.hears("user-left", reason="left")
    await teachers.do("leave-session")
    await teachers.close()

    async with asyncio.timeout(10):
        while hub.connections or len(hub.presence) or hub.sio.eio.sockets:
            await asyncio.sleep(0.02)
    assert not hub.sio.manager.rooms.get("/")
    assert not hub.sio.environ
    async with lesson.runtime.database.transaction() as db:
        assert await queries.people_inside(db, UUID(lesson.session["id"])) == []
        assert await lesson.open_tokens(db) == 2  # the last of each of the two


async def test_a_place_is_free_again_for_one_who_waited_for_it(lesson: Lesson) -> None:
    """Both have a place in the session, the room has one: whoever waits enters when the other leaves."""
    first = await lesson.student("First")
    second = await a_student(lesson.http, "Second")
    await enrol(lesson.runtime, lesson.session, second)
    waiting_one, waiting_two = await lesson.page_of(first), await lesson.page_of(second)
    assert (await waiting_one.join())["state"] == "waiting"
    assert (await waiting_two.join())["state"] == "waiting"
    teachers, _ = await lesson.in_room(lesson.teacher)
    await waiting_one.hears("admitted")
    assert (await teachers.hears("user-joined"))["participant"]["name"] == "First"
    await waiting_one.do("leave-session")
    await waiting_two.hears("admitted")
    assert (await teachers.hears("user-joined"))["participant"]["name"] == "Second"


async def test_a_transport_that_shows_no_token_is_closed(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalkroom.classroom.caretaker.STRANGER_SECONDS", 0.2)
    stranger = RoomClient(server, "no-token")
    await stranger.sio.eio.connect(server, transports=["websocket"], engineio_path="socket.io")
    websocket: Any = stranger.sio.eio.ws
    async with asyncio.timeout(30):
        while stranger.sio.eio.state == "connected":
            await asyncio.sleep(0.05)
    websocket._response.close()


async def test_a_connection_that_falls_silent_is_noticed(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop that is shut: no word, no end, only silence."""
    monkeypatch.setattr("chalkroom.classroom.sockets.PING_SECONDS", 1)
    async with serving(runtime) as address:
        lesson = await Lesson.at(address, runtime)
        teachers, _ = await lesson.in_room(lesson.teacher)
        students, joined = await lesson.in_room(await lesson.student())
        open_again = students.fall_silent()
        assert (await teachers.hears("user-updated"))["participant"]["connection"] == "reconnecting"
        assert (await teachers.hears("user-left"))["participant_id"] == joined["self"]["id"]
        open_again()
        await students.hears_close()
        await lesson.close()


async def test_where_websockets_are_blocked_polling_does(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, _ = await lesson.in_room(await lesson.student(), transport="polling")
    await teachers.hears("user-joined")
    await teachers.do("media-state", {"audio": False, "video": False})
    await students.hears("user-updated")
    await students.close()
    assert (await teachers.hears("user-left"))["reason"] == "left"


async def test_a_leave_that_the_database_missed_is_made_good(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, _ = await lesson.in_room(await lesson.student())

    async def away(*_: object, **__: object) -> None:
        raise OperationalError("update", {}, Exception("the database is away"))

    with monkeypatch.context() as patch:
        patch.setattr("chalkroom.classroom.service.leave", away)
        assert (await students.problem("leave-session"))["code"] == "database_away"
    assert (await teachers.hears("user-left"))["reason"] == "lost"
