"""Somebody whose browser cannot record: whose page records what it receives of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chalkroom.classroom.models import LogEntry
from chalkroom.classroom.recording.copying import was_chosen
from chalkroom.kit import clock
from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Class, Inside, Lesson


async def enters(lesson: Lesson, name: str, **more: Any) -> Inside:
    person = await lesson.student(name)
    page = await lesson.page_of(person)
    joined = await page.join(**{"recorded": True, "can_record": False, **more})
    return Inside(page, joined["self"]["id"], person)


async def told(page: RoomClient, who: Inside, copied_by: str | None) -> None:
    """`page` hears that this is whose page records `who`."""

    def found() -> bool:
        heard = [payload["participant"] for event, payload in page.heard if event == "user-updated"]
        return any(each["id"] == who.id and each["copied_by"] == copied_by for each in heard)

    await page.until(found, f"{who.id} copied by {copied_by}")
    page.heard.clear()


async def choices(lesson: Lesson) -> list[str | None]:
    return [data["by"] for kind, data in await lesson.log() if kind == "copied"]


async def test_the_teacher_records_them_and_everybody_is_told(room: Class) -> None:
    await room.teacher.page.do("start-recording")
    leo = await enters(room.lesson, "Leo")
    assert leo.page.joined["self"]["can_record"] is False
    for page in (*room.pages, leo.page):
        await told(page, leo, room.teacher.id)
    assert await choices(room.lesson) == [room.teacher.id]
    later = await enters(room.lesson, "Later", can_record=True)
    assert {each["id"]: each["copied_by"] for each in later.page.joined["participants"]}[leo.id] == room.teacher.id


async def test_when_the_teacher_leaves_whoever_has_been_here_longest_does(room: Class) -> None:
    await room.teacher.page.do("start-recording")
    leo = await enters(room.lesson, "Leo")
    await told(room.emile.page, leo, room.teacher.id)
    await room.teacher.page.go_away()
    await told(room.emile.page, leo, room.ada.id)
    # Who comes back does not take over what goes well.
    await room.lesson.in_room(room.teacher.person)
    await room.ada.page.do("set-recorded", {"recorded": False})  # it is not Ada who is copied
    await room.ada.page.go_away()
    await told(room.emile.page, leo, room.teacher.id)
    assert await choices(room.lesson) == [room.teacher.id, room.ada.id, room.teacher.id]


async def test_a_lost_connection_and_a_reload_change_nothing(room: Class) -> None:
    await room.teacher.page.do("start-recording")
    leo = await enters(room.lesson, "Leo")
    await told(room.ada.page, leo, room.teacher.id)
    await room.teacher.page.drop()
    await room.ada.page.hears("user-updated")
    await leo.page.drop()
    await room.ada.page.hears("user-updated")
    back = await room.lesson.page_of(room.teacher.person)
    joined = await back.join()
    assert {each["id"]: each["copied_by"] for each in joined["participants"]}[leo.id] == room.teacher.id
    again = await room.lesson.page_of(leo.person)
    assert (await again.join(can_record=False))["self"]["copied_by"] == room.teacher.id
    assert await choices(room.lesson) == [room.teacher.id]


async def reports(by: Inside, who: Inside, *, received: bool) -> None:
    await by.page.do("report-copy", {**who.about, "received": received})


async def test_who_receives_nothing_of_them_gives_way_to_another(room: Class) -> None:
    await room.teacher.page.do("start-recording")
    leo = await enters(room.lesson, "Leo")
    await told(room.emile.page, leo, room.teacher.id)
    await reports(room.teacher, leo, received=False)
    await told(room.emile.page, leo, room.ada.id)
    await reports(room.ada, leo, received=False)
    await told(room.emile.page, leo, room.emile.id)
    # Where nobody receives anything it is their own line, and nothing changes.
    await reports(room.emile, leo, received=False)
    # Who receives them again takes over where that helps,
    await reports(room.ada, leo, received=True)
    await told(room.emile.page, leo, room.ada.id)
    # and not where all is well.
    await reports(room.teacher, leo, received=True)
    await leo.page.drop()
    back = await room.lesson.page_of(leo.person)
    assert (await back.join(can_record=False))["self"]["copied_by"] == room.ada.id
    expected = [room.teacher.id, room.ada.id, room.emile.id, room.ada.id]
    assert await choices(room.lesson) == expected


async def test_what_they_said_counts_through_a_lost_connection_and_not_for_another_page_of_theirs(room: Class) -> None:
    await room.teacher.page.do("start-recording")
    leo = await enters(room.lesson, "Leo")
    await told(room.ada.page, leo, room.teacher.id)
    await reports(room.teacher, leo, received=False)
    await told(room.ada.page, leo, room.ada.id)
    await leo.page.drop()
    await leo.page.connect()
    await leo.page.join(can_record=False)
    await room.ada.page.go_away()
    await told(room.emile.page, leo, room.emile.id)
    again = await room.lesson.page_of(room.teacher.person)
    await again.join()
    await room.emile.page.go_away()
    await told(again, leo, room.teacher.id)


async def test_only_who_is_inside_reports_and_only_about_whom_they_can_see(room: Class) -> None:
    guest = await room.lesson.page_of_guest()
    await guest.join()
    problem = await guest.problem("report-copy", {**room.ada.about, "received": False})
    assert problem["code"] == "not_in_room"
    problem = await room.ada.page.problem("report-copy", {"participant_id": "nobody", "received": False})
    assert problem["code"] == "no_such_participant"


@pytest.mark.parametrize("answer", [False, None])
async def test_nobody_is_copied_who_did_not_agree(room: Class, answer: bool | None) -> None:
    await room.teacher.page.do("start-recording")
    leo = await enters(room.lesson, "Leo", recorded=answer)
    assert leo.page.joined["self"]["copied_by"] is None
    await leo.page.do("set-recorded", {"recorded": True})
    await told(room.teacher.page, leo, room.teacher.id)
    await leo.page.do("set-recorded", {"recorded": False})
    await told(room.teacher.page, leo, None)
    assert await choices(room.lesson) == [room.teacher.id, None]


async def test_only_while_the_room_records(room: Class) -> None:
    leo = await enters(room.lesson, "Leo")
    await room.teacher.page.hears("user-joined")
    await room.teacher.page.do("start-recording")
    await told(room.ada.page, leo, room.teacher.id)
    await room.teacher.page.do("pause-recording")
    await room.teacher.page.do("resume-recording")
    await room.teacher.page.do("stop-recording")
    await told(room.ada.page, leo, None)
    assert await choices(room.lesson) == [room.teacher.id, None]


async def test_a_browser_that_can_takes_over_from_the_copy(room: Class) -> None:
    await room.teacher.page.do("start-recording")
    leo = await enters(room.lesson, "Leo")
    await told(room.ada.page, leo, room.teacher.id)
    other = await room.lesson.page_of(leo.person)
    await other.join(can_record=True)
    await told(room.ada.page, leo, None)


async def test_nobody_is_chosen_where_nobody_can(lesson: Lesson) -> None:
    teacher = await lesson.page_of(lesson.teacher)
    await teacher.join(recorded=True, can_record=False)
    leo = await enters(lesson, "Leo")
    await leo.page.hears("recording", state="on")
    assert leo.page.joined["participants"][0]["copied_by"] is None
    assert await choices(lesson) == []


def test_a_choice_holds_until_the_next_one() -> None:
    begin, minute, tolerance = clock.now(), timedelta(minutes=1), timedelta(seconds=10)
    session_id = UUID(int=0)
    entries = [
        LogEntry(session_id=session_id, kind="copied", at=begin + number * minute, data={"by": by})
        for number, by in enumerate(("marie", "ada", None))
    ]

    def chosen(by: str, seconds: int) -> bool:
        return was_chosen(entries, by=by, at=begin + timedelta(seconds=seconds), tolerance=tolerance)

    assert [chosen("marie", at) for at in (-11, -9, 30, 69, 71, 600)] == [False, True, True, True, False, False]
    assert [chosen("ada", at) for at in (30, 51, 90, 129, 131)] == [False, True, True, True, False]
    assert not chosen("leo", 30)
