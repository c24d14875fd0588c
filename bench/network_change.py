"""For how long nothing is heard when one of two people changes from one network to another, beside a bare page.

The student's place loses its network and has another one at once, with another address. The bare page does what
examples of WebRTC do: it looks for another way (restarts ICE) when the browser says that the connection is lost. Its
signalling is better than any real one: it takes no time, and needs no network.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from bench.bare import call as bare
from bench.chalkroom_room import PORT, Room
from bench.lab.browser import Browser, Page, new_pages
from bench.lab.link import Conditions
from bench.lab.places import Place, places
from bench.report import Measurement, report

RUNS = 10
MOST_SECONDS = 2.0
CONDITIONS = Conditions(delay_ms=25)
SETTLE_SECONDS = 2


async def run() -> None:
    report("network-change", "a bare page that restarts ICE when the browser says that it is lost", [await _measure()])


async def _measure() -> Measurement:
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory(prefix="chalklab-", ignore_cleanup_errors=True) as temporary:
        async with places(3) as ((first, second, server), link):
            origins = [f"http://{server.address}:{PORT}", bare.origin(server)]
            async with Browser.start(first, origins) as teacher, Browser.start(second, origins) as student:
                await bare.serve_page(server)
                room = await Room.open(server, Path(temporary), teacher, student)
                await link.set(CONDITIONS)
                competitors = ((ours, room.meet, _by_itself), (theirs, bare.between(server), bare.restart))
                for number in range(1, RUNS + 1):
                    print(f"\rrun {number} of {RUNS} ", end="", flush=True)
                    for gaps, meet, repair in competitors:
                        async with new_pages(teacher, student) as pages:
                            await meet(*pages)
                            gaps.append(await _gap(second, pages, repair))
                print("\r\033[K", end="")
    return Measurement.of(
        "Wi-Fi to mobile", ours, theirs, unit="s without sound", goal=1,
        conditions={
            "round_trip_ms": 2 * CONDITIONS.delay_ms,
            "goal": f"at most {MOST_SECONDS} s, and less than the bare page",
            "figures": "the longer of what teacher and student do not hear",
        },
        details={"longest": round(max(ours), 2)},
    )  # fmt: skip


async def _by_itself(teacher: Page, student: Page) -> None:
    """The room needs no help."""


async def _gap(moving: Place, pages: list[Page], repair: Callable[[Page, Page], Awaitable[None]]) -> float:
    """The longest silence in seconds around a change of networks."""
    flowing = "watch.silentFor('audio') < 0.3"
    for page in pages:
        await page.until(flowing)
    await asyncio.sleep(SETTLE_SECONDS)
    for page in pages:
        await page.evaluate("watch.forget()")
    moving.change_network()
    for page in pages:
        await page.until("watch.silentFor('audio') > 0.3")
    await repair(*pages)
    for page in pages:
        await page.until(flowing, seconds=60)
    return max([await page.evaluate("watch.longestGap('audio')") for page in pages])
