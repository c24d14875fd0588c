"""Two participants on an independent WebRTC stack see and hear each other, by docs/protocol.md alone."""

import asyncio
import json
import sys
from typing import Any

from tests.classroom.conftest import Lesson
from tests.classroom.peer import Peer
from tests.classroom.synthetic import HEIGHT, LOUD, WIDTH

PATIENCE = 40  # seconds; two encoders and two decoders on a busy machine


class Diary:
    """What a peer reports, and a way to wait for it."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self._news = asyncio.Event()

    def __call__(self, line: dict[str, Any]) -> None:
        self.lines.append(line)
        self._news.set()

    async def until_seen_and_heard(self) -> None:
        """Two seconds of a picture that moves and of a tone."""
        async with asyncio.timeout(PATIENCE):
            while not self._seen_and_heard():
                self._news.clear()
                await self._news.wait()

    def _seen_and_heard(self) -> bool:
        pictures = [line for line in self.lines if line["event"] == "video"]
        tones = [line for line in self.lines if line["event"] == "audio"]
        moved = {line["brightness"] for line in pictures if (line["width"], line["height"]) == (WIDTH, HEIGHT)}
        return len(moved) > 1 and pictures[-1]["frames"] >= 30 and any(line["peak"] > LOUD / 4 for line in tones)


async def test_two_aiortc_peers_exchange_picture_and_sound(lesson: Lesson) -> None:
    student = await lesson.student()
    diaries = [Diary(), Diary()]
    peers = []
    for person, diary in zip((lesson.teacher, student), diaries, strict=True):
        peer = Peer(lesson.address, await lesson.entrance(person), diary)
        peers.append(peer)
        await peer.start()
    for diary in diaries:
        await diary.until_seen_and_heard()
    await peers[1].stop()
    async with asyncio.timeout(PATIENCE):
        while not any(line["event"] == "user-left" for line in diaries[0].lines):
            await asyncio.sleep(0.05)
    await peers[0].stop()


async def test_the_peer_is_a_command(lesson: Lesson) -> None:
    """As the browser tests use it."""
    teachers, _ = await lesson.in_room(lesson.teacher)
    student = await lesson.student()
    access_token = student.headers["Authorization"].removeprefix("Bearer ")
    arguments = [
        lesson.address,
        lesson.session["meeting_id"],
        lesson.session["passcode"],
        "--access-token",
        access_token,
    ]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.classroom.peer", *arguments, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    async with asyncio.timeout(PATIENCE):
        joined = json.loads(await process.stdout.readline())
        assert (joined["event"], joined["state"]) == ("joined", "admitted")
        offer = await teachers.hears("offer")
        assert offer["sdp"].index("m=audio") < offer["sdp"].index("m=video")
        await teachers.do("end-session")
        assert b"session-ended" in await process.stdout.read()
        assert await process.wait() == 0
