"""A Piston for tests: its API (version 2) on a real port. It computes nothing: it answers what the test says."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

RUNTIMES = [
    {"language": "java", "version": "15.0.2", "aliases": []},
    {"language": "java", "version": "21.0.10", "aliases": []},
    {"language": "java", "version": "21.0.9", "aliases": []},
    {"language": "rust", "version": "1.68.2", "aliases": ["rs"]},
    {"language": "csharp", "version": "6.12.0", "aliases": ["mono", "cs"], "runtime": "mono"},
    {"language": "brainfuck", "version": "2.7.3", "aliases": ["bf"]},
]


def ran(stdout: str = "", stderr: str = "", code: int | None = 0, signal: str | None = None) -> dict[str, Any]:
    return {"stdout": stdout, "stderr": stderr, "output": stdout + stderr, "code": code, "signal": signal}


@dataclass
class FakePiston:
    port: int
    key: str | None = None
    """What it wants to read as Authorization."""
    outcome: dict[str, Any] = field(default_factory=lambda: {"run": ran("Hello\n")})
    garbage: bytes | None = None
    """What it says to everything instead."""
    status: int = 200
    location: str | None = None
    """Where it sends everybody."""
    pause: asyncio.Event | None = None
    """What every run waits for."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    questions: int = 0
    """How often it was asked for its languages."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v2"

    async def runtimes(self, request: web.Request) -> web.Response:
        self.questions += 1
        return self._special(request) or web.json_response(RUNTIMES)

    async def execute(self, request: web.Request) -> web.Response:
        if special := self._special(request):
            return special
        asked = await request.json()
        if wrong := _wrong(asked):
            return web.json_response({"message": wrong}, status=400)
        self.asked.append(asked)
        if self.pause:
            await self.pause.wait()
        return web.json_response({"language": asked["language"], "version": asked["version"], **self.outcome})

    def _special(self, request: web.Request) -> web.Response | None:
        if self.key and request.headers.get("Authorization") != self.key:
            return web.json_response({"message": "Unauthorized"}, status=401)
        if self.location:
            return web.Response(status=302, headers={"Location": self.location})
        if self.garbage is not None:
            return web.Response(body=self.garbage, content_type="application/json")
        return web.json_response({"message": "no"}, status=self.status) if self.status != 200 else None


def _wrong(asked: dict[str, Any]) -> str | None:
    """What the real one refuses."""
    known = {(runtime["language"], runtime["version"]) for runtime in RUNTIMES}
    if (asked.get("language"), asked.get("version")) not in known:
        return f"{asked.get('language')}-{asked.get('version')} runtime is unknown"
    for number, file in enumerate(asked.get("files", [])):
        if not isinstance(file.get("content"), str) or not file["content"]:
            return f"files[{number}].content is required as a string"
    return None if asked.get("files") else "files is required as an array"


@contextlib.asynccontextmanager
async def a_piston(port: int) -> AsyncIterator[FakePiston]:
    piston = FakePiston(port)
    app = web.Application()
    app.router.add_get("/api/v2/runtimes", piston.runtimes)
    app.router.add_post("/api/v2/execute", piston.execute)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield piston
    finally:
        await runner.cleanup()
