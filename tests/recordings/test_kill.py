"""The server process is killed at random moments while chunks arrive: what it had acknowledged is there afterwards."""

import asyncio
import os
import random
import signal
from pathlib import Path

import httpx

from chalkroom.kit.runtime import Runtime
from tests.classroom.conftest import Lesson
from tests.classroom.documents.servers import SECRET, a_free_port, a_server
from tests.recordings.capturing import Capturing, Track

KILLS = int(os.environ.get("KILLS", "8"))
"""Each takes a start of the server. With KILLS=200 the test takes a quarter of an hour."""
AT_ONCE = 10
LONGEST_SECONDS = 0.15


def content(number: int) -> bytes:
    return random.Random(number).randbytes(20_000)


async def test_no_acknowledged_chunk_is_lost_by_kill_9(database_url: str, tmp_path: Path, runtime: Runtime) -> None:
    dice, port = random.Random(4), a_free_port()
    acknowledged: set[int] = set()
    track: Track | None = None
    capturing: Capturing | None = None
    for _ in range(KILLS):
        async with a_server(database_url, tmp_path, port) as process:
            if track is None:
                capturing = await Capturing.begins(await Lesson.at(f"http://127.0.0.1:{port}", runtime))
                track = await capturing.track(capturing.student)
            uploads = [asyncio.create_task(_upload_until_the_end(track, acknowledged)) for _ in range(AT_ONCE)]
            before = len(acknowledged)
            while len(acknowledged) == before:
                await asyncio.sleep(0.005)
            await asyncio.sleep(dice.uniform(0, LONGEST_SECONDS))
            process.send_signal(signal.SIGKILL)
            await asyncio.gather(*uploads)
    assert track
    assert capturing
    runtime.settings.recording_secret = SECRET
    stored = await capturing.stored(track)
    assert stored.keys() >= acknowledged
    assert all(chunk == content(number) for number, chunk in stored.items())
    async with a_server(database_url, tmp_path, port):
        # What was cut off is sent again, and then the track is whole.
        last = max(stored)
        for number in range(last + 1):
            assert (await track.put(number, content(number))).status_code == 204
        row = await capturing.row(track)
        assert row.whole == last + 1
        await capturing.lesson.close()


_next = iter(range(10**6))


async def _upload_until_the_end(track: Track, acknowledged: set[int]) -> None:
    while True:
        number = next(_next)
        try:
            answer = await track.put(number, content(number))
        except httpx.TransportError:
            return
        assert answer.status_code == 204, answer.text
        acknowledged.add(number)
