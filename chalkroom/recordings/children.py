"""Processes of our own for long work, so that no lesson waits for it. They get no settings and no keys."""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator

NICE = 10
"""Below everything else on the machine: a lesson that runs does not notice."""
LONGEST_WORD = 2000


class ChildDied(Exception):
    """The process did not end well. What it wrote last is the message."""

    def __init__(self, child: Process, said: bytes) -> None:
        super().__init__(said.decode(errors="replace")[-LONGEST_WORD:] or f"exit code {child.returncode}")


@contextlib.asynccontextmanager
async def child(module: str, *arguments: str, talks: bool = False) -> AsyncIterator[Process]:
    """`talks`: over its input and output. It is killed where it has not ended by itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHALKROOM_")}
    pipe = PIPE if talks else None
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdin=pipe, stdout=pipe, stderr=PIPE, env=kept
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def give_way() -> None:
    """What such a process does first."""
    if hasattr(os, "nice"):
        os.nice(NICE)
