"""Clients that speak the protocol directly and claim what is not theirs: they are refused, and nothing changes."""

from typing import Any

import pytest

from tests.classroom.conftest import Class, Inside


def orders(about: Inside) -> dict[str, dict[str, Any]]:
    """Everything that hosts alone may say, about somebody."""
    whom = about.about
    return {
        "mute": whom,
        "stop-camera": whom,
        "stop-screen": whom,
        "ask-to-unmute": whom,
        "remove": whom,
        "set-rules": {"locked": True, "join_muted": True, "rights": []},
        "set-exceptions": {**whom, "exceptions": {"speak": False}},
        "set-co-host": {**whom, "co_host": True},
        "spotlight": whom,
        "set-stage": {"stage": "board", "follow": True},
        "lower-hands": whom,
        "rename": {**whom, "name": "Somebody"},
        "admit": whom,
        "admit-all": {},
        "deny": whom,
        "extend": {"minutes": 5},
        "end-session": {},
    }


async def test_a_student_keeps_no_order_and_nothing_changes(room: Class) -> None:
    await room.ada.page.do("raise-hand", {"raised": True})
    for page in room.pages:
        await page.hears("user-updated")
    log = await room.lesson.log()
    for event, payload in orders(room.ada).items():
        assert (await room.emile.page.problem(event, payload))["code"] == "not_allowed", event
    for event in ("mute", "lower-hands", "spotlight"):
        assert (await room.emile.page.problem(event, {"participant_id": None}))["code"] == "not_allowed", event
    assert [page.heard for page in room.pages] == [[], [], []]
    assert await room.lesson.log() == log


async def test_nobody_helps_themselves_to_rights(room: Class) -> None:
    await room.teacher.page.do("set-rules", {"rights": []})
    for event, payload in {
        "set-exceptions": {**room.emile.about, "exceptions": {"speak": True}},
        "set-co-host": {**room.emile.about, "co_host": True},
        "set-rules": {"rights": ["speak"]},
    }.items():
        assert (await room.emile.page.problem(event, payload))["code"] == "not_allowed", event
    forged = {"audio": True, "video": False, "rights": ["speak"], "co_host": True, "role": "teacher"}
    assert (await room.emile.page.problem("media-state", forged))["code"] == "not_allowed"
    again = await room.emile.page.join(rights=["speak"], role="teacher", co_host=True)
    assert (again["self"]["rights"], again["self"]["audio"], again["self"]["co_host"]) == ([], False, False)


async def test_who_waits_or_only_looks_keeps_no_order(room: Class) -> None:
    guests = await room.lesson.page_of_guest()
    guest = (await guests.join())["self"]
    onlookers = await room.lesson.page_of(room.teacher.person)
    await room.teacher.page.hears("lobby")
    for page in (guests, onlookers):
        for event, payload in orders(room.ada).items():
            code = (await page.problem(event, payload))["code"]
            assert code == ("not_in_room" if event == "rename" else "not_allowed"), event
        for event, payload in {
            "raise-hand": {"raised": True},
            "react": {"reaction": "heart"},
            "rename": {"participant_id": guest["id"], "name": "Other"},
            "report-media": {**room.ada.about, "kind": "audio"},
        }.items():
            assert (await page.problem(event, payload))["code"] == "not_in_room", event
    assert [page.heard for page in room.pages] == [[], [], []]


async def test_a_co_host_keeps_order_but_appoints_and_removes_no_host(room: Class) -> None:
    await room.ada_helps()
    everything = orders(room.emile)
    for event in ("set-co-host", "end-session"):
        assert (await room.ada.page.problem(event, everything[event]))["code"] == "not_allowed", event
    for person in (room.teacher, room.ada):
        assert (await room.ada.page.problem("remove", person.about))["code"] == "not_allowed"
    await room.teacher.page.do("set-co-host", {**room.emile.about, "co_host": True})
    assert (await room.ada.page.problem("remove", room.emile.about))["code"] == "not_allowed"
    assert (await room.teacher.page.problem("remove", room.teacher.about))["code"] == "not_allowed"
    assert (await room.teacher.page.problem("set-co-host", {**room.teacher.about, "co_host": False}))[
        "code"
    ] == "not_allowed"
    await room.teacher.page.do("remove", room.ada.about)
    await room.ada.page.hears("removed")


async def test_nobody_is_ordered_about_who_is_not_there(room: Class) -> None:
    guests = await room.lesson.page_of_guest()
    guest = (await guests.join())["self"]
    somewhere = ("nobody", "00000000-0000-0000-0000-000000000000", "", guest["id"])
    for event, payload in orders(room.ada).items():
        if "participant_id" not in payload or event in ("admit", "deny"):
            continue
        for unknown in somewhere[:3] if event == "remove" else somewhere:
            problem = await room.teacher.page.problem(event, {**payload, "participant_id": unknown})
            assert problem["code"] == "no_such_participant", (event, unknown)


INVALID: list[tuple[str, dict[str, Any], str]] = [
    ("mute", {}, "participant_id"),
    ("set-rules", {"rights": ["fly"]}, "rights.0"),
    ("set-rules", {"rights": "speak"}, "rights"),
    ("set-rules", {"locked": "yes"}, "locked"),
    ("set-exceptions", {"exceptions": {"speak": "no"}}, "exceptions.speak"),
    ("raise-hand", {"raised": 1}, "raised"),
    ("react", {"reaction": "<script>"}, "reaction"),
    ("rename", {"name": "  "}, "name"),
    ("rename", {"name": "a\nb"}, "name"),
    ("report-media", {"kind": "screen"}, "kind"),
    ("extend", {"minutes": 4}, "minutes"),
    ("extend", {"minutes": 121}, "minutes"),
    ("media-state", {"audio": True, "video": True, "screen": ""}, "screen"),
    ("media-state", {"audio": True, "video": True, "screen": "s" * 65}, "screen"),
]


async def test_invalid_orders_are_answered(room: Class) -> None:
    for event, payload, field in INVALID:
        about = {} if event == "mute" else room.ada.about
        problem = await room.teacher.page.problem(event, {**about, **payload})
        assert problem["code"] == "invalid_input", event
        assert field in [error["field"].removesuffix(".[key]") for error in problem["errors"]], (event, problem)


@pytest.mark.parametrize(("event", "payload"), [("react", {"reaction": "heart"})])
async def test_one_who_reacts_without_end_is_slowed_down(room: Class, event: str, payload: dict[str, Any]) -> None:
    answers = [await room.ada.page.ask(event, payload) for _ in range(30)]
    refused = [answer["problem"]["code"] for answer in answers if not answer["ok"]]
    assert set(refused) == {"too_many_tries"}
    assert len(refused) >= 5
    assert not room.ada.page.closed
