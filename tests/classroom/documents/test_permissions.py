"""Who reads and who writes: before, during and after the session. What is refused reaches nobody."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from chalkroom.classroom.documents.wire import DOCUMENTS_PROTOCOL, Message
from chalkroom.classroom.hub import Hub
from chalkroom.sessions.models import Status
from tests.accounts.people import a_student, a_teacher
from tests.classroom.conftest import Class, Lesson
from tests.classroom.documents.clients import Denied, DocumentClient
from tests.classroom.documents.conftest import Desk, access_token
from tests.sessions.lessons import put_into


async def is_refused(writer: DocumentClient, reason: str) -> None:
    """Something `writer` writes; nobody else must ever see it."""
    before = len(writer.heard(Message.REFUSED))
    await writer.write("refused", writer.sent)
    await writer.until(lambda: len(writer.heard(Message.REFUSED)) > before)
    assert writer.heard(Message.REFUSED)[-1] == (reason, writer.sent)


async def denial(desk: Desk, credential: str | None, name: str = "board", **more: Any) -> tuple[int, str | None]:
    with pytest.raises(Denied) as denied:
        await desk.client(credential, name).open(**more)
    return denied.value.status, denied.value.code


async def test_before_the_session_the_teacher_writes_and_enrolled_students_read(lone_desk: Desk) -> None:
    lesson = lone_desk.lesson
    student = await lesson.student()
    teacher, reader = await lone_desk.of_account(lesson.teacher), await lone_desk.of_account(student)
    assert (teacher.state["may_write"], reader.state["may_write"]) == (True, False)
    await teacher.write("circle", 1)
    await reader.has(circle=1)
    await is_refused(reader, "read_only")
    await teacher.is_answered()
    assert teacher.content == {"circle": 1}


async def test_strangers_are_denied_before_the_socket_opens(lone_desk: Desk) -> None:
    lesson = lone_desk.lesson
    teacher = access_token(lesson.teacher)
    assert await denial(lone_desk, None) == (401, "signed_out")
    assert await denial(lone_desk, "nobody") == (401, "bad_room_token")
    assert await denial(lone_desk, "a.b.c") == (401, "signed_out")
    assert await denial(lone_desk, access_token(await a_student(lesson.http))) == (404, "not_found")
    assert await denial(lone_desk, access_token(await a_teacher(lesson.http))) == (404, "not_found")
    assert await denial(lone_desk, teacher, "diary") == (404, "not_found")
    for origin in ("https://evil.example", "http://["):
        assert await denial(lone_desk, teacher, headers={"Origin": origin}) == (403, "not_allowed")
    waiting = (await lesson.by_code(name="Guest")).json()["room_token"]
    assert await denial(lone_desk, waiting) == (403, "not_admitted")
    await lone_desk.client(teacher).open(protocols=[DOCUMENTS_PROTOCOL], headers={"Origin": lesson.address})


async def test_a_draft_is_its_teachers_alone(lesson: Lesson) -> None:
    desk = Desk(lesson)
    student = await lesson.student()
    await put_into(lesson.runtime, lesson.session, Status.DRAFT)
    assert await denial(desk, access_token(student)) == (404, "not_found")
    teacher = await desk.of_account(lesson.teacher)
    await teacher.write("plan", 1)
    await teacher.all_saved()
    await desk.close()


async def test_a_right_withdrawn_ends_writing_at_once_and_given_again_begins_it(room: Class, desk: Desk) -> None:
    teacher, ada, emile = [await desk.of(each) for each in (room.teacher, room.ada, room.emile)]
    await ada.write("before", 1)
    await teacher.has(before=1)
    await room.teacher.page.do("set-rules", {"rights": ["speak", "video", "code"]})
    await ada.until(lambda: not ada.state["may_write"])
    await is_refused(ada, "read_only")
    assert teacher.state["may_write"], "a host always may"
    await room.teacher.page.do("set-exceptions", {**room.emile.about, "exceptions": {"draw": True}})
    await emile.until(lambda: emile.state["may_write"])
    await emile.write("after", 2)
    await teacher.has(after=2)
    assert teacher.content == emile.content == {"before": 1, "after": 2}

    # The refused client begins anew, with what the server has.
    again = await desk.of(room.ada)
    assert again.content == teacher.content
    await room.ada_helps()
    await again.until(lambda: again.state["may_write"])
    await again.write("co-host", 3)
    await teacher.has(**{"co-host": 3})


async def test_the_right_to_draw_is_not_the_right_to_write_code(room: Class, desk: Desk) -> None:
    await room.teacher.page.do("set-rules", {"rights": ["draw", "chat"]})
    board, code = await desk.of(room.ada), await desk.of(room.ada, "code")
    assert (board.state["may_write"], code.state["may_write"]) == (True, False)
    await is_refused(code, "read_only")


async def test_a_reader_who_comes_with_nothing_new_is_not_refused(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.write("circle", 1)
    await teacher.has(circle=1)
    del teacher.map["circle"]
    await teacher.flush()
    await ada.until(lambda: ada.content == {})
    await room.teacher.page.do("set-rules", {"rights": []})
    await ada.close()
    # The same document again: what it sends holds everything that was ever deleted.
    await ada.open()
    await ada.all_saved()
    assert ada.heard(Message.REFUSED) == []


async def test_whoever_is_removed_is_closed_out_for_good(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    account = await desk.of_account(room.ada.person)
    await room.teacher.page.do("remove", room.ada.about)
    assert await ada.hears_close() == 4403
    assert await account.hears_close() == 4403
    assert await denial(desk, ada.credential) == (403, "removed")
    assert await denial(desk, account.credential) == (403, "removed")
    await teacher.write("circle", 1)
    await teacher.all_saved()


async def test_after_the_session_everybody_reads_and_nobody_writes(room: Class, desk: Desk) -> None:
    ada, account = await desk.of(room.ada), await desk.of_account(room.ada.person)
    await ada.write("circle", 1)
    await account.has(circle=1)
    await room.teacher.page.do("end-session")
    assert await ada.hears_close() == 4401, "its room token has ended"
    await account.until(lambda: not account.state["may_write"])
    await is_refused(account, "read_only")
    teacher = await desk.of_account(room.teacher.person)
    assert teacher.content == {"circle": 1}
    assert not teacher.state["may_write"]
    assert await denial(desk, ada.credential) == (401, "bad_room_token")


async def test_an_account_in_the_room_is_the_participant(room: Class, desk: Desk) -> None:
    account = await desk.of_account(room.ada.person)
    assert account.state["may_write"]
    await room.teacher.page.do("set-exceptions", {**room.ada.about, "exceptions": {"draw": False}})
    await account.until(lambda: not account.state["may_write"])


async def test_an_enrolled_student_who_never_came_reads_while_others_write(room: Class, desk: Desk) -> None:
    absent = await desk.of_account(await room.lesson.student("Absent"))
    assert not absent.state["may_write"]
    teacher = await desk.of(room.teacher)
    await teacher.write("circle", 1)
    await absent.has(circle=1)


async def test_signing_out_ends_what_the_account_has_open(lone_desk: Desk, hubs: list[Hub]) -> None:
    lesson = lone_desk.lesson
    teacher = lesson.teacher
    async with httpx.AsyncClient(base_url=lesson.address) as browser:
        signed_in = await browser.post("/api/auth/login", json={"email": teacher.email, "password": teacher.password})
        there = await lone_desk.opened(signed_in.json()["access_token"])
        elsewhere = await lone_desk.of_account(teacher)
        assert (await browser.post("/api/auth/logout")).status_code == 204
    await hubs[0].documents.review(UUID(lesson.session["id"]))
    assert await there.hears_close() == 4401
    await elsewhere.is_answered()
