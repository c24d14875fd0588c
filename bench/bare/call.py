"""A call between two bare pages, in the same browsers and places as the room that it is compared with."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bench.lab.browser import Page
from bench.lab.places import Place

PORT = 8001
#: What the room asks devices for (web/src/call/media-quality.ts and local-media.ts).
CONSTRAINTS = {
    "audio": {"echoCancellation": True, "noiseSuppression": True, "autoGainControl": True},
    "video": {"width": {"ideal": 1280}, "height": {"ideal": 720}, "frameRate": {"ideal": 30}},
}


def origin(place: Place) -> str:
    return f"http://{place.address}:{PORT}"


async def serve_page(place: Place) -> None:
    folder = Path(__file__).parent
    await place.start(
        sys.executable, "-m", "http.server", PORT, "--bind", place.address, "--directory", folder,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


def between(server: Place) -> Callable[[Page, Page], Awaitable[None]]:
    """The verb that connects two pages."""

    async def meet(one: Page, other: Page) -> None:
        await _call(server, one, other)

    return meet


async def _call(server: Place, one: Page, other: Page) -> None:
    """Connects the two; returns when each shows a picture of the other."""
    for page in (one, other):
        await page.open_once_served(origin(server))
        await page.until("Boolean(window.call)")
        await page.evaluate(f"call.open({json.dumps(CONSTRAINTS)})")
    await _exchange(await one.evaluate("call.offer()"), one, other)
    for page in (one, other):
        await page.until('document.getElementById("theirs").videoWidth > 0')


async def restart(one: Page, other: Page) -> None:
    """What a page does that waits until the browser says that the connection is lost; signalling takes no time."""
    lost = '["disconnected", "failed"].includes(call.connection.iceConnectionState)'
    _, still_waiting = await asyncio.wait(
        [asyncio.ensure_future(page.until(lost, seconds=60)) for page in (one, other)],
        return_when=asyncio.FIRST_COMPLETED,
    )
    for waiting in still_waiting:
        waiting.cancel()
    await _exchange(await one.evaluate("call.restart()"), one, other)


async def _exchange(offer: object, one: Page, other: Page) -> None:
    answer = await other.evaluate(f"call.answer({json.dumps(offer)})")
    await one.evaluate(f"call.accept({json.dumps(answer)})")
