"""Chapters that teachers make, in the room and afterwards, and those that the chat begins."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from chalkroom.kit import clock
from tests.accounts.people import a_student
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying


@pytest.fixture
def replaying(capturing: Capturing) -> Replaying:
    return Replaying(capturing)


async def ask(replaying: Replaying, method: str, person: Any, mark_id: str = "", **body: Any) -> httpx.Response:
    path = f"/api/recordings/{(await replaying.recording())['id']}/marks" + (f"/{mark_id}" if mark_id else "")
    return await replaying.http.request(method, path, headers=person.headers, json=body or None)


async def chapters(replaying: Replaying, kind: str = "mark") -> list[dict[str, Any]]:
    replay = await replaying.replay(replaying.student)
    return [chapter for chapter in replay["chapters"] if chapter["kind"] == kind]


async def test_a_moment_that_a_host_marked_is_a_chapter_until_its_teacher_deletes_it(replaying: Replaying) -> None:
    teacher = replaying.capturing.teacher
    await teacher.page.do("mark-moment", {"title": "Thirds"})
    await teacher.page.do("mark-moment", {"title": None})
    await replaying.end()
    found = await chapters(replaying)
    assert [chapter["title"] for chapter in found] == ["Thirds", None]
    duration = (await replaying.replay())["duration_ms"]
    assert all(0 <= chapter["at_ms"] <= duration for chapter in found)
    assert (await ask(replaying, "DELETE", replaying.teacher, found[0]["mark_id"])).status_code == 204
    assert [chapter["title"] for chapter in await chapters(replaying)] == [None]
    assert (await ask(replaying, "DELETE", replaying.teacher, found[0]["mark_id"])).status_code == 404
    assert [kind for kind, _ in await replaying.capturing.lesson.log()].count("mark") == 2


async def test_a_chapter_is_renamed_wherever_it_was_made(replaying: Replaying) -> None:
    await replaying.capturing.teacher.page.do("mark-moment", {"title": None})
    await replaying.end()
    await ask(replaying, "POST", replaying.teacher, at_ms=10**9, title="Thirds")
    before = await chapters(replaying)
    for chapter, titles in zip(before, (["Halves", " Quarters "], ["Fifths"]), strict=True):
        for title in titles:
            answer = await ask(replaying, "PATCH", replaying.teacher, chapter["mark_id"], title=title)
            assert answer.status_code == 204
    assert await chapters(replaying) == [before[0] | {"title": "Quarters"}, before[1] | {"title": "Fifths"}]
    kinds = [kind for kind, _ in await replaying.capturing.lesson.log()]
    assert (kinds.count("mark"), kinds.count("mark_renamed")) == (1, 2)
    for wrong in (" ", "a\nb", None):
        answer = await ask(replaying, "PATCH", replaying.teacher, before[0]["mark_id"], title=wrong)
        assert answer.status_code == 422
    assert (await ask(replaying, "DELETE", replaying.teacher, before[0]["mark_id"])).status_code == 204
    for gone in (before[0]["mark_id"], str(uuid4())):
        assert (await ask(replaying, "PATCH", replaying.teacher, gone, title="Back")).status_code == 404
    assert [chapter["title"] for chapter in await chapters(replaying)] == ["Fifths"]


async def test_of_a_host_who_is_not_recorded_no_words_are_told_but_the_later_ones(replaying: Replaying) -> None:
    teacher = replaying.capturing.teacher
    for title in ("Thirds", "Fifths"):
        await teacher.page.do("mark-moment", {"title": title})
    await teacher.page.do("set-recorded", {"recorded": False})
    await replaying.end()
    found = await chapters(replaying)
    assert [chapter["title"] for chapter in found] == [None, None]
    await ask(replaying, "PATCH", replaying.teacher, found[0]["mark_id"], title="Quarters")
    assert [chapter["title"] for chapter in await chapters(replaying)] == ["Quarters", None]


async def test_only_hosts_mark_and_only_what_is_recorded(replaying: Replaying) -> None:
    teacher, student = replaying.capturing.teacher, replaying.capturing.student
    assert (await student.page.problem("mark-moment", {"title": None}))["code"] == "not_allowed"
    await teacher.page.do("pause-recording")
    assert (await teacher.page.problem("mark-moment", {"title": None}))["code"] == "not_recording"
    assert await chapters(replaying) == []


async def test_chapters_are_added_in_the_replay(replaying: Replaying) -> None:
    await replaying.end()
    duration = (await replaying.replay())["duration_ms"]
    for at_ms, title in ((0, " The beginning "), (10**9, "Far behind the end")):
        assert (await ask(replaying, "POST", replaying.teacher, at_ms=at_ms, title=title)).status_code == 201
    first, last = await chapters(replaying)
    assert (first["at_ms"], first["title"]) == (0, "The beginning")
    assert (last["at_ms"], last["title"]) == (duration, "Far behind the end")
    assert (await ask(replaying, "DELETE", replaying.teacher, first["mark_id"])).status_code == 204
    assert await chapters(replaying) == [last]
    for wrong in ({"at_ms": -1, "title": "x"}, {"at_ms": 0, "title": " "}, {"at_ms": 0, "title": "a\nb"}):
        assert (await ask(replaying, "POST", replaying.teacher, **wrong)).status_code == 422


async def test_nobody_else_adds_renames_or_deletes_any(replaying: Replaying) -> None:
    stranger = await a_student(replaying.http, "Eve Nosy")
    for person, status in ((replaying.student, 403), (stranger, 404)):
        assert (await ask(replaying, "POST", person, at_ms=0, title="Mine")).status_code == status
        assert (await ask(replaying, "PATCH", person, str(uuid4()), title="Mine")).status_code == status
        assert (await ask(replaying, "DELETE", person, str(uuid4()))).status_code == status
    path = f"/api/recordings/{(await replaying.recording())['id']}/marks"
    shared = await replaying.http.post(path, json={"at_ms": 0, "title": "x"}, headers={"Authorization": "Link x"})
    assert shared.status_code == 401
    await replaying.capturing.teacher.page.do("remove", replaying.capturing.student.about)
    assert (await ask(replaying, "POST", replaying.student, at_ms=0, title="Mine")).status_code == 404


async def test_a_line_after_a_silence_begins_a_chapter(replaying: Replaying) -> None:
    begun = clock.now()
    student = replaying.capturing.student
    for seconds, text in ((10, "Hello"), (140, "What is a third?\nI forgot."), (200, "One of three."), (330, "x" * 90)):
        clock.travel_to(begun + timedelta(seconds=seconds))
        await student.page.do("chat", {"client_id": uuid4().hex, "text": text})
    found = await chapters(replaying, "chat")
    assert [chapter["title"] for chapter in found] == ["What is a third?", "x" * 79 + "…"]
    assert {chapter["participant_id"] for chapter in found} == {student.id}
