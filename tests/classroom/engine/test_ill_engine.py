"""An engine that is dead, slow, hostile or not an engine at all costs a sentence and nothing else."""

import asyncio

import pytest

from chalkroom.doctor import examine_engine
from chalkroom.kit import piston as kit
from chalkroom.settings import Settings
from tests.classroom.conftest import Lesson
from tests.classroom.documents.servers import a_free_port
from tests.classroom.engine.test_running import run, told
from tests.fakes.piston import FakePiston, a_piston

AWAY, BUSY = (503, "engine_away"), (429, "engine_busy")


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>",
        b"[]x",
        b"null",
        b"{}",
        b'[{"language": 7}]',
        b"[" * 100_000,
        b"\xff\xfe",
        b'"' + b"x" * 3_000_000,
    ],
)
async def test_something_else_answers_there(open_class: Lesson, piston: FakePiston, garbage: bytes) -> None:
    piston.garbage = garbage
    assert told(await open_class.http.get("/api/engine")) == AWAY
    assert told(await run(open_class)) == AWAY


@pytest.mark.parametrize("garbage", [b"", b"null", b'{"run": 7}', b'{"run": {"stdout": []}}', b'{"compile": "x"}'])
async def test_it_answers_a_run_with_something_else(open_class: Lesson, piston: FakePiston, garbage: bytes) -> None:
    assert (await open_class.http.get("/api/engine")).status_code == 200
    piston.garbage = garbage
    assert told(await run(open_class)) == AWAY


@pytest.mark.parametrize(("status", "problem"), [(429, BUSY), (503, BUSY), (500, AWAY), (404, AWAY), (400, AWAY)])
async def test_it_refuses(open_class: Lesson, piston: FakePiston, status: int, problem: tuple[int, str]) -> None:
    assert (await open_class.http.get("/api/engine")).status_code == 200
    piston.status = status
    answer = await run(open_class)
    assert told(answer) == problem
    assert answer.headers["retry-after"]


async def test_nobody_is_led_elsewhere(open_class: Lesson, piston: FakePiston) -> None:
    async with a_piston(a_free_port()) as other:
        piston.location = f"{other.url}/runtimes"
        assert told(await open_class.http.get("/api/engine")) == AWAY
        assert other.questions == 0


async def test_it_is_slow(open_class: Lesson, piston: FakePiston, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit, "RUNS_WITHIN", 0.2)
    piston.pause = asyncio.Event()
    assert told(await run(open_class)) == AWAY


async def test_a_dead_one_is_not_asked_all_the_time(open_class: Lesson, piston: FakePiston) -> None:
    piston.status = 500
    assert [told(await open_class.http.get("/api/engine")) for _ in range(3)] == [AWAY] * 3
    assert piston.questions == 1


async def test_it_wants_a_key(piston: FakePiston) -> None:
    piston.key = "secret"
    assert [each.language for each in await kit.Piston(piston.url, "secret").languages()][:1] == ["java"]
    with pytest.raises(kit.PistonAway):
        await kit.Piston(piston.url).languages()
    assert "secret" not in repr(kit.Piston(piston.url, "secret"))


async def test_nobody_is_there() -> None:
    with pytest.raises(kit.PistonAway):
        await kit.Piston(f"http://127.0.0.1:{a_free_port()}/api/v2").languages()


class TestWithoutAnEngine:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"piston_url": None})

    async def test_nothing_is_offered_and_nothing_sent(self, open_class: Lesson, piston: FakePiston) -> None:
        assert (await open_class.http.get("/api/engine")).json() == {"endings": []}
        assert told(await run(open_class)) == (422, "language_not_offered")
        assert (piston.questions, piston.asked) == (0, [])

    async def test_the_doctor_says_so(self, settings: Settings) -> None:
        assert (await examine_engine(settings)).state == "off"


async def test_the_doctor_says_what_it_runs(settings: Settings, piston: FakePiston) -> None:
    finding = await examine_engine(settings)
    assert (finding.state, finding.sentence) == ("ok", "It runs files that end in cs, java, rs.")
    piston.status = 500
    assert (await examine_engine(settings)).sentence == "Asked for its languages: it answers 500."
