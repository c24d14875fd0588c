"""The server process is killed in the middle: what it had said to be saved is there afterwards."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx

from chalkroom.kit.runtime import Runtime
from tests.classroom.clients import PATIENCE
from tests.classroom.conftest import Lesson
from tests.classroom.documents.conftest import Desk

CHALKROOM = Path(sys.executable).with_name("chalkroom")


@contextlib.asynccontextmanager
async def a_server(database_url: str, data: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {
        "PATH": os.environ["PATH"],
        "CHALKROOM_DATA": str(data),
        "CHALKROOM_DATABASE_URL": database_url,
        "CHALKROOM_SECRET": "the-same-before-and-after-0123456789",
        "CHALKROOM_WORKER_INSIDE": "false",
    }
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        CHALKROOM, "serve", "--port", str(port), env=environment, stdout=quiet, stderr=quiet
    )
    try:
        async with asyncio.timeout(PATIENCE), httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            while not await _answers(http):
                await asyncio.sleep(0.05)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _answers(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/api/health")).status_code == 200
    except httpx.TransportError:
        return False


async def test_an_acknowledged_update_survives_kill_9(database_url: str, tmp_path: Path, runtime: Runtime) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    async with a_server(database_url, tmp_path, port) as process:
        lesson = await Lesson.at(address, runtime)
        desk = Desk(lesson)
        teacher = await desk.of_account(lesson.teacher)
        for number in range(50):
            await teacher.write(str(number), number)
        # In the middle of it: some are saved, others are on their way.
        await teacher.until(lambda: teacher.saved > 1)
        process.send_signal(signal.SIGKILL)
        saved = teacher.saved - 1  # the first was the answer to the server's own question
        await teacher.hears_close()

    async with a_server(database_url, tmp_path, port):
        reader = await desk.of_account(lesson.teacher)
        there = {int(key) for key in reader.content}
        assert there >= set(range(saved))
        # Whoever wrote the rest still has it, and brings it.
        await teacher.open()
        await reader.has(**{str(number): number for number in range(50)})
        await desk.close()
        await lesson.close()
