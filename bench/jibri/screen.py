"""A screen that is only in memory, with a browser on all of it that plays films."""

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import av

from bench.jibri.recorder import HEIGHT, WIDTH
from bench.lab.places import LabError
from bench.processor import processor_seconds

#: Of Jibri's own configuration, and what Chromium needs as root, in a profile that is new.
FLAGS = (
    "--kiosk", "--start-maximized", "--enabled", "--disable-infobars", "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required", "--no-sandbox", "--no-first-run", "--allow-file-access-from-files",
    "--disable-dev-shm-usage", f"--window-size={WIDTH},{HEIGHT}", "--window-position=0,0",
)  # fmt: skip
PAGE = """<!doctype html><style>body {{ margin: 0; display: grid; grid-template-columns: 1fr 1fr; background: #000 }}
video {{ width: 640px; height: 360px; object-fit: cover }}</style>{media}"""
SETTLE_SECONDS = 10


async def filmed(films: Sequence[Path], sounds: Sequence[Path], seconds: int, target: Path) -> float:
    """Films it for so long; the processor seconds of all programs for that time."""
    with tempfile.TemporaryDirectory(prefix="chalklab-jibri-", ignore_cleanup_errors=True) as temporary:
        page = Path(temporary) / "call.html"
        media = [f'<video src="{film.as_uri()}" autoplay loop muted></video>' for film in films]
        media += [f'<audio src="{sound.as_uri()}" autoplay loop></audio>' for sound in sounds]
        page.write_text(PAGE.format(media="".join(media)))
        async with (
            _running(_found("Xvfb"), ":97", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-ac") as screen,
            _running(
                _found("chromium"), *FLAGS, f"--user-data-dir={temporary}/profile", page.as_uri(), DISPLAY=":97"
            ) as browser,
        ):
            await asyncio.sleep(SETTLE_SECONDS)
            running = [screen.pid, browser.pid, os.getpid()]
            before = processor_seconds(running)
            recorder = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bench.jibri.recorder", ":97", str(seconds), str(target)
            )
            if await recorder.wait() != 0:
                raise LabError("The screen could not be filmed.")
            spent = processor_seconds(running) - before
    if not await asyncio.to_thread(_moves, target):
        raise LabError("Nothing moved on the screen that was filmed: the browser did not play.")
    return spent


def _moves(film: Path) -> bool:
    """Whether there is more than one picture in it."""
    with av.open(str(film), "r") as container:
        pictures = (bytes(frame.planes[0]) for frame in container.decode(video=0))
        first = next(pictures)
        return any(picture != first for _, picture in zip(range(100), pictures, strict=False))


def _found(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise LabError(f"The benchmark needs {program}. Install it: apt-get install chromium xvfb")
    return found


@contextlib.asynccontextmanager
async def _running(*command: str, **environment: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=DEVNULL, stderr=DEVNULL, env=os.environ | environment
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
