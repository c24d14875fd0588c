"""Sessions encrypted from end to end: the server passes keys on, and lets nobody weaken the room unseen."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from chalkroom.kit.runtime import Runtime
from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Class, Inside, Lesson
from tests.classroom.e2ee.devices import Device, a_room_key, base64_of, enters, with_device

OFF = {"encrypted": False}


@pytest.fixture
async def sealed(server: str, runtime: Runtime) -> AsyncIterator[Lesson]:
    """A lesson encrypted from end to end, for five students and guests."""
    runtime.settings.reconnect_seconds = 60
    lesson = await Lesson.at(server, runtime, capacity=5, allow_guests=True, end_to_end=True)
    yield lesson
    await lesson.close()


@pytest.fixture
async def room(sealed: Lesson) -> Class:
    """The teacher, Ada and Émile, each with a device."""
    people = [sealed.teacher, await sealed.student("Ada"), await sealed.student("Émile")]
    inside: list[Inside] = []
    for person in people:
        newcomer = await enters(sealed, person)
        for before in inside:
            await before.page.hears("user-joined")
        inside.append(newcomer)
    for each in inside:
        each.page.heard.clear()
    return Class(sealed, *inside)


async def test_everybody_learns_the_device_of_everybody(sealed: Lesson) -> None:
    teacher, _, device = await with_device(sealed, sealed.teacher)
    joined = await teacher.join(device=device)
    assert (joined["self"]["device"], joined["rules"]["encrypted"]) == (device, True)
    ada, _, other = await with_device(sealed, await sealed.student("Ada"))
    joined = await ada.join(device=other)
    assert [person["device"] for person in joined["participants"]] == [device]
    assert (await teacher.hears("user-joined"))["participant"]["device"] == other


async def test_a_page_without_a_key_is_refused_even_at_the_door(sealed: Lesson) -> None:
    teacher = await sealed.page_of(sealed.teacher)
    guest = await sealed.page_of_guest()
    for page in (teacher, guest):
        problem = await page.problem("join-room", {"connection_id": page.connection_id, "audio": True, "video": True})
        assert (problem["code"], problem["status"]) == ("cannot_encrypt", 403)
    assert await sealed.log() == []


async def test_keys_are_passed_on_to_one_person_as_they_are(room: Class) -> None:
    key = a_room_key(room.ada.id, epoch=7)
    await room.teacher.page.do("room-key", key)
    passed = {name: key[name] for name in ("epoch", "wrapped", "signature")}
    sender = {"from": room.teacher.id, "connection_id": room.teacher.page.connection_id}
    assert await room.ada.page.hears("room-key") == passed | sender
    await room.teacher.page.do("media-state", {"audio": False, "video": False})
    await room.emile.page.hears("user-updated")
    assert not room.emile.page.has_heard("room-key")


async def test_nobody_can_pass_for_another_when_sending_a_key(room: Class) -> None:
    pretended = {"from": room.teacher.id, "connection_id": room.teacher.page.connection_id}
    forged = a_room_key(room.ada.id) | pretended
    await room.emile.page.do("room-key", forged)
    heard = await room.ada.page.hears("room-key")
    assert (heard["from"], heard["connection_id"]) == (room.emile.id, room.emile.page.connection_id)


async def test_keys_that_make_no_sense_reach_nobody(room: Class) -> None:
    good = a_room_key(room.ada.id)
    bad: list[dict[str, Any]] = [
        {**good, "epoch": 0},
        {**good, "epoch": 2**31},
        {**good, "epoch": "1"},
        {**good, "epoch": True},
        {**good, "wrapped": base64_of(91)},
        {**good, "wrapped": base64_of(10_000)},
        {**good, "wrapped": "not base64"},
        {**good, "wrapped": good["wrapped"] + "\n"},
        {**good, "signature": base64_of(65)},
        {**good, "signature": None},
        {name: value for name, value in good.items() if name != "epoch"},
    ]
    for payload in bad:
        assert (await room.teacher.page.problem("room-key", payload))["code"] == "invalid_input", payload
    for to in (room.teacher.id, "nobody"):
        assert (await room.teacher.page.problem("room-key", {**good, "to": to}))["code"] == "no_such_participant"
    assert not room.ada.page.has_heard("room-key")


async def test_only_those_inside_send_keys(room: Class, sealed: Lesson) -> None:
    outside = await sealed.page_of(await sealed.student("Sophie"))
    assert (await outside.problem("room-key", a_room_key(room.ada.id)))["code"] == "not_in_room"


async def test_a_session_that_is_not_encrypted_knows_no_devices_and_passes_no_keys(open_class: Lesson) -> None:
    teacher, _, device = await with_device(open_class, open_class.teacher)
    joined = await teacher.join(device=device)
    assert (joined["self"]["device"], joined["rules"]["encrypted"]) == (None, False)
    _, ada = await open_class.in_room(await open_class.student("Ada"))
    assert (await teacher.problem("room-key", a_room_key(ada["self"]["id"])))["code"] == "not_allowed"
    await teacher.do("set-rules", OFF)
    assert (await teacher.problem("set-rules", {"encrypted": True}))["code"] == "not_allowed"


async def test_a_device_is_who_it_says_for_this_page_alone(sealed: Lesson) -> None:
    page, participant_id, device = await with_device(sealed, sealed.teacher)
    other = Device()
    session_id = sealed.session["id"]
    bad: list[Any] = [
        "device",
        {},
        {**device, "signature": base64_of(64)},
        {**device, "signature": base64_of(63)},
        {**device, "agreement": base64_of(65)},
        {**device, "agreement": device["signing"]},
        {**device, "signing": "A" * 100_000},
        other.statement(session_id, participant_id, "another-page"),
        other.statement(session_id, "another person", page.connection_id),
        other.statement("another session", participant_id, page.connection_id),
    ]
    for statement in bad:
        payload = {"connection_id": page.connection_id, "audio": True, "video": True, "device": statement}
        assert (await page.problem("join-room", payload))["code"] == "invalid_input", statement
    assert (await page.join(device=device))["state"] == "admitted"


async def test_a_page_keeps_its_device_for_as_long_as_it_lives(room: Class) -> None:
    page = room.ada.page
    other = Device().statement(room.lesson.session["id"], room.ada.id, page.connection_id)
    payload = {"connection_id": page.connection_id, "audio": True, "video": True}
    assert (await page.problem("join-room", {**payload, "device": other}))["code"] == "device_changed"
    assert (await page.problem("join-room", payload))["code"] == "cannot_encrypt"
    assert not room.teacher.page.has_heard("user-updated")


async def test_the_teacher_may_allow_an_unencrypted_room_and_everybody_is_told(room: Class) -> None:
    waiting, _, device = await with_device(room.lesson, await room.lesson.student("Sophie"))
    await room.teacher.page.do("set-rules", {"locked": True})
    assert (await waiting.join(device=device))["state"] == "waiting"
    await room.teacher.page.do("set-rules", OFF)
    for page in (*room.pages, waiting):
        await page.until(lambda page=page: _is_told_that_it_is_unencrypted(page), "the room to be unencrypted")
    assert ("rules", OFF) in await room.lesson.log()
    assert (await room.teacher.page.problem("room-key", a_room_key(room.ada.id)))["code"] == "not_allowed"

    # Whoever could not come now can; and nobody takes it back.
    await room.teacher.page.do("set-rules", {"locked": False})
    _, joined = await room.lesson.in_room(await room.lesson.student("Blaise"))
    assert (joined["self"]["device"], joined["rules"]["encrypted"]) == (None, False)
    assert (await room.teacher.page.problem("set-rules", {"encrypted": True}))["code"] == "not_allowed"


def _is_told_that_it_is_unencrypted(page: RoomClient) -> bool:
    return any(event == "room-updated" and not payload["rules"]["encrypted"] for event, payload in page.heard)


async def test_nobody_but_the_teacher_weakens_the_room(room: Class) -> None:
    await room.teacher.page.do("set-co-host", {**room.ada.about, "co_host": True})
    for page in (room.ada.page, room.emile.page):
        assert (await page.problem("set-rules", OFF))["code"] == "not_allowed"
        assert (await page.problem("set-rules", {**OFF, "locked": True}))["code"] == "not_allowed"
    await room.teacher.page.do("set-rules", {"join_muted": True})
    heard = await room.emile.page.hears("room-updated")
    assert (heard["rules"]["encrypted"], heard["rules"]["locked"]) == (True, False)


async def test_what_was_allowed_outlives_the_room_in_memory(room: Class) -> None:
    lesson = room.lesson
    await room.teacher.page.do("set-rules", OFF)
    for page in room.pages:
        await page.close()
    joined = await (await lesson.page_of(lesson.teacher)).join()
    assert (joined["state"], joined["rules"]["encrypted"]) == ("admitted", False)


async def test_a_session_that_becomes_encrypted_asks_those_at_the_door_for_keys(open_class: Lesson) -> None:
    ada = await open_class.page_of(await open_class.student("Ada"))
    assert (await ada.join())["state"] == "waiting"
    path, headers = f"/api/sessions/{open_class.session['id']}", open_class.teacher.headers
    answer = await open_class.http.patch(path, json={"end_to_end": True}, headers=headers)
    assert answer.status_code == 200, answer.text
    assert (await ada.hears("room-updated"))["rules"]["encrypted"]
    await ada.hears_close()
    await ada.connect()
    payload = {"connection_id": ada.connection_id, "audio": True, "video": True}
    assert (await ada.problem("join-room", payload))["code"] == "cannot_encrypt"
