"""How much of what is said has to be invented when three packets in ten are lost, beside a call without repair.

Our page sends Opus with its own forward error correction, and every packet again inside of the next ones (RED, RFC
2198).
The other is the same browser's plain call with neither. Same browsers, microphone, places and link, in turns.

"Concealed" are samples that the receiver made up because nothing had arrived in time, as a share of all that it played
(getStats: `concealedSamples` and `totalSamplesReceived`, https://www.w3.org/TR/webrtc-stats/).
"""

import asyncio
import tempfile
from pathlib import Path

from bench.bare import call as bare
from bench.chalkroom_room import PORT, Room
from bench.lab.browser import Browser, Page, new_pages
from bench.lab.link import Conditions
from bench.lab.places import places
from bench.lab.speech import microphone
from bench.report import Measurement, report

RUNS = 5
LISTEN_SECONDS = 30
#: The jitter buffer and the encoder, which hears of losses, need a while to adapt.
ADAPT_SECONDS = 10
CONDITIONS = Conditions(delay_ms=25, loss=0.3)
MOST_CONCEALED_PERCENT = 3

COUNT = """(async () => {
    const counts = { concealed: 0, played: 0 };
    for (const connection of lab.connections) {
        for (const entry of (await connection.getStats()).values()) {
            if (entry.type !== "inbound-rtp" || entry.kind !== "audio") continue;
            counts.concealed += entry.concealedSamples;
            counts.played += entry.totalSamplesReceived;
        }
    }
    return counts;
})()"""


async def run() -> None:
    report("speech-loss", "a plain call of the same browser, without RED and FEC", [await _measure()])


async def _measure() -> Measurement:
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory(prefix="chalklab-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        async with places(3) as ((first, second, server), link):
            origins = [f"http://{server.address}:{PORT}", bare.origin(server)]
            speech = microphone(folder)
            async with (
                Browser.start(first, origins, speech) as teacher,
                Browser.start(second, origins, speech) as student,
            ):
                await bare.serve_page(server)
                room = await Room.open(server, folder, teacher, student)
                for number in range(1, RUNS + 1):
                    print(f"\rrun {number} of {RUNS} ", end="", flush=True)
                    for shares, meet in ((ours, room.meet), (theirs, bare.between(server))):
                        await link.set(Conditions())
                        async with new_pages(teacher, student) as pages:
                            await meet(*pages)
                            await link.set(CONDITIONS)
                            shares.extend(await _listen(pages))
                            await link.set(Conditions())
                print("\r\033[K", end="")
    return Measurement.of(
        "30 % loss", ours, theirs, unit="% concealed", goal=MOST_CONCEALED_PERCENT / 30,
        conditions={
            "round_trip_ms": 2 * CONDITIONS.delay_ms,
            "loss_each_way": CONDITIONS.loss,
            "goal": f"at most {MOST_CONCEALED_PERCENT} % of our samples are concealed",
            "listened_seconds": LISTEN_SECONDS,
            "figures": "two a run: what the teacher hears, and what the student hears",
        },
        details={},
    )  # fmt: skip


async def _listen(pages: list[Page]) -> list[float]:
    """The share of concealed samples in percent, for each page."""
    await asyncio.sleep(ADAPT_SECONDS)
    before = [await page.evaluate(COUNT) for page in pages]
    await asyncio.sleep(LISTEN_SECONDS)
    after = [await page.evaluate(COUNT) for page in pages]
    return [
        100 * (now["concealed"] - then["concealed"]) / (now["played"] - then["played"])
        for then, now in zip(before, after, strict=True)
    ]
