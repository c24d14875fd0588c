"""What the upload of a recording takes away from the call on a thin line, beside the same call while it is paused.

The student's page sends voice, picture and recording through 600 kbit/s. First the recording is paused, then it runs:
same browsers, same call, same line. Then the line is wide again, and what waited on the student's device is sent.

Measured is how much of the student's voice the teacher's browser plays for what had arrived in time: at 100 % nothing
had to be made up (getStats: `concealedSamples`, as in speech_loss.py).
"""

import asyncio
import tempfile
import time
from pathlib import Path

from bench.chalkroom_room import PORT, Room
from bench.lab.browser import Browser, Page, new_pages
from bench.lab.link import Conditions
from bench.lab.places import places
from bench.lab.speech import microphone
from bench.report import Measurement, report
from bench.speech_loss import COUNT

RATE_KBITS = 600
LISTENINGS, LISTEN_SECONDS = 3, 20
#: The encoders hear of a thin line by and by.
ADAPT_SECONDS = 30
CAUGHT_UP_WITHIN_SECONDS = 180
MOST_MORE = 1.01

WAITING = """new Promise((resolve) => {
    const opening = indexedDB.open("chalkroom-recording");
    opening.onsuccess = () => {
        const chunks = opening.result.transaction("chunks").objectStore("chunks").getAll();
        chunks.onsuccess = () => {
            opening.result.close();
            resolve(chunks.result.reduce((sum, { bytes }) => sum + bytes.byteLength, 0));
        };
    };
})"""
"""Bytes that were captured and are not saved."""
MARK = "document.querySelector('[data-recording]')"
STATE = "document.querySelector('[data-recording]')?.dataset.recording"


def button(name: str) -> str:
    return f"[...document.querySelectorAll('button')].find((each) => each.textContent.trim() === '{name}')"


async def run() -> None:
    report("thin-uplink", "the same call while its recording is paused", [await _measure()])


async def _measure() -> Measurement:
    with tempfile.TemporaryDirectory(prefix="chalklab-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        async with places(3) as ((first, second, server), link):
            origins, speech = [f"http://{server.address}:{PORT}"], microphone(folder)
            async with (
                Browser.start(first, origins, speech) as teachers,
                Browser.start(second, origins, speech) as students,
            ):
                room = await Room.open(server, folder, teachers, students, recording="automatic")
                async with new_pages(teachers, students) as (teacher, student):
                    await room.meet(teacher, student)
                    await teacher.until(f"{STATE} === 'on'")
                    await teacher.click(MARK)
                    await teacher.until(f"Boolean({button('Pause')})")
                    await teacher.click(button("Pause"))
                    await student.until(f"{STATE} === 'paused'")
                    await _caught_up(student)
                    await link.set(Conditions(delay_ms=25, rate_kbits={second.address: RATE_KBITS}))
                    alone = await _listen(teacher)
                    await teacher.click(button("Go on recording"))
                    await student.until(f"{STATE} === 'on'")
                    recorded = await _listen(teacher)
                    behind = await student.evaluate(WAITING)
                    await link.set(Conditions())
                    await teacher.click(button("Pause"))
                    seconds = await _caught_up(student)
    return Measurement.of(
        f"{RATE_KBITS} kbit/s", recorded, alone, unit="% played of what arrived", goal=MOST_MORE,
        conditions={
            "uplink_kbits": RATE_KBITS,
            "listened_seconds": LISTEN_SECONDS,
            "figures": "of the student's voice, as the teacher hears it; in a row, after half a minute to adapt",
        },
        details={"bytes_behind_at_the_end": behind, "caught_up_after_seconds": round(seconds, 1)},
    )  # fmt: skip


async def _listen(page: Page) -> list[float]:
    """Of each stretch: what was played, in percent of what had arrived."""
    await asyncio.sleep(ADAPT_SECONDS)
    shares: list[float] = []
    for _ in range(LISTENINGS):
        before = await page.evaluate(COUNT)
        await asyncio.sleep(LISTEN_SECONDS)
        after = await page.evaluate(COUNT)
        played, concealed = (after[name] - before[name] for name in ("played", "concealed"))
        shares.append(100 * played / max(1, played - concealed))
    return shares


async def _caught_up(page: Page) -> float:
    """Seconds until everything that was captured is saved."""
    begun = time.monotonic()
    async with asyncio.timeout(CAUGHT_UP_WITHIN_SECONDS):
        while await page.evaluate(WAITING):  # noqa: ASYNC110  (the page has no way to tell us)
            await asyncio.sleep(0.5)
    return time.monotonic() - begun
