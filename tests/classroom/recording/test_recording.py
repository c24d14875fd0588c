"""Whether a room records: it starts by itself, hosts decide, and everybody hears of it."""

from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import sealing
from chalkroom.kit.runtime import Runtime
from tests.classroom.conftest import Class, Lesson

OFF = {"state": "off", "since": None}
TEACHER = "Marie Curie"


async def recording_of(lesson: Lesson) -> Recording | None:
    async with lesson.runtime.database.transaction() as db:
        return await db.scalar(select(Recording).where(Recording.session_id == UUID(lesson.session["id"])))


async def kinds(lesson: Lesson) -> list[str]:
    return [kind for kind, _ in await lesson.log() if kind.startswith("recording")]


async def test_it_starts_when_the_second_person_arrives(lesson: Lesson) -> None:
    teacher, joined = await lesson.in_room(lesson.teacher)
    assert joined["recording"] == OFF
    assert joined["session"]["recording"] == "automatic"
    assert await recording_of(lesson) is None
    student, _ = await lesson.in_room(await lesson.student())
    for page in (teacher, student):
        told = await page.hears("recording")
        assert (told["state"], told["by"]) == ("on", None)
    recording = await recording_of(lesson)
    assert recording
    assert datetime.fromisoformat(told["since"]) == recording.changed_at >= recording.started_at
    assert len(sealing.unwrap(lesson.runtime.settings.master_key, recording.key)) == sealing.KEY_BYTES
    assert await kinds(lesson) == ["recording_started"]


async def test_what_a_host_stopped_stays_stopped_until_one_starts_it(lesson: Lesson) -> None:
    teacher, _ = await lesson.in_room(lesson.teacher)
    emile = await lesson.student()
    student, _ = await lesson.in_room(emile)
    await teacher.hears("recording", state="on")
    await teacher.do("stop-recording")
    assert (await student.hears("recording", state="off"))["by"] == TEACHER
    await student.close()
    again, joined = await lesson.in_room(emile)
    assert joined["recording"]["state"] == "off"
    await teacher.do("start-recording")
    await again.hears("recording", state="on")
    assert await kinds(lesson) == ["recording_started", "recording_stopped", "recording_started"]


async def test_either_of_two_may_pause_and_resume_and_only_the_teacher_stops(lesson: Lesson) -> None:
    teacher, _ = await lesson.in_room(lesson.teacher)
    student, joined = await lesson.in_room(await lesson.student())
    await teacher.hears("recording", state="on")
    await student.do("pause-recording")
    assert (await teacher.hears("recording", state="paused"))["by"] == joined["self"]["name"]
    await student.do("pause-recording")  # a double click
    await teacher.do("resume-recording")
    await student.hears("recording", state="on", by=TEACHER)
    for event in ("stop-recording", "start-recording"):
        assert (await student.problem(event))["code"] == "not_allowed"
    assert await kinds(lesson) == ["recording_started", "recording_paused", "recording_resumed"]


async def test_in_a_class_only_hosts_decide(room: Class) -> None:
    for event in ("start-recording", "pause-recording", "resume-recording", "stop-recording"):
        assert (await room.ada.page.problem(event))["code"] == "not_allowed"
    await room.ada_helps()
    await room.ada.page.do("pause-recording")
    await room.emile.page.hears("recording", state="paused")


async def test_who_comes_later_or_back_is_told_that_it_records(room: Class) -> None:
    await room.teacher.page.do("pause-recording")
    later = await room.enters(await room.lesson.student("Later"))
    assert later.page.joined["recording"]["state"] == "paused"


@pytest.mark.parametrize("mode", ["on_request", "never"])
async def test_other_sessions_do_not_start_by_themselves(server: str, runtime: Runtime, mode: str) -> None:
    lesson = await Lesson.at(server, runtime, recording=mode)
    try:
        teacher, _ = await lesson.in_room(lesson.teacher)
        student, _ = await lesson.in_room(await lesson.student())
        if mode == "never":
            assert (await teacher.problem("start-recording"))["code"] == "never_recorded"
            assert (await teacher.problem("pause-recording"))["code"] == "not_recording"
        else:
            await teacher.do("start-recording")
            await student.hears("recording", state="on")
        assert (await kinds(lesson) == []) is (mode == "never")
    finally:
        await lesson.close()


async def test_the_end_of_the_session_is_the_end_of_its_recording(lesson: Lesson) -> None:
    teacher, _ = await lesson.in_room(lesson.teacher)
    await lesson.in_room(await lesson.student())
    await teacher.hears("recording", state="on")
    await teacher.do("end-session")
    recording = await recording_of(lesson)
    assert recording
    assert (recording.state, recording.ended_at is None) == ("off", False)
    assert await kinds(lesson) == ["recording_started", "recording_stopped"]


async def test_consent_is_ones_own_and_everybody_sees_it(lesson: Lesson) -> None:
    teacher, joined = await lesson.in_room(lesson.teacher)
    assert joined["self"]["recorded"] is None  # an old page that does not ask
    emile = await lesson.page_of(await lesson.student())
    answer = await emile.join(recorded=False)
    assert answer["self"]["recorded"] is False
    assert (await teacher.hears("user-joined"))["participant"]["recorded"] is False
    await emile.do("set-recorded", {"recorded": True})
    assert (await teacher.hears("user-updated"))["participant"]["recorded"] is True
    # It outlives the page, and a page that says nothing leaves it as it is.
    await emile.drop()
    await emile.connect()
    assert (await emile.join())["self"]["recorded"] is True
    consents = [data["recorded"] for kind, data in await lesson.log() if kind == "consent"]
    assert consents == [False, True]


async def test_the_clock_of_the_room_answers(lesson: Lesson) -> None:
    page = await lesson.page_of(lesson.teacher)
    first, second = [datetime.fromisoformat((await page.do("room-clock"))["server_time"]) for _ in range(2)]
    assert first < second
