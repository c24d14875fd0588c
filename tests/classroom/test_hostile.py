"""A client that does everything wrong harms nobody but itself."""

import asyncio
import json
from typing import Any

import pytest

from chalkroom.kit.tokens import new_token
from chalkroom.sessions.models import Status
from tests.classroom.clients import Refused, RoomClient
from tests.classroom.conftest import Lesson
from tests.sessions.lessons import a_session, put_into

JOIN = {"connection_id": "page", "audio": True, "video": True}


async def test_a_bad_token_opens_nothing(server: str) -> None:
    bad: list[Any] = [None, {}, [], "token", {"token": 5}, {"token": ""}, {"token": "x" * 1000}, {"token": new_token()}]
    for auth in bad:
        stranger = RoomClient(server, "")
        with pytest.raises(Refused) as refusal:
            await stranger.connect_with(auth)
        assert (refusal.value.problem["code"], refusal.value.problem["status"]) == ("bad_room_token", 401), auth


async def test_a_token_that_was_replaced_is_dead(lesson: Lesson) -> None:
    old = (await lesson.entrance(lesson.teacher))["room_token"]
    await lesson.entrance(lesson.teacher)
    with pytest.raises(Refused) as refusal:
        await lesson.page(old, language="fr")
    assert refusal.value.problem["code"] == "bad_room_token"
    assert "séance" in refusal.value.problem["detail"]


async def test_a_token_opens_three_sockets_at_once(lesson: Lesson) -> None:
    token = (await lesson.entrance(lesson.teacher))["room_token"]
    pages = [await lesson.page(token) for _ in range(3)]
    with pytest.raises(Refused) as refusal:
        await lesson.page(token)
    assert refusal.value.problem["code"] == "too_many_connections"
    await pages[0].close()
    async with asyncio.timeout(5):
        while True:
            try:
                await lesson.page(token)
                break
            except Refused:
                await asyncio.sleep(0.02)


async def test_events_before_the_join_reach_nobody(lesson: Lesson) -> None:
    teachers, joined = await lesson.in_room(lesson.teacher)
    page = await lesson.page_of(await lesson.student())
    to = {"to": joined["self"]["id"]}
    for event, payload in (
        ("offer", {**to, "sdp": "v=0"}),
        ("answer", {**to, "sdp": "v=0"}),
        ("ice-candidate", {**to, "candidate": None}),
        ("media-state", {"audio": True, "video": True}),
    ):
        assert (await page.problem(event, payload))["code"] == "not_in_room", event
    assert teachers.heard == []


INVALID: list[tuple[str, Any, str]] = [
    ("join-room", {}, "connection_id"),
    ("join-room", [], "body"),
    ("join-room", "text", "body"),
    ("join-room", {**JOIN, "audio": "yes"}, "audio"),
    ("join-room", {**JOIN, "connection_id": "a b"}, "connection_id"),
    ("join-room", {**JOIN, "connection_id": "a" * 65}, "connection_id"),
    ("join-room", {**JOIN, "connection_id": "\ud800"}, "connection_id"),
    ("join-room", {**JOIN, "offers": {str(number): "v=0" for number in range(17)}}, "offers"),
    ("join-room", {**JOIN, "offers": {"x": 5}}, "offers.x"),
    ("offer", {"to": 5, "sdp": "v=0"}, "to"),
    ("offer", {"to": "x", "sdp": ""}, "sdp"),
    ("offer", {"to": "x", "sdp": "v" * (64 * 1024 + 1)}, "sdp"),
    ("offer", {"to": "x", "sdp": {"$ne": None}}, "sdp"),
    ("answer", {"sdp": "v=0"}, "to"),
    ("ice-candidate", {"to": "x"}, "candidate"),
    ("ice-candidate", {"to": "x", "candidate": "text"}, "candidate"),
    ("ice-candidate", {"to": "x", "candidate": {"candidate": "c" * 2049}}, "candidate.candidate"),
    ("ice-candidate", {"to": "x", "candidate": {"candidate": "", "sdpMLineIndex": -1}}, "candidate.sdpMLineIndex"),
    ("media-state", {"audio": 1, "video": True}, "audio"),
    ("admit", {"participant_id": None}, "participant_id"),
]
"""Event, payload, and the field that is wrong in it."""


async def test_an_invalid_payload_is_answered_and_the_connection_lives(lesson: Lesson) -> None:
    page = await lesson.page_of(lesson.teacher)
    for event, payload, field in INVALID:
        problem = await page.problem(event, payload)
        assert (problem["code"], problem["status"]) == ("invalid_input", 422), (event, payload)
        assert field in [error["field"] for error in problem["errors"]], (event, payload)
    assert (await page.join())["state"] == "admitted"


async def test_problems_speak_the_language_of_the_connection(lesson: Lesson) -> None:
    page = await lesson.page_of(lesson.teacher, language="fr-CA")
    problem = await page.problem("offer", {"to": "x"})
    assert problem["detail"].startswith("Certaines informations")
    assert problem["errors"] == [{"field": "sdp", "code": "missing", "message": "Ce champ est obligatoire."}]
    assert (await page.problem("fly"))["detail"] == "La salle ne connaît pas cet événement."


async def test_a_forged_sender_is_overwritten(lesson: Lesson) -> None:
    teachers, joined = await lesson.in_room(lesson.teacher)
    students, me = await lesson.in_room(await lesson.student())
    forged = {"from": joined["self"]["id"], "connection_id": "forged", "to": joined["self"]["id"], "sdp": "v=0"}
    await students.do("offer", forged)
    offer = await teachers.hears("offer")
    assert offer["from"] == me["self"]["id"]
    assert offer["connection_id"] == students.connection_id
    assert (await students.problem("offer", {"to": me["self"]["id"], "sdp": "v=0"}))["code"] == "no_such_participant"


async def test_people_of_another_room_are_out_of_reach(lesson: Lesson) -> None:
    _, joined = await lesson.in_room(lesson.teacher)
    elsewhere = Lesson(
        lesson.address,
        lesson.http,
        lesson.runtime,
        lesson.teacher,
        await a_session(lesson.http, lesson.teacher, allow_guests=True),
    )
    teachers, mine = await elsewhere.in_room(elsewhere.teacher)
    guests = await elsewhere.page_of_guest()
    guest = (await guests.join())["self"]
    assert mine["self"]["id"] != joined["self"]["id"]

    students, _ = await lesson.in_room(await lesson.student())
    for target in (mine["self"]["id"], guest["id"]):
        assert (await students.problem("offer", {"to": target, "sdp": "v=0"}))["code"] == "no_such_participant"
    first_teacher, _ = await lesson.in_room(lesson.teacher)
    for event in ("admit", "deny"):
        problem = await first_teacher.problem(event, {"participant_id": guest["id"]})
        assert problem["code"] == "no_such_participant"
    assert [name for name, _ in teachers.heard] == ["lobby"]
    assert guests.heard == []
    await elsewhere.close()


async def test_an_oversized_message_costs_only_its_sender_the_connection(lesson: Lesson) -> None:
    teachers, joined = await lesson.in_room(lesson.teacher)
    students, _ = await lesson.in_room(await lesson.student())
    await teachers.hears("user-joined")
    await students.sio.emit("offer", {"to": joined["self"]["id"], "sdp": "v" * 300_000})
    await students.hears_close()
    assert (await teachers.hears("user-updated"))["participant"]["connection"] == "reconnecting"
    await teachers.do("media-state", {"audio": True, "video": True})
    await students.connect()
    assert (await students.join())["resumed"]


async def test_too_many_events_are_answered_with_a_problem_and_far_too_many_with_the_end(lesson: Lesson) -> None:
    teachers, joined = await lesson.in_room(lesson.teacher)
    students, _ = await lesson.in_room(await lesson.student())
    await teachers.hears("user-joined")
    answers: list[dict[str, Any]] = []
    offer = {"to": joined["self"]["id"], "sdp": "v=0"}
    sent = 0
    while not any(not answer["ok"] for answer in answers):
        answers += await asyncio.gather(*(students.ask("offer", offer) for _ in range(100)))
        sent += 100
    assert sent >= 200
    refused = [answer["problem"]["code"] for answer in answers if not answer["ok"]]
    assert set(refused) == {"too_many_tries"}
    assert not students.closed
    await teachers.do("media-state", {"audio": True, "video": True})

    for _ in range(5000):
        await students.sio.emit("offer", offer)
    await students.hears_close()
    assert sum(name == "offer" for name, _ in teachers.heard) < 1000
    await teachers.do("media-state", {"audio": True, "video": True})


MALFORMED = [
    '42["disconnect","client disconnect"]',
    '42["connect",{"token":"x"}]',
    '42["*"]',
    "42[]",
    '42{"a":1}',
    "42",
    "42[[",
    "42[" * 1000,
    '42[5,{"a":1}]',
    "42[null]",
    '451-["offer",{"_placeholder":true,"num":0}]',
    "4",
    "49",
    "40/admin,",
    '42/admin,["join-room",{}]',
    '43["no such acknowledgement"]',
    "430[]",
]
ENDING = ["40" + json.dumps({"token": "again"}), "", "9", "4x"]
"""These may end the connection that sends them."""


async def test_malformed_packets_are_ignored(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, me = await lesson.in_room(await lesson.student())
    await teachers.hears("user-joined")
    websocket: Any = students.sio.eio.ws
    for packet in MALFORMED:
        await websocket.send_str(packet)
        await students.do("media-state", {"audio": False, "video": False})
        assert (await teachers.hears("user-updated"))["participant"]["id"] == me["self"]["id"], packet
    for packet in ENDING:
        if not students.closed:
            await websocket.send_str(packet)
    await teachers.do("media-state", {"audio": False, "video": False})


async def test_binary_attachments_do_not_pile_up(lesson: Lesson, hubs: list) -> None:
    students, _ = await lesson.in_room(lesson.teacher)
    websocket: Any = students.sio.eio.ws
    await websocket.send_str('4599999999-["offer",{"_placeholder":true,"num":0}]')
    for _ in range(3):
        await websocket.send_bytes(b"x" * 100_000)
    await students.do("media-state", {"audio": False, "video": False})
    assert not hubs[0].sio._binary_packet


async def test_events_of_a_fault_in_the_server_are_answered_and_the_connection_lives(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)

    async def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("chalkroom.classroom.service.set_media", broken)
        assert (await teachers.problem("media-state", {"audio": False, "video": False}))["code"] == "server_fault"
    await teachers.do("media-state", {"audio": False, "video": False})


async def test_an_ended_session_refuses_whoever_still_holds_a_socket(lesson: Lesson) -> None:
    page = await lesson.page_of(lesson.teacher)
    await put_into(lesson.runtime, lesson.session, Status.ENDED)
    for event, payload in (("join-room", JOIN), ("look-in", {})):
        assert (await page.problem(event, payload))["code"] == "session_ended"


async def test_a_page_of_another_site_may_not_connect(lesson: Lesson) -> None:
    address = f"{lesson.address}/socket.io/?EIO=4&transport=polling"
    for origin, status in ((lesson.address, 200), ("https://evil.example", 400), ("null", 400), ("http://[", 400)):
        answer = await lesson.http.get(address, headers={"Origin": origin})
        assert answer.status_code == status
