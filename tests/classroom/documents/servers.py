"""`chalkroom serve` as a process of its own, to be killed or looked at from outside."""

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx

from tests.classroom.clients import PATIENCE

SECRET = "the-same-before-and-after-0123456789"
CHALKROOM = Path(sys.executable).with_name("chalkroom")


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextlib.asynccontextmanager
async def a_server(database_url: str, data: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {
        "PATH": os.environ["PATH"],
        "CHALKROOM_DATA": str(data),
        "CHALKROOM_DATABASE_URL": database_url,
        "CHALKROOM_SECRET": SECRET,
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
