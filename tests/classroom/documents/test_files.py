"""Documents over HTTP: now, at an instant, and copied to another session."""

from datetime import timedelta
from typing import Any

from pycrdt import Doc, Map

from chalkroom.kit import clock
from chalkroom.sessions.models import Status
from tests.accounts.people import Person, a_student, a_teacher
from tests.classroom.conftest import Class, Lesson
from tests.classroom.documents.conftest import Desk
from tests.sessions.lessons import a_session, put_into


async def state(lesson: Lesson, person: Person, *, session: str | None = None, **query: str) -> dict[str, Any]:
    session = session or lesson.session["id"]
    answer = await lesson.http.get(f"/api/sessions/{session}/documents/board", headers=person.headers, params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/octet-stream"
    doc: Doc = Doc()
    doc.apply_update(answer.content)
    return doc.get("map", type=Map).to_py() or {}


async def test_the_state_now_and_at_any_instant(room: Class, desk: Desk) -> None:
    lesson = room.lesson
    teacher = await desk.of(room.teacher)
    begun = clock.now()
    instants: list[str] = []
    for number in range(3):
        clock.travel_to(begun + timedelta(minutes=number + 1))
        await teacher.write(str(number), "x" * 400_000)  # with a snapshot on the way
        await teacher.all_saved()
        instants.append(clock.now().isoformat())
    assert (await state(lesson, room.teacher.person)).keys() == {"0", "1", "2"}
    assert await state(lesson, room.ada.person, at=begun.isoformat()) == {}
    for number, instant in enumerate(instants):
        assert (await state(lesson, room.ada.person, at=instant)).keys() == set("012"[: number + 1])
    await teacher.close()
    assert (await state(lesson, room.teacher.person)).keys() == {"0", "1", "2"}


async def test_strangers_and_the_removed_read_nothing(room: Class) -> None:
    address = f"/api/sessions/{room.lesson.session['id']}/documents/board"
    http = room.lesson.http
    assert (await http.get(address)).status_code == 401
    assert (await http.get(address, headers=(await a_student(http)).headers)).status_code == 404
    await room.teacher.page.do("remove", room.ada.about)
    assert (await http.get(address, headers=room.ada.person.headers)).status_code == 403


async def copy(lesson: Lesson, person: Person, to: str, source: str) -> tuple[int, dict[str, Any]]:
    answer = await lesson.http.post(
        f"/api/sessions/{to}/documents/board/copy", json={"from_session_id": source}, headers=person.headers
    )
    return answer.status_code, answer.json()


async def test_a_board_goes_on_in_the_next_session(room: Class, desk: Desk) -> None:
    lesson, teacher = room.lesson, room.teacher.person
    board = await desk.of(room.teacher)
    await board.write("circle", 1)
    await board.all_saved()
    following = await a_session(lesson.http, teacher)
    to, source = following["id"], lesson.session["id"]
    status, copied = await copy(lesson, teacher, to, source)
    assert (status, copied["merged"]) == (200, False)
    assert await state(lesson, teacher, session=to) == {"circle": 1}

    # Both go on; a second copy brings what is new, to whoever has it open, and takes nothing away.
    theirs = Desk(Lesson(lesson.address, lesson.http, lesson.runtime, teacher, following))
    opened = await theirs.of_account(teacher)
    await opened.write("line", 2)
    await board.write("arrow", 3)
    await board.all_saved()
    status, copied = await copy(lesson, teacher, to, source)
    assert (status, copied["merged"]) == (200, True)
    await opened.has(circle=1, line=2, arrow=3)
    await theirs.close()
    assert await state(lesson, teacher, session=to) == {"circle": 1, "line": 2, "arrow": 3}
    assert await state(lesson, teacher) == {"circle": 1, "arrow": 3}


async def test_only_ones_own_is_copied_and_only_where_one_may_write(lesson: Lesson) -> None:
    mine, source = lesson.session["id"], (await a_session(lesson.http, lesson.teacher))["id"]
    student, other = await lesson.student(), await a_teacher(lesson.http)
    assert (await copy(lesson, student, mine, source))[0] == 403
    assert (await copy(lesson, student, source, mine))[0] == 404
    theirs = (await a_session(lesson.http, other))["id"]
    assert (await copy(lesson, lesson.teacher, mine, theirs))[0] == 404
    await put_into(lesson.runtime, lesson.session, Status.ENDED)
    status, problem = await copy(lesson, lesson.teacher, mine, source)
    assert (status, problem["code"]) == (409, "read_only")
