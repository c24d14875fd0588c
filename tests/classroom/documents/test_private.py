"""Each works on a copy of their own: who sees which, who writes where, and what is put before the class."""

from typing import Any

import pytest
from pycrdt import Doc, Map

from chalkroom.classroom.documents.wire import Message
from tests.accounts.people import Person
from tests.classroom.conftest import Class, Inside
from tests.classroom.documents.clients import Denied, DocumentClient
from tests.classroom.documents.conftest import Desk
from tests.classroom.documents.test_permissions import is_refused
from tests.sessions.lessons import a_session


async def copy_of(desk: Desk, owner: Inside, by: Inside, **more: Any) -> DocumentClient:
    return await desk.of(by, f"board/{owner.id}", **more)


async def is_not_there_for(desk: Desk, owner: Inside, by: Inside) -> None:
    with pytest.raises(Denied, match="404 not_found"):
        await copy_of(desk, owner, by)


async def set_private(room: Class, *documents: str) -> None:
    await room.teacher.page.do("set-rules", {"private": list(documents)})


async def show(room: Class, owner: Inside | None) -> None:
    copy = {"copy_of": owner.id} if owner else {}
    await room.teacher.page.do("set-stage", {"stage": "board", "follow": False, **copy})


async def test_each_works_on_a_copy_that_only_the_hosts_see(room: Class, desk: Desk) -> None:
    shared = await desk.of(room.teacher)
    await shared.write("exercise", 1)
    await set_private(room, "board")
    for page in room.pages:
        assert (await page.hears("room-updated"))["rules"]["private"] == ["board"]

    ada, emile = await copy_of(desk, room.ada, room.ada), await copy_of(desk, room.emile, room.emile)
    assert ada.content == emile.content == {"exercise": 1}
    await ada.write("answer", "Ada's")
    await emile.write("answer", "Émile's")
    await ada.all_saved()
    await is_not_there_for(desk, room.ada, room.emile)

    # The teacher walks from one to the next, and helps.
    walking = await copy_of(desk, room.ada, room.teacher)
    assert walking.content == {"exercise": 1, "answer": "Ada's"}
    await walking.write("mark", "right")
    await ada.has(mark="right")
    assert (await copy_of(desk, room.emile, room.teacher)).content == {"exercise": 1, "answer": "Émile's"}

    # Meanwhile the shared one is the hosts' to write in.
    reader = await desk.of(room.ada)
    assert not reader.state["may_write"]
    await shared.write("hint", 2)
    await reader.has(hint=2)
    await is_refused(reader, "read_only")
    assert shared.content == {"exercise": 1, "hint": 2}
    assert (await desk.of(room.ada, "code")).state["may_write"], "code is not private"


async def test_switched_off_copies_are_read_and_switched_on_again_they_go_on(room: Class, desk: Desk) -> None:
    shared = await desk.of(room.ada)
    await set_private(room, "board")
    await shared.until(lambda: not shared.state["may_write"])
    own = await copy_of(desk, room.ada, room.ada)
    await own.write("answer", 1)
    await set_private(room)
    await own.until(lambda: not own.state["may_write"])
    await shared.until(lambda: shared.state["may_write"])
    await is_refused(own, "read_only")
    assert not (await copy_of(desk, room.ada, room.teacher)).state["may_write"]

    await set_private(room, "board")
    again = await copy_of(desk, room.ada, room.ada)
    assert again.content == {"answer": 1}
    await again.write("more", 2)
    await again.all_saved()
    assert again.heard(Message.REFUSED) == []


async def test_a_copy_on_the_stage_is_read_by_everyone_for_as_long(room: Class, desk: Desk) -> None:
    await set_private(room, "board")
    ada = await copy_of(desk, room.ada, room.ada)
    await is_not_there_for(desk, room.ada, room.emile)
    await show(room, room.ada)
    assert (await room.emile.page.hears("room-updated"))["rules"]["copy_of"] is None
    assert (await room.emile.page.hears("room-updated"))["rules"]["copy_of"] == room.ada.id
    watching = await copy_of(desk, room.ada, room.emile)
    assert not watching.state["may_write"]
    await ada.write("answer", 1)
    await watching.has(answer=1)
    await is_refused(watching, "read_only")
    await is_not_there_for(desk, room.emile, room.ada)
    _, joined = await room.lesson.in_room(await room.lesson.student("Late"))
    assert (joined["rules"]["stage"], joined["rules"]["copy_of"]) == ("board", room.ada.id)

    again = await copy_of(desk, room.ada, room.emile)
    await show(room, None)
    assert await again.hears_close() == 4404
    await is_not_there_for(desk, room.ada, room.emile)
    await ada.write("goes on", 2)
    await ada.all_saved()


async def test_nothing_of_the_removed_stays_before_the_class(room: Class, desk: Desk) -> None:
    await set_private(room, "board")
    await show(room, room.ada)
    own, watching = await copy_of(desk, room.ada, room.ada), await copy_of(desk, room.ada, room.emile)
    await room.teacher.page.do("remove", room.ada.about)
    assert await own.hears_close() == 4403
    assert await watching.hears_close() == 4404
    assert (await copy_of(desk, room.ada, room.teacher)).content == {}


async def test_a_co_host_walks_along_until_they_are_none_any_more(room: Class, desk: Desk) -> None:
    await set_private(room, "board")
    await is_not_there_for(desk, room.emile, room.ada)
    await room.ada_helps()
    walking = await copy_of(desk, room.emile, room.ada)
    assert walking.state["may_write"]
    assert (await desk.of(room.ada)).state["may_write"]
    await room.teacher.page.do("set-co-host", {**room.ada.about, "co_host": False})
    assert await walking.hears_close() == 4404


async def test_whoever_may_not_draw_may_not_in_their_copy_either(room: Class, desk: Desk) -> None:
    await set_private(room, "board")
    own = await copy_of(desk, room.ada, room.ada)
    await room.teacher.page.do("set-exceptions", {**room.ada.about, "exceptions": {"draw": False}})
    await own.until(lambda: not own.state["may_write"])
    await is_refused(own, "read_only")


async def test_a_copy_is_of_somebody_in_this_session(room: Class, desk: Desk) -> None:
    await set_private(room, "board")
    nobody = Inside(room.ada.page, (await a_session(room.lesson.http, room.teacher.person))["id"], room.ada.person)
    await is_not_there_for(desk, nobody, room.teacher)
    await is_not_there_for(desk, Inside(room.ada.page, "x", room.ada.person), room.teacher)
    about_nobody = {"stage": "board", "follow": False, "copy_of": nobody.id}
    assert (await room.teacher.page.problem("set-stage", about_nobody))["code"] == "no_such_participant"
    for wrong in ({**about_nobody, "copy_of": "x"}, {**about_nobody, "stage": "people"}):
        assert (await room.teacher.page.problem("set-stage", wrong))["code"] == "invalid_input"
    assert (await room.teacher.page.problem("set-rules", {"private": ["diary"]}))["code"] == "invalid_input"
    assert (await room.ada.page.problem("set-rules", {"private": ["board"]}))["code"] == "not_allowed"


async def listed(room: Class, person: Person) -> list[str]:
    address = f"/api/sessions/{room.lesson.session['id']}/documents/board/copies"
    answer = await room.lesson.http.get(address, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return [each["participant_id"] for each in answer.json()["items"]]


async def test_copies_are_kept_and_read_when_the_session_is_over(room: Class, desk: Desk) -> None:
    await set_private(room, "board")
    shared = await desk.of(room.teacher)
    ada, emile = await copy_of(desk, room.ada, room.ada), await copy_of(desk, room.emile, room.emile)
    await shared.write("exercise", 1)
    await ada.write("answer", 2)
    await emile.write("answer", 3)
    for client in (shared, ada, emile):
        await client.all_saved()
    entries = [data for kind, data in await room.lesson.log() if kind == "document"]
    assert entries == [
        {"document": "board"},
        *[{"document": "board", "of": of.id} for of in (room.ada, room.emile)],
    ]
    await room.teacher.page.do("end-session")
    assert await ada.hears_close() == 4401

    assert await listed(room, room.teacher.person) == [room.ada.id, room.emile.id]
    assert await listed(room, room.ada.person) == [room.ada.id]
    address = f"/api/sessions/{room.lesson.session['id']}/documents/board/copies/{room.ada.id}"
    for reader, status in ((room.teacher.person, 200), (room.ada.person, 200), (room.emile.person, 404)):
        answer = await room.lesson.http.get(address, headers=reader.headers)
        assert answer.status_code == status
        if status == 200:
            doc: Doc = Doc()
            doc.apply_update(answer.content)
            assert doc.get("map", type=Map).to_py() == {"answer": 2}
    account = await desk.of_account(room.ada.person, f"board/{room.ada.id}")
    assert account.content == {"answer": 2}
    assert not account.state["may_write"]
