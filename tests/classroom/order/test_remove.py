"""Removed is removed: by reload, second tab, old link or a socket that was still open."""

import pytest

from tests.classroom.clients import Refused
from tests.classroom.conftest import Class


async def test_a_removed_student_is_out_and_everyone_sees_it(room: Class) -> None:
    second_tab = await room.lesson.page_of(room.emile.person)
    await room.teacher.page.do("spotlight", room.emile.about)
    await room.teacher.page.do("remove", room.emile.about)
    for page in (room.emile.page, second_tab):
        await page.hears("removed")
        await page.hears_close()
    for page in (room.teacher.page, room.ada.page):
        assert await page.hears("user-left") == {"participant_id": room.emile.id, "reason": "removed"}
        assert (await page.hears("room-updated", rules={**DEFAULT_RULES, "spotlight": None}))["rules"]
    await room.teacher.page.do("remove", room.emile.about)
    kinds = [kind for kind, _ in await room.lesson.log()]
    assert kinds[-2:] == ["left", "removed"]


DEFAULT_RULES = {
    "locked": False,
    "join_muted": False,
    "rights": ["speak", "video", "screen", "draw", "code", "chat"],
    "encrypted": False,
    "stage": "people",
    "follow": False,
    "copy_of": None,
    "private": [],
}


async def test_a_removed_account_finds_every_way_back_closed(room: Class) -> None:
    before = (await room.lesson.entrance(room.emile.person))["room_token"]
    await room.teacher.page.do("remove", room.emile.about)
    await room.emile.page.hears_close()
    # The page that was open, and a token from before.
    with pytest.raises(Refused) as refusal:
        await room.emile.page.connect()
    assert refusal.value.problem["code"] == "removed"
    with pytest.raises(Refused) as refusal:
        await room.lesson.page(before)
    assert refusal.value.problem["code"] == "removed"
    # The session's own page, the link with the passcode, and the other documents' address.
    headers = room.emile.person.headers
    session_id = room.lesson.session["id"]
    answers = [
        await room.lesson.http.post(f"/api/sessions/{session_id}/join", headers=headers),
        await room.lesson.by_code(headers),
        await room.lesson.http.post("/api/video/session", json={"booking_id": session_id}, headers=headers),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(403, "removed")] * 3
    async with room.lesson.runtime.database.transaction() as db:
        assert await room.lesson.open_tokens(db) == 2
    # And the teacher's hand on the door does not open it by accident.
    assert (await room.teacher.page.problem("admit", room.emile.about))["code"] == "no_such_participant"


async def test_one_who_drops_before_the_removal_does_not_come_back(room: Class) -> None:
    await room.emile.page.drop()
    await room.teacher.page.hears("user-updated")
    await room.teacher.page.do("remove", room.emile.about)
    await room.ada.page.hears("user-left", reason="removed")
    with pytest.raises(Refused) as refusal:
        await room.emile.page.connect()
    assert refusal.value.problem["code"] == "removed"


async def test_one_who_left_before_the_removal_does_not_come_back(room: Class) -> None:
    await room.emile.page.do("leave-session")
    await room.teacher.page.hears("user-left")
    await room.teacher.page.do("remove", room.emile.about)
    await room.emile.page.hears("removed")
    assert (await room.lesson.by_code(room.emile.person.headers)).json()["code"] == "removed"


async def test_a_removed_guest_only_reaches_the_lobby_and_under_a_new_id(room: Class) -> None:
    entrance = (await room.lesson.by_code(name="Nina")).json()
    guests = await room.lesson.page(entrance["room_token"])
    guest_id = (await guests.join())["self"]["id"]
    await room.teacher.page.do("admit", {"participant_id": guest_id})
    await guests.hears("admitted")
    await room.teacher.page.do("remove", {"participant_id": guest_id})
    await guests.hears("removed")
    await guests.hears_close()
    with pytest.raises(Refused):
        await guests.connect()
    again = (await room.lesson.by_code(name="Nina", room_token=entrance["room_token"])).json()
    assert again["participant"]["id"] != guest_id
    assert again["admission"] == "waiting"
    page = await room.lesson.page(again["room_token"])
    assert (await page.join())["state"] == "waiting"


async def test_somebody_at_the_door_can_be_removed(room: Class) -> None:
    guests = await room.lesson.page_of_guest("Nina")
    guest_id = (await guests.join())["self"]["id"]
    await room.teacher.page.hears("lobby")
    await room.teacher.page.do("remove", {"participant_id": guest_id})
    await guests.hears("removed")
    assert (await room.teacher.page.hears("lobby"))["waiting"] == []
    assert not room.ada.page.has_heard("user-left")
