"""The parent's side: starts the process that composes, and answers what it asks for.

The tracks are sealed in storage and opened here, a piece at a time as the child asks: nothing that was recorded lies
unsealed on a disk but the film itself while it grows. The child gets no settings and no keys.
"""

import asyncio
import json
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import structlog

from chalkroom.kit.runtime import Runtime
from chalkroom.recordings import playing
from chalkroom.recordings.children import ChildDied, child
from chalkroom.recordings.export.failures import Failed, Failure
from chalkroom.recordings.export.film.order import LENGTH, Order
from chalkroom.recordings.export.plan import Plan
from chalkroom.recordings.replay import history

logger = structlog.get_logger()

CHILD = "chalkroom.recordings.export.film.child"
SMALLEST = 720


async def make(
    runtime: Runtime, plan: Plan, target: Path, progress: Callable[[float], None], *, program: str = CHILD
) -> None:
    """Writes the film, or what else `program` makes, to `target`. Raises Failed, ChildDied, NotStored, SealBroken."""
    order = Order(
        replay=plan.replay,
        sizes=[file.size for _, file in plan.tracks],
        from_ms=plan.from_ms,
        to_ms=plan.to_ms,
        layout=plan.wish.layout,
        height=plan.wish.height or SMALLEST,
        language=plan.wish.language,
        target=target,
    )
    async with child(program, talks=True) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        said = asyncio.create_task(process.stderr.read())
        answers = Answers(runtime, plan)
        try:
            _send(process, order.model_dump_json().encode())
            async for line in process.stdout:
                question = json.loads(line)
                if "progress" in question:
                    progress(question["progress"])
                elif "failed" in question:
                    raise Failed(Failure(question["failed"]))
                else:
                    _send(process, await answers.to(question))
                    await process.stdin.drain()
        except ConnectionError:
            pass  # it is gone: how it ended says why
        if await process.wait() != 0:
            raise ChildDied(process, await said)


class Answers:
    """To what the child asks."""

    def __init__(self, runtime: Runtime, plan: Plan) -> None:
        self._runtime, self._plan = runtime, plan
        self._changes: dict[int, AsyncIterator[bytes]] = {}

    async def to(self, question: dict[str, Any]) -> bytes:
        if "read" in question:
            number, start, end = question["read"]
            track, file = self._plan.tracks[number]
            pieces = playing.read(self._runtime.storage, self._plan.key, track, file, start, end)
            return b"".join([piece async for piece in pieces])
        return await self._next_change(question["next"])

    async def _next_change(self, number: int) -> bytes:
        if number not in self._changes:
            document = self._plan.documents[number]
            self._changes[number] = history.frames(self._runtime.database, document, self._plan.timeline)
        return await anext(self._changes[number], b"")


def _send(process: Process, part: bytes) -> None:
    assert process.stdin
    process.stdin.write(LENGTH.pack(len(part)) + part)
