"""Sessions end on time: extended by a host, by themselves after a grace, and when nobody is left."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalkroom.classroom import overtime, queries
from chalkroom.classroom.hub import Hub
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from tests.classroom.clients import Refused
from tests.classroom.conftest import Lesson
from tests.conftest import serving


def instant(wire: str) -> datetime:
    return datetime.fromisoformat(wire)


async def test_a_host_extends_the_session_and_everyone_hears_it(open_class: Lesson) -> None:
    teachers, joined = await open_class.in_room(open_class.teacher)
    students, _ = await open_class.in_room(await open_class.student())
    guests = await open_class.page_of_guest()
    await guests.join()
    ends_at = instant(joined["session"]["ends_at"])
    for page in (students, guests):
        assert (await page.problem("extend", {"minutes": 15}))["code"] == "not_allowed"
    await teachers.do("extend", {"minutes": 15})
    for page in (teachers, students, guests):
        told = (await page.hears("session-updated"))["session"]
        assert instant(told["ends_at"]) == ends_at + timedelta(minutes=15)
    assert ("extended", {"minutes": 15}) in await open_class.log()


async def test_what_has_gone_on_beyond_its_plan_is_extended_from_now(lesson: Lesson) -> None:
    teachers, joined = await lesson.in_room(lesson.teacher)
    late = instant(joined["session"]["ends_at"]) + timedelta(minutes=20)
    clock.travel_to(late)
    await teachers.do("extend", {"minutes": 10})
    ends_at = instant((await teachers.hears("session-updated"))["session"]["ends_at"])
    assert late + timedelta(minutes=10) <= ends_at <= late + timedelta(minutes=12)


async def test_no_session_is_longer_than_a_day(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    for _ in range(11):
        await teachers.do("extend", {"minutes": 120})
    problem = await teachers.problem("extend", {"minutes": 120})
    assert (problem["code"], problem["errors"][0]["code"]) == ("invalid_input", "too_long")


async def test_a_session_ends_by_itself_after_the_grace(lesson: Lesson, hubs: list[Hub]) -> None:
    teachers, joined = await lesson.in_room(lesson.teacher)
    planned = instant(joined["session"]["ends_at"])
    clock.travel_to(planned + timedelta(minutes=29))
    await overtime.end_overdue(hubs[0])
    assert (await teachers.do("chat-history"))["messages"] == []
    clock.travel_to(planned + timedelta(minutes=30))
    await overtime.end_overdue(hubs[0])
    ended = await teachers.hears("session-ended")
    assert (ended["ended_by"], ended["session"]["status"]) == (None, "ended")
    await teachers.hears_close()
    with pytest.raises(Refused) as refusal:
        await teachers.connect()
    assert refusal.value.problem["code"] == "session_ended"
    assert (await lesson.log())[-2:] == [("left", {"reason": "ended"}), ("ended", {"status": "ended"})]
    async with lesson.runtime.database.transaction() as db:
        assert await lesson.open_tokens(db) == 0


async def test_an_extended_session_ends_later(lesson: Lesson, hubs: list[Hub]) -> None:
    teachers, joined = await lesson.in_room(lesson.teacher)
    await teachers.do("extend", {"minutes": 20})
    clock.travel_to(instant(joined["session"]["ends_at"]) + timedelta(minutes=40))
    await overtime.end_overdue(hubs[0])
    assert not teachers.has_heard("session-ended")
    await teachers.do("look-in")


async def test_a_room_that_stays_empty_ends_its_session_and_one_that_fills_again_does_not(
    lesson: Lesson, hubs: list[Hub]
) -> None:
    start = clock.now()
    teachers, _ = await lesson.in_room(lesson.teacher)
    onlookers = await lesson.page_of(await lesson.student())
    clock.travel_to(start + timedelta(minutes=20))
    await overtime.end_overdue(hubs[0])
    await teachers.do("leave-session")
    clock.travel_to(start + timedelta(minutes=30))
    await teachers.join()
    await teachers.do("leave-session")
    clock.travel_to(start + timedelta(minutes=44))
    await overtime.end_overdue(hubs[0])
    assert not onlookers.has_heard("session-ended")
    clock.travel_to(start + timedelta(minutes=46))
    await overtime.end_overdue(hubs[0])
    assert (await onlookers.hears("session-ended"))["ended_by"] is None


async def test_one_who_is_expected_back_keeps_the_room_from_being_empty(lesson: Lesson, hubs: list[Hub]) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    await teachers.drop()
    clock.travel_to(clock.now() + timedelta(minutes=20))
    await overtime.end_overdue(hubs[0])
    await teachers.connect()
    assert (await teachers.join())["resumed"]


async def test_a_session_that_never_began_is_left_alone(lesson: Lesson, hubs: list[Hub]) -> None:
    teachers = await lesson.page_of(lesson.teacher)
    clock.travel_to(clock.now() + timedelta(days=3))
    await overtime.end_overdue(hubs[0])
    assert (await teachers.join())["session"]["status"] == "live"


async def test_the_process_looks_again_and_again_also_after_a_fault(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overtime, "ROUND_SECONDS", 0.05)
    faults = 0
    look = queries.overdue

    async def away_at_first(*args: Any, **named: Any) -> Any:
        nonlocal faults
        faults += 1
        if faults == 1:
            raise ConnectionError("the database is away")
        return await look(*args, **named)

    monkeypatch.setattr(queries, "overdue", away_at_first)
    async with serving(runtime) as address:
        lesson = await Lesson.at(address, runtime)
        teachers, joined = await lesson.in_room(lesson.teacher)
        clock.travel_to(instant(joined["session"]["ends_at"]) + timedelta(minutes=31))
        assert (await teachers.hears("session-ended"))["ended_by"] is None
        await lesson.close()
