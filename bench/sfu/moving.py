"""For how long nothing is heard while a room moves from the mesh to LiveKit, beside entering it anew."""

import asyncio
import tempfile
import time
from pathlib import Path

from bench.chalkroom_room import PORT, Room
from bench.lab.browser import Browser, Page, new_pages
from bench.lab.places import places
from bench.lab.speech import microphone
from bench.report import Measurement
from bench.sfu.livekit import start_livekit

RUNS = 5
#: The room has settled on LiveKit by then, and nothing comes over the mesh any more.
SETTLE_SECONDS = 6
FLOWING = "watch.silentFor('audio') < 0.3"
#: The two others, and oneself.
SEES_BOTH = """[...document.querySelectorAll("video")].filter(({ videoWidth }) => videoWidth > 0).length >= 3"""


async def measure_gap() -> Measurement:
    """Everybody who is in the room; the third person who comes is too many for the mesh."""
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory(prefix="chalklab-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        # Without pauses, for in them hardly anything is sent over LiveKit.
        flags = [microphone(folder, pauses=False), "--autoplay-policy=no-user-gesture-required"]
        async with places(1) as ((here,), _):
            origins = [f"http://{here.address}:{PORT}"]
            async with (
                Browser.start(here, origins, *flags) as teacher,
                Browser.start(here, origins, *flags) as student,
                Browser.start(here, origins, *flags) as late,
            ):
                settings = await start_livekit(here, folder)
                room = await Room.open(here, folder, teacher, student, late, settings=settings)
                for number in range(1, RUNS + 1):
                    print(f"\rgap: run {number} of {RUNS} ", end="", flush=True)
                    async with new_pages(teacher, student) as pages:
                        await room.meet(*pages)
                        async with new_pages(late) as (third,):
                            ours.append(await _gap_of_a_move(room, pages, third))
                            theirs.append(max(await asyncio.gather(*(_gap_of_entering(room, page) for page in pages))))
                print("\r\033[K", end="")
    return Measurement.of(
        "mesh to LiveKit", ours, theirs, unit="ms without sound", goal=0.5,
        conditions={
            "people": "two talk without a pause, a third comes",
            "figures": "the longer of what the two do not hear; looked at every 100 ms",
            "theirs": "both open the room's page anew and join",
        },
        details={},
    )  # fmt: skip


async def _gap_of_a_move(room: Room, pages: list[Page], third: Page) -> float:
    for page in pages:
        await page.until(FLOWING)
    await asyncio.sleep(1)
    for page in pages:
        await page.evaluate("watch.forget()")
    await room.enter(third)
    for page in (*pages, third):
        await page.until(SEES_BOTH, seconds=60)
    await asyncio.sleep(SETTLE_SECONDS)
    return 1000 * max([await page.evaluate("watch.longestGap('audio')") for page in pages])


async def _gap_of_entering(room: Room, page: Page) -> float:
    began = time.monotonic()
    await room.enter(page)
    await page.until(FLOWING, seconds=60)
    return 1000 * (time.monotonic() - began)
