"""The media of people in a large lesson, made by the load program beside this file."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.lab.places import LabError

LOAD = Path(__file__).parent / "load"
#: Until everybody is connected and sends.
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Access:
    url: str
    token: str


def shows(number: int) -> dict[str, bool]:
    """A lecture with a discussion: four cameras, five voices; the rest listens."""
    return {"camera": number < 4, "voice": number < 5}


async def build_load(folder: Path) -> Path:
    """Some minutes the first time."""
    if shutil.which("go") is None:
        raise LabError("The load is written in Go. Install Go 1.26 or newer: https://go.dev/doc/install")
    program = folder / "load"
    building = await asyncio.create_subprocess_exec(
        "go", "build", "-o", program, ".", cwd=LOAD, env={**os.environ, "CGO_ENABLED": "0", "GOTOOLCHAIN": "auto"}
    )
    if await building.wait() != 0:
        raise LabError("The load could not be built: see the lines above.")
    return program


class Crowd:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def enter(self, number: int, access: Access) -> None:
        await self._say(json.dumps({"url": access.url, "token": access.token, **shows(number)}))

    async def all_there(self) -> None:
        """Returns when everybody who was sent is connected; from then on what arrives is counted."""
        await self._say("forget")
        await self._hear()

    async def leave(self) -> dict[str, Any]:
        """What arrived since `all_there`: people, tracks, packets, bytes."""
        assert self._process.stdin
        self._process.stdin.close()
        return json.loads(await self._hear())

    async def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()

    async def _hear(self) -> bytes:
        assert self._process.stdout
        if line := await asyncio.wait_for(self._process.stdout.readline(), PATIENCE_SECONDS):
            return line
        raise LabError("The load gave up: see the lines above.")


@asynccontextmanager
async def crowd(program: Path) -> AsyncIterator[Crowd]:
    process = await asyncio.create_subprocess_exec(
        program, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield Crowd(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
