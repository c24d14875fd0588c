"""The end of a session: by whom, and what is left of its room."""

import pytest

from tests.classroom.clients import Refused
from tests.classroom.conftest import Lesson


@pytest.mark.parametrize("ender", ["teacher", "student"])
async def test_either_person_ends_a_one_to_one_session(lesson: Lesson, ender: str) -> None:
    student = await lesson.student("Zoé")
    teachers, _ = await lesson.in_room(lesson.teacher)
    students, _ = await lesson.in_room(student)
    onlooker = await lesson.page_of(student)

    await (teachers if ender == "teacher" else students).do("end-session")
    for page in (teachers, students, onlooker):
        ended = await page.hears("session-ended")
        assert ended["ended_by"] == ("Marie Curie" if ender == "teacher" else "Zoé")
        assert ended["session"]["status"] == "ended"
        await page.hears_close()
    for page in (teachers, students):
        with pytest.raises(Refused) as refusal:
            await page.connect()
        assert refusal.value.problem["code"] == "session_ended"
    answer = await lesson.http.post(f"/api/sessions/{lesson.session['id']}/join", headers=student.headers)
    assert (answer.status_code, answer.json()["code"]) == (410, "session_ended")
    async with lesson.runtime.database.transaction() as db:
        assert await lesson.open_tokens(db) == 0


async def test_only_the_teacher_ends_a_class(open_class: Lesson) -> None:
    student = await open_class.student()
    teachers, _ = await open_class.in_room(open_class.teacher)
    students, _ = await open_class.in_room(student)
    assert (await students.problem("end-session"))["code"] == "not_allowed"
    path = f"/api/sessions/{open_class.session['id']}/end"
    assert (await open_class.http.post(path, headers=student.headers)).status_code == 403

    ended = await open_class.http.post(path, headers=open_class.teacher.headers)
    assert (ended.status_code, ended.json()["status"]) == (200, "ended")
    assert ended.json()["actual_start"] < ended.json()["actual_end"]
    for page in (teachers, students):
        assert (await page.hears("session-ended"))["ended_by"] == "Marie Curie"
        await page.hears_close()
    again = await open_class.http.post(path, headers=open_class.teacher.headers)
    assert (again.status_code, again.json()["code"]) == (409, "illegal_step")


async def test_who_is_not_in_the_room_does_not_end_it_over_the_socket(lesson: Lesson) -> None:
    await lesson.in_room(lesson.teacher)
    students = await lesson.page_of(await lesson.student())
    assert (await students.problem("end-session"))["code"] == "not_allowed"


async def test_cancelling_reaches_the_room_and_its_lobby(lesson: Lesson) -> None:
    students = await lesson.page_of(await lesson.student())
    await students.join()
    path = f"/api/sessions/{lesson.session['id']}/cancel"
    assert (await lesson.http.post(path, headers=lesson.teacher.headers)).status_code == 200
    assert (await students.hears("session-ended"))["session"]["status"] == "cancelled"
    await students.hears_close()
    assert (await lesson.log())[-1] == ("ended", {"status": "cancelled"})


async def test_an_edit_reaches_those_who_wait(lesson: Lesson) -> None:
    students = await lesson.page_of(await lesson.student())
    await students.join()
    path = f"/api/sessions/{lesson.session['id']}"
    changed = await lesson.http.patch(path, json={"title": "Decimals"}, headers=lesson.teacher.headers)
    assert changed.status_code == 200
    assert (await students.hears("session-updated"))["session"]["title"] == "Decimals"


async def test_the_log_tells_the_session(open_class: Lesson) -> None:
    teachers, joined = await open_class.in_room(open_class.teacher, connection_id="t")
    guests = await open_class.page_of_guest()
    guest = (await guests.join())["self"]
    await teachers.do("admit", {"participant_id": guest["id"]})
    await guests.hears("recording", state="on")
    await guests.do("media-state", {"audio": False, "video": False})
    await guests.do("media-state", {"audio": False, "video": False})
    await guests.drop()
    await guests.connect()
    await guests.join()
    await guests.do("leave-session")
    await teachers.do("end-session")
    on = {"audio": True, "video": True, "screen": None}
    off = {"audio": False, "video": False, "screen": None}
    assert await open_class.log() == [
        ("joined", on),
        ("live", {}),
        ("waiting", {}),
        ("admitted", {"by": joined["self"]["id"]}),
        ("joined", on),
        ("recording_started", {}),
        ("media", off),
        ("reconnected", {}),
        ("left", {"reason": "left"}),
        ("left", {"reason": "ended"}),
        ("recording_stopped", {}),
        ("ended", {"status": "ended"}),
    ]


async def test_the_teacher_coming_back_does_not_start_it_again(lesson: Lesson) -> None:
    path = f"/api/sessions/{lesson.session['id']}"
    await lesson.in_room(lesson.teacher)
    first = (await lesson.http.get(path, headers=lesson.teacher.headers)).json()["actual_start"]
    _, again = await lesson.in_room(lesson.teacher)
    assert again["session"]["status"] == "live"
    assert (await lesson.http.get(path, headers=lesson.teacher.headers)).json()["actual_start"] == first
