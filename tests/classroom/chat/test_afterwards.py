"""Chat over HTTP: readable after the session by those who were there."""

from typing import Any

import httpx

from tests.accounts.people import Person, a_student, a_teacher
from tests.classroom.conftest import Class
from tests.sessions.lessons import a_session


async def read(room: Class, person: Person, **query: Any) -> httpx.Response:
    path = f"/api/sessions/{room.lesson.session['id']}/chat"
    return await room.lesson.http.get(path, params=query, headers=person.headers)


async def test_those_who_were_there_read_what_they_could_read_then(room: Class, monkeypatch: Any) -> None:
    absent = await room.lesson.student("Absent")
    said = [
        await room.ada.page.do("chat", {"client_id": "1", "text": "to all"}),
        await room.ada.page.do("chat", {"client_id": "2", "text": "to the teacher", "to": room.teacher.id}),
        await room.emile.page.do("chat", {"client_id": "3", "text": "to all too"}),
    ]
    first, private, last = (answer["message"] for answer in said)
    await room.teacher.page.do("end-session")
    await room.ada.page.hears("session-ended")
    for who in (room.teacher, room.ada):
        assert (await read(room, who.person)).json() == {"messages": [first, private, last], "more": False}
    assert (await read(room, room.emile.person)).json()["messages"] == [first, last]
    monkeypatch.setattr("chalkroom.classroom.chat.history.PAGE", 1)
    page = (await read(room, room.emile.person, before=last["id"])).json()
    assert page == {"messages": [first], "more": False}
    assert (await read(room, room.emile.person)).json() == {"messages": [last], "more": True}
    # A place in the session is not enough, nor is being a teacher.
    strangers = [absent, await a_student(room.lesson.http, "Other"), await a_teacher(room.lesson.http, "Teacher")]
    for person in strangers:
        answer = await read(room, person)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_one_who_was_removed_reads_nothing_afterwards(room: Class) -> None:
    await room.ada.page.do("chat", {"client_id": "1", "text": "hello"})
    await room.teacher.page.do("remove", room.emile.about)
    assert (await read(room, room.emile.person)).status_code == 404


async def test_a_teacher_who_never_came_finds_an_empty_chat(room: Class) -> None:
    teacher = await a_teacher(room.lesson.http)
    other = await a_session(room.lesson.http, teacher)
    answer = await room.lesson.http.get(f"/api/sessions/{other['id']}/chat", headers=teacher.headers)
    assert answer.json() == {"messages": [], "more": False}
    unknown = "00000000-0000-0000-0000-000000000000"
    answer = await room.lesson.http.get(f"/api/sessions/{unknown}/chat", headers=teacher.headers)
    assert answer.status_code == 404
