"""Folders in which files are made before they are sealed."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

PIECE = 1024 * 1024  # bytes


@asynccontextmanager
async def private_folder(parent: Path, prefix: str = "") -> AsyncIterator[Path]:
    """One in `parent`. Nobody else reads in it, and it is gone afterwards: what is in it is not sealed."""
    await asyncio.to_thread(parent.mkdir, mode=0o700, parents=True, exist_ok=True)
    folder = await asyncio.to_thread(tempfile.TemporaryDirectory, dir=parent, prefix=prefix)
    try:
        yield Path(folder.name)
    finally:
        await asyncio.to_thread(folder.cleanup)


async def pieces(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as reading:
        while piece := await asyncio.to_thread(reading.read, PIECE):
            yield piece
