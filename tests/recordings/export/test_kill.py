"""A worker process is killed while it makes a film: nothing of it goes on, and another one makes the film."""

import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path

from chalkroom.kit import clock
from chalkroom.recordings.export import tasks, working
from chalkroom.recordings.export.film.making import CHILD
from tests.classroom.documents.servers import CHALKROOM
from tests.kit.working import AnyTask
from tests.recordings.export.filming import RED, Filming, is_running

RECONCILE: AnyTask = tasks.reconcile
START = 60
"""Seconds that two new processes may take on a busy machine."""


async def test_a_killed_worker_leaves_nothing_behind(filming: Filming, database_url: str) -> None:
    runtime = filming.capturing.lesson.runtime
    await filming.shows(filming.capturing.teacher, (RED,), 20)
    await filming.hums(filming.capturing.student, (440.0,), 5)
    await filming.end(after=20)
    await filming.ask("video", layout="grid")
    environment = {
        "PATH": os.environ["PATH"],
        "CHALKROOM_DATA": str(runtime.settings.data),
        "CHALKROOM_DATABASE_URL": database_url,
        "CHALKROOM_SECRET": runtime.settings.signing_key,
    }
    quiet = asyncio.subprocess.DEVNULL
    worker = await asyncio.create_subprocess_exec(CHALKROOM, "worker", env=environment, stdout=quiet, stderr=quiet)
    try:
        async with asyncio.timeout(START):
            while not (composing := _composing(worker.pid)):
                await asyncio.sleep(0.02)
    finally:
        worker.send_signal(signal.SIGKILL)
        await worker.wait()
    async with asyncio.timeout(START):
        while any(map(is_running, composing)):
            await asyncio.sleep(0.02)
    (export,) = await filming.exports()
    assert export["state"] == "working"
    clock.travel_to(clock.now() + timedelta(minutes=2))
    await RECONCILE.defer_async(timestamp=0)
    await filming.works_off()
    clock.travel_to(None)
    (export,) = await filming.exports()
    assert (export["state"], export["reason"]) == ("ready", None)
    await RECONCILE.defer_async(timestamp=0)
    await filming.works_off()
    assert list((runtime.settings.data / working.FOLDER).iterdir()) == []


def _composing(parent: int) -> list[int]:
    """Processes that compose for this one."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            is_child = int(stat.read_text().rsplit(")", 1)[1].split()[1]) == parent
            if is_child and CHILD in (stat.parent / "cmdline").read_text():
                found.append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found
