"""A program goes to the school's engine and comes back as what it showed, for whoever may write the code."""

import asyncio
from typing import Any
from unittest.mock import ANY

import httpx
import pytest

from chalkroom.classroom.engine import service
from chalkroom.kit import piston as kit
from tests.accounts.people import a_teacher
from tests.classroom.clients import PATIENCE
from tests.classroom.conftest import Class, Lesson
from tests.fakes.piston import FakePiston, ran

HELLO = {"files": [{"name": "Main.java", "content": "class Main {}"}], "entry": "Main.java"}
Headers = dict[str, str]


async def run(lesson: Lesson, headers: Headers | None = None, **asked: Any) -> httpx.Response:
    """As the teacher, unless somebody else is named."""
    address = f"/api/sessions/{lesson.session['id']}/runs"
    shown = lesson.teacher.headers if headers is None else headers
    return await lesson.http.post(address, json={**HELLO, **asked}, headers=shown)


def told(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_it_says_which_files_the_engine_runs_and_asks_seldom(open_class: Lesson, piston: FakePiston) -> None:
    for _ in range(3):
        assert (await open_class.http.get("/api/engine")).json() == {"endings": ["cs", "java", "rs"]}
    assert piston.questions == 1


async def test_what_the_program_showed_comes_back(open_class: Lesson, piston: FakePiston) -> None:
    piston.outcome = {"compile": ran(stderr="a warning"), "run": ran("5 2\n", "and an error", code=3)}
    files = [{"name": "Help.java", "content": ""}, *HELLO["files"]]
    answer = await run(open_class, files=files, stdin="5\n2\n")
    assert answer.json() == {
        "compile": {"stdout": "", "stderr": "a warning", "code": 0, "signal": None},
        "run": {"stdout": "5 2\n", "stderr": "and an error", "code": 3, "signal": None},
    }
    # The newest Java; the file that is run stands first, and an empty one holds a line, as Piston wants it.
    assert piston.asked == [
        {
            "language": "java",
            "version": "21.0.10",
            "files": [{"name": "Main.java", "content": "class Main {}"}, {"name": "Help.java", "content": "\n"}],
            "stdin": "5\n2\n",
        }
    ]


async def test_what_is_not_compiled_is_not_run(open_class: Lesson, piston: FakePiston) -> None:
    piston.outcome = {"compile": ran(stderr="Main.java:1: error", code=1)}
    assert (await run(open_class)).json() == {"compile": ANY, "run": None}


async def test_of_a_long_output_the_end_comes_back(open_class: Lesson, piston: FakePiston) -> None:
    piston.outcome = {"run": ran("x" * 100_000 + "the end", code=None, signal="SIGKILL")}
    answer = (await run(open_class)).json()["run"]
    assert (len(answer["stdout"]), answer["stdout"][-7:], answer["signal"]) == (32 * 1024, "the end", "SIGKILL")


async def test_it_is_for_those_who_may_write_the_code(room: Class, piston: FakePiston) -> None:
    lesson, ada = room.lesson, {"Authorization": f"Room {room.ada.page.token}"}
    assert (await run(lesson, ada)).status_code == 200
    assert (await run(lesson, room.emile.person.headers)).status_code == 200
    await room.teacher.page.do("set-rules", {"rights": ["speak", "video", "screen", "draw", "chat"]})
    assert told(await run(lesson, ada)) == (403, "not_allowed")
    # Who works on a copy of their own writes in that.
    await room.teacher.page.do("set-rules", {"rights": ["speak", "video", "screen", "draw", "code", "chat"]})
    await room.teacher.page.do("set-rules", {"private": ["code"]})
    assert (await run(lesson, ada)).status_code == 200
    await room.teacher.page.do("remove", room.ada.about)
    assert told(await run(lesson, ada)) == (403, "removed")
    assert len(piston.asked) == 3


async def test_strangers_and_readers_send_nothing(open_class: Lesson, piston: FakePiston) -> None:
    reader = await open_class.student()
    waiting = (await open_class.by_code(name="Guest")).json()["room_token"]
    assert told(await run(open_class, {})) == (401, "signed_out")
    assert told(await run(open_class, {"Authorization": "Room nobody"})) == (401, "bad_room_token")
    assert told(await run(open_class, {"Authorization": f"Room {waiting}"})) == (403, "not_admitted")
    assert told(await run(open_class, (await a_teacher(open_class.http)).headers)) == (404, "not_found")
    assert told(await run(open_class, reader.headers)) == (403, "not_allowed")
    assert piston.asked == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"files": []},
        {"files": [{"name": "../Main.java", "content": ""}], "entry": "../Main.java"},
        {"files": [{"name": "a/Main.java", "content": ""}], "entry": "a/Main.java"},
        {"files": [{"name": ".bashrc", "content": ""}], "entry": ".bashrc"},
        {"files": [{"name": "Main.java\n", "content": ""}], "entry": "Main.java\n"},
        {"files": [{"name": "Main.java", "content": 7}]},
        {"files": [*HELLO["files"], *HELLO["files"]]},
        {"files": [{"name": f"F{number}.java", "content": ""} for number in range(51)], "entry": "F1.java"},
        {"entry": "Other.java"},
        {"stdin": ["5"]},
    ],
)
async def test_what_is_no_program_goes_nowhere(open_class: Lesson, piston: FakePiston, wrong: dict[str, Any]) -> None:
    assert (await run(open_class, **wrong)).status_code == 422
    assert piston.asked == []


async def test_too_much_is_refused_in_words(open_class: Lesson, piston: FakePiston) -> None:
    answer = await run(open_class, stdin="é" * 33_000)
    assert told(answer) == (413, "program_too_large")
    assert "64 KB" in answer.json()["detail"]
    assert piston.asked == []


async def test_a_language_that_it_has_not(open_class: Lesson) -> None:
    answer = await run(open_class, files=[{"name": "main.go", "content": "package main"}], entry="main.go")
    assert told(answer) == (422, "language_not_offered")


async def test_a_person_runs_twenty_a_minute(open_class: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "PER_PERSON", "2/minute")
    assert [(await run(open_class)).status_code for _ in range(3)] == [200, 200, 429]


async def test_more_at_once_than_it_should_have_to_do(
    open_class: Lesson, piston: FakePiston, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit, "AT_ONCE", 1)
    piston.pause = asyncio.Event()
    first = asyncio.create_task(run(open_class))
    async with asyncio.timeout(PATIENCE):
        while not piston.asked:
            await asyncio.sleep(0.01)
    assert told(await run(open_class)) == (429, "engine_busy")
    piston.pause.set()
    assert (await first).status_code == 200
    assert (await run(open_class)).status_code == 200


async def test_a_run_that_is_given_up_holds_no_place(
    open_class: Lesson, piston: FakePiston, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit, "AT_ONCE", 1)
    monkeypatch.setattr(kit, "RUNS_WITHIN", 0.3)
    piston.pause = asyncio.Event()
    assert told(await run(open_class)) == (503, "engine_away")
    piston.pause = None
    assert (await run(open_class)).status_code == 200


async def test_no_connection_to_the_database_waits_with_it(open_class: Lesson, piston: FakePiston) -> None:
    """There are three."""
    piston.pause = asyncio.Event()
    running = [asyncio.create_task(run(open_class)) for _ in range(kit.AT_ONCE)]
    async with asyncio.timeout(PATIENCE):
        while len(piston.asked) < kit.AT_ONCE:
            await asyncio.sleep(0.01)
    address = f"/api/sessions/{open_class.session['id']}"
    assert (await open_class.http.get(address, headers=open_class.teacher.headers)).status_code == 200
    piston.pause.set()
    assert {answer.status_code for answer in await asyncio.gather(*running)} == {200}
