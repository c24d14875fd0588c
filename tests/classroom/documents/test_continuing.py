"""A series with one growing board: each session goes on where the one before it stopped."""

from typing import Any

from chalkroom.sessions.models import Status
from tests.accounts.people import a_teacher
from tests.classroom.conftest import Lesson
from tests.classroom.documents.conftest import Desk
from tests.sessions.lessons import a_session, enrol, put_into, the_input


async def next_after(lesson: Lesson, **more: Any) -> Lesson:
    """The lesson that continues this one."""
    following = await a_session(lesson.http, lesson.teacher, continues_session_id=lesson.session["id"], **more)
    return Lesson(lesson.address, lesson.http, lesson.runtime, lesson.teacher, following)


async def write(lesson: Lesson, **values: Any) -> None:
    desk = Desk(lesson)
    board = await desk.of_account(lesson.teacher)
    for key, value in values.items():
        await board.write(key, value)
    await board.all_saved()
    await desk.close()


async def board_of(lesson: Lesson) -> dict[str, Any]:
    desk = Desk(lesson)
    content = (await desk.of_account(lesson.teacher)).content
    await desk.close()
    return content


async def over(lesson: Lesson) -> None:
    await put_into(lesson.runtime, lesson.session, Status.ENDED)


async def test_the_board_grows_from_session_to_session(lesson: Lesson) -> None:
    second = await next_after(lesson)
    # Prepared before the first one took place: what comes there later is added.
    await write(second, prepared=1)
    await write(lesson, circle=1)
    await over(lesson)
    assert await board_of(second) == {"prepared": 1, "circle": 1}
    await write(second, line=2)
    await over(second)
    third = await next_after(second)
    assert await board_of(third) == {"prepared": 1, "circle": 1, "line": 2}
    await write(third, arrow=3)
    assert await board_of(second) == {"prepared": 1, "circle": 1, "line": 2}
    assert await board_of(lesson) == {"circle": 1}


async def test_a_session_without_board_does_not_break_the_series(lesson: Lesson) -> None:
    second = await next_after(lesson)
    third = await next_after(second)
    await write(lesson, circle=1)
    await over(lesson)
    await over(second)
    assert await board_of(third) == {"circle": 1}


async def test_students_of_the_next_session_have_what_is_on_the_board(lesson: Lesson) -> None:
    await write(lesson, circle=1)
    second = await next_after(lesson)
    ada = await second.student("Ada Lovelace")
    desk = Desk(second)
    board = await desk.of_account(ada)
    assert board.content == {"circle": 1}
    answer = await second.http.get(f"/api/sessions/{second.session['id']}", headers=ada.headers)
    assert answer.json()["continues_session_id"] is None, "which session that was is the teacher's to know"
    await desk.close()


async def test_only_ones_own_session_goes_on(lesson: Lesson) -> None:
    somebody = await a_teacher(lesson.http)
    await enrol(lesson.runtime, lesson.session, somebody)
    wanted = the_input(continues_session_id=lesson.session["id"])
    answer = await lesson.http.post("/api/sessions", json=wanted, headers=somebody.headers)
    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["errors"]] == ["not_yours"]


async def test_a_draft_that_is_deleted_leaves_the_next_one_as_it_is(lesson: Lesson) -> None:
    draft = Lesson(
        lesson.address,
        lesson.http,
        lesson.runtime,
        lesson.teacher,
        await a_session(lesson.http, lesson.teacher, status="draft"),
    )
    await write(draft, circle=1)
    following = await next_after(draft)
    await write(following, line=2)
    gone = await lesson.http.delete(f"/api/sessions/{draft.session['id']}", headers=lesson.teacher.headers)
    assert gone.status_code == 204
    assert await board_of(following) == {"circle": 1, "line": 2}
    answer = await lesson.http.get(f"/api/sessions/{following.session['id']}", headers=lesson.teacher.headers)
    assert answer.json()["continues_session_id"] is None
