"""What a call of two costs the processor, beside a bare page that sends the same.

Each side has a browser of its own, and what is counted is the processor time of both browsers with all their processes:
camera, encoder, decoder, painting, and everything that the page does besides. The bare page shows the other's picture
and the own one as the room does. Both products get the same browsers and take turns.
"""

import asyncio
import tempfile
from pathlib import Path

from bench.bare import call as bare
from bench.chalkroom_room import PORT, Room
from bench.lab.browser import Browser, Page, new_pages
from bench.lab.camera import FRAMES_PER_SECOND, HEIGHT, WIDTH, camera
from bench.lab.places import places
from bench.lab.speech import microphone
from bench.processor import processor_seconds
from bench.report import Measurement, report

RUNS = 5
COUNT_SECONDS = 20
#: The bandwidth estimate has grown to the picture's full size by then.
SETTLE_SECONDS = 15
MOST_MORE = 0.10

RECEIVED = """(async () => {
    const received = { frames: 0, bytes: 0 };
    for (const connection of lab.connections) {
        for (const entry of (await connection.getStats()).values()) {
            if (entry.type !== "inbound-rtp") continue;
            received.frames += entry.framesDecoded ?? 0;
            received.bytes += entry.bytesReceived;
            if (entry.kind === "video") received.size = `${entry.frameWidth}×${entry.frameHeight}`;
        }
    }
    return received;
})()"""


async def run() -> None:
    report("call-cpu", "a bare RTCPeerConnection page", [await _measure()])


async def _measure() -> Measurement:
    ours: list[float] = []
    theirs: list[float] = []
    received: dict[str, list[object]] = {"ours": [], "theirs": []}
    with tempfile.TemporaryDirectory(prefix="chalklab-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        flags = [camera(folder), microphone(folder)]
        async with places(1) as ((here,), _):
            origins = [f"http://{here.address}:{PORT}", bare.origin(here)]
            async with (
                Browser.start(here, origins, *flags) as teacher,
                Browser.start(here, origins, *flags) as student,
            ):
                await bare.serve_page(here)
                room = await Room.open(here, folder, teacher, student)
                competitors = (("ours", ours, room.meet), ("theirs", theirs, bare.between(here)))
                for number in range(1, RUNS + 1):
                    print(f"\rrun {number} of {RUNS} ", end="", flush=True)
                    for name, seconds, meet in competitors:
                        async with new_pages(teacher, student) as pages:
                            await meet(*pages)
                            await asyncio.sleep(SETTLE_SECONDS)
                            spent, got = await _count([teacher.process.pid, student.process.pid], pages)
                            seconds.append(1000 * spent / COUNT_SECONDS)
                            received[name].append(got)
                print("\r\033[K", end="")
    return Measurement.of(
        "two people", ours, theirs, unit="ms of processor time a second", goal=1 + MOST_MORE,
        conditions={
            "camera": f"a film of {WIDTH}×{HEIGHT} at {FRAMES_PER_SECOND} frames a second",
            "microphone": "something like speech",
            "counted_seconds": COUNT_SECONDS,
        },
        details={"received_by_the_two_together": received},
    )  # fmt: skip


async def _count(programs: list[int], pages: list[Page]) -> tuple[float, dict[str, object]]:
    """The processor time in seconds, and what arrived meanwhile."""
    before = [await page.evaluate(RECEIVED) for page in pages]
    spent_before = processor_seconds(programs)
    await asyncio.sleep(COUNT_SECONDS)
    spent = processor_seconds(programs) - spent_before
    after = [await page.evaluate(RECEIVED) for page in pages]
    frames = sum(now["frames"] - then["frames"] for then, now in zip(before, after, strict=True))
    received = sum(now["bytes"] - then["bytes"] for then, now in zip(before, after, strict=True))
    return spent, {
        "frames_per_second": round(frames / COUNT_SECONDS, 1),
        "kilobits_per_second": round(received * 8 / COUNT_SECONDS / 1000),
        "sizes": [now["size"] for now in after],
    }
