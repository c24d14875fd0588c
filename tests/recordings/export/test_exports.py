"""Who gets an export, what becomes of one that is cancelled, killed or over, and what it costs."""

import asyncio
import errno
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from chalkroom.classroom.models import Participant
from chalkroom.kit import clock
from chalkroom.recordings.errors import RecordingsFull
from chalkroom.recordings.export import tasks, working
from chalkroom.recordings.export.film import making
from chalkroom.recordings.export.models import Export, ExportState
from tests.accounts.people import a_student, a_teacher
from tests.classroom.clients import PATIENCE
from tests.kit.working import AnyTask
from tests.recordings.export.filming import Filming, hum, is_running

RECONCILE: AnyTask = tasks.reconcile


@pytest.fixture
async def filming(filming: Filming) -> Filming:
    """A short lesson that is over."""
    await filming.capture(filming.capturing.student, "microphone", hum((440.0,), 1))
    await filming.end(after=1)
    return filming


async def bytes_of(filming: Filming) -> int:
    return (await filming.recording())["bytes"]


def stored(filming: Filming) -> list[str]:
    """Names of what is in storage of exports."""
    folder = filming.capturing.lesson.runtime.settings.data / "files" / "recordings"
    return [file.name for file in folder.rglob("exports/*") if file.is_file()]


def unsealed(filming: Filming) -> list[str]:
    """What lies in the folder in which exports are worked on."""
    folder = filming.capturing.lesson.runtime.settings.data / working.FOLDER
    return [str(file) for file in folder.rglob("*")]


async def reconciles(filming: Filming, *, after: timedelta = timedelta()) -> None:
    clock.travel_to(clock.now() + after)
    await RECONCILE.defer_async(timestamp=0)
    await filming.works_off()
    clock.travel_to(None)


async def row(filming: Filming) -> Export | None:
    async with filming.capturing.lesson.runtime.database.transaction() as db:
        return await db.scalar(select(Export))


async def until(is_so: Callable[[], Any]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.01)


async def test_whoever_asks_again_gets_the_same_file(filming: Filming) -> None:
    answers = await asyncio.gather(*(filming.ask("audio") for _ in range(4)), filming.ask("audio", by=filming.student))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    first = answers[0].json()
    assert (first["state"], first["progress"], first["bytes"], first["src"]) == ("waiting", 0, None, None)
    before = await bytes_of(filming)
    await filming.works_off()
    assert (await filming.ask("audio")).json()["id"] == first["id"]
    (export,) = await filming.exports(filming.student)
    assert export["state"] == "ready"
    recording = await filming.recording()
    assert export["file_name"] == f"Fractions {recording['started_at'][:10]}.m4a"
    assert await bytes_of(filming) == before + export["bytes"]
    assert unsealed(filming) == []
    keep_until = clock.now() + timedelta(days=7)
    assert export["keep_until"][:15] == keep_until.isoformat()[:15]


async def test_what_is_stored_is_sealed(filming: Filming) -> None:
    film = await filming.made("audio")
    folder = filming.capturing.lesson.runtime.settings.data / "files" / "recordings"
    (kept,) = (file for file in folder.rglob("exports/*"))
    assert b"ftyp" in film[:12]
    assert b"ftyp" not in kept.read_bytes()


async def test_a_download_goes_on_where_it_broke_off(filming: Filming) -> None:
    film = await filming.made("audio")
    (export,) = await filming.exports()
    part = await filming.http.get(export["src"], headers={"Range": "bytes=1000-"})
    assert (part.status_code, part.content) == (206, film[1000:])
    assert part.headers["content-disposition"].startswith('attachment; filename="Fractions ')
    assert part.headers["content-type"] == "audio/mp4"


async def test_it_is_for_those_who_may_watch_with_an_account(filming: Filming) -> None:
    await filming.made("audio")
    (export,) = await filming.exports()
    path, stranger = await filming.path(), await a_student(filming.http, "Eve")
    for other in (stranger, await a_teacher(filming.http, "Mallory")):
        assert (await filming.ask("audio", by=other)).status_code == 404
        assert (await filming.http.get(path, headers=other.headers)).status_code == 404
        gone = await filming.http.delete(f"{path}/{export['id']}", headers=other.headers)
        assert gone.status_code == 404
    shared = await filming.http.post(
        path.replace("exports", "links"), json={"days": 7}, headers=filming.teacher.headers
    )
    token = shared.json()["link"].partition("#link=")[2]
    for answer in (
        await filming.http.get(path, headers={"Authorization": f"Link {token}"}),
        await filming.http.post(path, json={"kind": "audio"}, headers={"Authorization": f"Link {token}"}),
    ):
        assert answer.status_code == 401
    # A link that was made for somebody opens nothing for another, nor another export, nor for ever.
    reader = str((await filming.http.get("/api/auth/me", headers=stranger.headers)).json()["id"])
    mine = str((await filming.http.get("/api/auth/me", headers=filming.teacher.headers)).json()["id"])
    assert (await filming.http.get(export["src"].replace(mine, reader))).status_code == 404
    clock.travel_to(clock.now() + timedelta(minutes=11))
    assert (await filming.http.get(export["src"])).status_code == 404


async def test_a_lesson_that_is_not_over_gives_no_file(lesson: Any, capturing: Any) -> None:
    filming = Filming(capturing)
    refused = await filming.ask("audio")
    assert (refused.status_code, refused.json()["code"]) == (409, "still_saving")
    track = await capturing.track(capturing.student)
    assert (await track.put(0, hum((440.0,), 1))).status_code == 204
    await filming.end(after=1)
    assert (await filming.ask("audio")).json()["code"] == "still_saving"
    assert (await track.close(1)).status_code == 204
    assert (await filming.ask("audio")).status_code == 202


async def test_asking_and_downloading_is_noted(filming: Filming) -> None:
    await filming.ask("audio", by=filming.student)
    path = (await filming.path()).replace("exports", "accesses")
    accesses = (await filming.http.get(path, headers=filming.teacher.headers)).json()["items"]
    assert ("Émile Zola", "exported") in [(access["name"], access["kind"]) for access in accesses]


async def test_a_full_quota_takes_nothing_more(filming: Filming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalkroom.recordings.export.service.GIGABYTE", 1)
    refused = await filming.ask("audio")
    assert (refused.status_code, refused.json()["code"]) == (507, RecordingsFull.code)


async def test_who_asked_and_who_manages_may_delete_it(filming: Filming) -> None:
    before = await bytes_of(filming)
    await filming.made("audio")
    (export,) = await filming.exports(filming.student)
    path = f"{await filming.path()}/{export['id']}"
    assert export["may_delete"] is False
    assert (await filming.http.delete(path, headers=filming.student.headers)).status_code == 403
    assert (await filming.http.delete(path, headers=filming.teacher.headers)).status_code == 204
    assert (await filming.http.get(export["src"])).status_code == 404
    await filming.works_off()
    assert (await filming.exports(), stored(filming), await bytes_of(filming)) == ([], [], before)


async def test_it_goes_after_a_week(filming: Filming) -> None:
    before = await bytes_of(filming)
    await filming.made("audio")
    await reconciles(filming, after=timedelta(days=6))
    assert len(await filming.exports()) == 1
    await reconciles(filming, after=timedelta(days=7, minutes=1))
    assert (await filming.exports(), stored(filming), await bytes_of(filming)) == ([], [], before)


async def test_it_goes_with_its_recording(filming: Filming) -> None:
    await filming.made("audio")
    (export,) = await filming.exports()
    path = (await filming.path()).removesuffix("/exports")
    assert (await filming.http.delete(path, headers=filming.teacher.headers)).status_code == 204
    assert (await filming.http.get(export["src"])).status_code == 404
    await filming.works_off()
    assert stored(filming) == []
    assert await row(filming) is None


async def test_it_goes_when_somebody_in_it_takes_back_their_yes(filming: Filming) -> None:
    await filming.made("audio")
    (export,) = await filming.exports()
    await _withdraws(filming)
    assert await filming.exports() == []
    assert (await filming.http.get(export["src"])).status_code == 404
    # Asked for anew, it is without them: here nothing is left.
    assert (await filming.ask("audio")).json()["id"] != export["id"]
    await reconciles(filming)
    (anew,) = await filming.exports()
    assert (anew["state"], anew["reason"]) == ("failed", "nothing_recorded")
    assert stored(filming) == []


@pytest.mark.parametrize("how", ["cancelled", "withdrawn", "recording deleted"])
async def test_who_works_on_it_stops_when_it_is_no_longer_wanted(filming: Filming, slow: list[int], how: str) -> None:
    export = (await filming.ask("audio")).json()
    at_work = asyncio.create_task(filming.works_off())
    await until(lambda: slow)
    assert len(unsealed(filming)) > 0
    if how == "cancelled":
        path = f"{await filming.path()}/{export['id']}"
        assert (await filming.http.delete(path, headers=filming.teacher.headers)).status_code == 204
    elif how == "withdrawn":
        await _withdraws(filming)
    else:
        path = (await filming.path()).removesuffix("/exports")
        assert (await filming.http.delete(path, headers=filming.teacher.headers)).status_code == 204
    await until(lambda: not is_running(slow[0]))
    await at_work
    assert unsealed(filming) == []
    assert stored(filming) == []


async def test_a_child_that_is_killed_is_a_failure_with_a_reason(filming: Filming, slow: list[int]) -> None:
    await filming.ask("audio")
    at_work = asyncio.create_task(filming.works_off())
    await until(lambda: slow)
    os.kill(slow[0], signal.SIGKILL)
    await at_work
    (export,) = await filming.exports()
    assert (export["state"], export["reason"]) == ("failed", "broke_off")
    assert unsealed(filming) == []
    # Asked for again, it is tried again.
    assert (await filming.ask("audio")).json()["id"] != export["id"]


async def test_a_full_disk_is_a_failure_with_a_reason(filming: Filming, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "make", full)
    await filming.ask("audio")
    await filming.works_off()
    (export,) = await filming.exports()
    assert (export["state"], export["reason"]) == ("failed", "no_space")


async def test_what_a_killed_server_left_is_begun_anew(filming: Filming) -> None:
    """As the table and the disk are when a server is killed in the middle."""
    await filming.ask("audio")
    runtime = filming.capturing.lesson.runtime
    async with runtime.database.transaction() as db:
        export = await db.scalar(select(Export))
        assert export
        export.state, export.worked_at, export.attempts = ExportState.WORKING, clock.now(), 1
    left = runtime.settings.data / working.FOLDER / f"{export.id}.abc"
    left.mkdir(parents=True)
    (left / "file").write_bytes(b"half a film")
    await reconciles(filming)
    assert [each["state"] for each in await filming.exports()] == ["working"]
    await reconciles(filming, after=timedelta(minutes=2))
    assert [each["state"] for each in await filming.exports()] == ["ready"]
    await reconciles(filming)
    assert unsealed(filming) == []


async def test_a_file_that_kills_every_server_is_given_up(filming: Filming) -> None:
    await filming.ask("audio")
    async with filming.capturing.lesson.runtime.database.transaction() as db:
        export = await db.scalar(select(Export))
        assert export
        export.state, export.worked_at, export.attempts = ExportState.WORKING, clock.now(), working.MOST_ATTEMPTS
    await reconciles(filming, after=timedelta(minutes=2))
    (failed,) = await filming.exports()
    assert (failed["state"], failed["reason"]) == ("failed", "broke_off")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Processes that compose and get no answer to their first question: their ids, once they wait for it."""
    started: list[int] = []
    waiting: list[int] = []
    start = asyncio.create_subprocess_exec

    async def noted(*command: Any, **more: Any) -> asyncio.subprocess.Process:
        process = await start(*command, **more)
        started.append(process.pid)
        return process

    async def late(*_: Any) -> bytes:
        waiting.extend(started)
        while is_running(started[-1]):
            await asyncio.sleep(0.01)
        return b""

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    monkeypatch.setattr(making.Answers, "to", late)
    return waiting


async def _withdraws(filming: Filming) -> None:
    async with filming.capturing.lesson.runtime.database.transaction() as db:
        student = await db.get(Participant, UUID(filming.capturing.student.id))
        assert student
        student.recorded = False
