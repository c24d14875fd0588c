"""What a lecture of forty costs the processor: Chalkroom and LiveKit, beside LiveKit alone with the same media.

Four cameras and five voices go to everybody. With Chalkroom each of the forty has a socket as well, over which pages
report, hands go up and lines are written, and LiveKit's web hooks and our jobs run as in every lesson. The people are
made by LiveKit's own Go SDK; what they cost is not counted.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from livekit import api

from bench.lab.places import LabError
from bench.processor import processor_seconds
from bench.report import Measurement, report
from bench.sfu.lecture import lecture
from bench.sfu.moving import measure_gap
from bench.sfu.people import Access, Crowd, build_load, crowd
from tests.classroom.sfu.livekit import KEY, PROGRAM, SECRET, livekit

PEOPLE = 40
RUNS = 3
COUNT_SECONDS = 20
SETTLE_SECONDS = 5
PORT = 8011
MOST_MORE = 0.25


async def run() -> None:
    if not PROGRAM.exists():
        raise LabError("The benchmark needs LiveKit. Build it: make sfu")
    competitor = "LiveKit alone with the same media; for the gap, everybody entering anew"
    report("sfu-load", competitor, [await _measure(), await measure_gap()])


async def _measure() -> Measurement:
    ours: list[float] = []
    theirs: list[float] = []
    details: dict[str, list[Any]] = {"ours_received": [], "theirs_received": [], "tokens_per_second": []}
    with tempfile.TemporaryDirectory(prefix="chalklab-") as temporary:
        program = await build_load(Path(temporary))
        for number in range(1, RUNS + 1):
            print(f"\rrun {number} of {RUNS} ", end="", flush=True)
            async with lecture(PORT) as room, crowd(program) as people:
                for each, access in enumerate(await room.fill(PEOPLE)):
                    await people.enter(each, access)
                assert room.livekit.process
                programs = [room.livekit.process.pid, room.chalkroom.pid]
                ours.append(await _spent(people, programs, room.live(COUNT_SECONDS)))
                details["ours_received"].append(_rate(await people.leave()))
                details["tokens_per_second"].append(round(1 / statistics.median(room.seconds_to_enter)))
            with livekit(Path(temporary), "http://127.0.0.1:9") as server:
                async with crowd(program) as people:
                    for each in range(PEOPLE):
                        await people.enter(each, Access(server.url, _token(each)))
                    assert server.process
                    theirs.append(await _spent(people, [server.process.pid], asyncio.sleep(COUNT_SECONDS)))
                    details["theirs_received"].append(_rate(await people.leave()))
        print("\r\033[K", end="")
    return Measurement.of(
        f"{PEOPLE} people", ours, theirs, unit="ms of processor time a second", goal=1 + MOST_MORE,
        conditions={"cameras": 4, "voices": 5, "counted_seconds": COUNT_SECONDS},
        details={
            "people_per_core": {
                "ours": round(PEOPLE / (statistics.median(ours) / 1000)),
                "theirs": round(PEOPLE / (statistics.median(theirs) / 1000)),
            },
            **details,
        },
    )  # fmt: skip


async def _spent(people: Crowd, programs: Sequence[int], meanwhile: Any) -> float:
    """Milliseconds of processor time a second."""
    await people.all_there()
    await asyncio.sleep(SETTLE_SECONDS)
    before, began = processor_seconds(programs), time.monotonic()
    await meanwhile
    return 1000 * (processor_seconds(programs) - before) / (time.monotonic() - began)


def _rate(received: dict[str, Any]) -> dict[str, Any]:
    seconds = COUNT_SECONDS + SETTLE_SECONDS
    return {
        "people": received["people"],
        "tracks": received["tracks"],
        "megabits_per_second": round(received["bytes"] * 8 / seconds / 1e6, 1),
    }


def _token(number: int) -> str:
    grants = api.VideoGrants(room_join=True, room="lecture")
    return api.AccessToken(KEY, SECRET).with_identity(f"person-{number}").with_grants(grants).to_jwt()
