"""Films for tests: people who are one colour and hum one tone, and what can be seen and heard in what was made."""

import array
import asyncio
import io
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

import av
import httpx

from chalkroom.kit import clock
from tests.accounts.people import Person
from tests.classroom.conftest import Inside
from tests.kit.working import work_off
from tests.recordings.capturing import MICROPHONE, OfALesson, Track

CAMERA = "video/webm;codecs=vp8"
RATE = 48_000
PER_SECOND = 10

Colour = tuple[int, int, int]
RED, BLUE, GREEN, GREY = (200, 40, 40), (40, 60, 200), (40, 160, 60), (128, 128, 128)
RAISED = (0x1D, 0x2B, 0x25)
"""Of a tile without a picture."""
GROUND = (0x14, 0x20, 0x1B)


@cache
def picture(colours: tuple[Colour, ...], seconds: float, size: tuple[int, int] = (320, 180), square: int = 0) -> bytes:
    """A WebM that is one colour after the other, for as long each. `square`: as a board of chess, with black ones."""
    file = io.BytesIO()
    with av.open(file, "w", format="webm") as written:
        stream = written.add_stream("libvpx", rate=PER_SECOND, options={"deadline": "realtime", "cpu-used": "8"})
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = *size, "yuv420p", 300_000
        # libvpx's threads wait for each other by spinning: with small pictures that is thirty times the work itself.
        stream.codec_context.thread_count = 1
        count = round(seconds * PER_SECOND)
        for number in range(count):
            frame = av.VideoFrame(*size, "rgb24")
            frame.planes[0].update(_points(colours[number * len(colours) // count], size, square))
            frame = frame.reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, PER_SECOND)
            written.mux(stream.encode(frame))
        written.mux(stream.encode(None))
    return file.getvalue()


def _points(colour: Colour, size: tuple[int, int], square: int) -> bytes:
    """RGB, line by line."""
    if square == 0:
        return bytes(colour) * (size[0] * size[1])
    pair = bytes(colour) * square + bytes(3 * square)
    line = pair * (size[0] // square + 2)
    starts = (0 if y // square % 2 else 3 * square for y in range(size[1]))
    return b"".join(line[start : start + 3 * size[0]] for start in starts)


@cache
def hum(hertz: tuple[float, ...], seconds: float, *, volume: float = 0.25) -> bytes:
    """A WebM of one tone after the other, for as long each."""
    file = io.BytesIO()
    with av.open(file, "w", format="webm") as written:
        stream = written.add_stream("libopus", rate=RATE, layout="mono")
        count = round(seconds * 50)
        for number in range(count):
            tone = 2 * math.pi * hertz[number * len(hertz) // count] / RATE
            samples = [round(volume * 32767 * math.sin(tone * (number * 960 + at))) for at in range(960)]
            frame = av.AudioFrame(format="s16", layout="mono", samples=960)
            frame.planes[0].update(array.array("h", samples).tobytes())
            frame.sample_rate, frame.pts, frame.time_base = RATE, number * 960, Fraction(1, RATE)
            written.mux(stream.encode(frame))
        written.mux(stream.encode(None))
    return file.getvalue()


@dataclass
class Filming(OfALesson):
    """A lesson whose tracks begin so many seconds after its recording did."""

    begins: datetime = field(default_factory=clock.now)
    tracks: list[Track] = field(default_factory=list)

    async def shows(
        self, who: Inside, colours: tuple[Colour, ...], seconds: float, *size: Any, kind: str = "camera", at: float = 0
    ) -> Track:
        """Made in a thread: the server of the lesson is in this process, and its sockets do not wait."""
        return await self._capture(who, kind, await asyncio.to_thread(picture, colours, seconds, *size), at=at)

    async def hums(self, who: Inside, hertz: tuple[float, ...], seconds: float, *, at: float = 0) -> Track:
        return await self._capture(who, "microphone", await asyncio.to_thread(hum, hertz, seconds), at=at)

    async def _capture(self, who: Inside, kind: str, content: bytes, *, at: float) -> Track:
        """A whole track. `at`: seconds after `begins`."""
        track = await self.capturing.track(
            who,
            kind=kind,
            mime_type=MICROPHONE if kind == "microphone" else CAMERA,
            started_at=self.begins + timedelta(seconds=at),
        )
        assert (await track.put(0, content)).status_code == 204
        assert (await track.close(1)).status_code == 204
        self.tracks.append(track)
        return track

    async def end(self, *, after: float, at_rest: bool = True) -> None:
        """The lesson, so many seconds after `begins`. `at_rest`: and all that comes of it is done."""
        clock.travel_to(self.begins + timedelta(seconds=after))
        await self.capturing.teacher.page.do("end-session")
        clock.travel_to(None)
        if at_rest:
            await self.works_off()

    async def works_off(self) -> None:
        await work_off(self.capturing.lesson.runtime)

    async def recording(self) -> dict[str, Any]:
        path = f"/api/sessions/{self.capturing.lesson.session['id']}/recording"
        return (await self.http.get(path, headers=self.teacher.headers)).json()

    async def begins_at(self) -> float:
        """How many seconds after the recording `begins` is."""
        recording = await self.recording()
        return (self.begins - datetime.fromisoformat(recording["started_at"])).total_seconds()

    async def path(self) -> str:
        return f"/api/recordings/{(await self.recording())['id']}/exports"

    async def ask(self, kind: str, *, by: Person | None = None, **more: Any) -> httpx.Response:
        return await self.http.post(
            await self.path(), json={"kind": kind, **more}, headers=(by or self.teacher).headers
        )

    async def exports(self, by: Person | None = None) -> list[dict[str, Any]]:
        answer = await self.http.get(await self.path(), headers=(by or self.teacher).headers)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    async def made(self, kind: str, **more: Any) -> bytes:
        """Asked for, made and downloaded."""
        answer = await self.ask(kind, **more)
        assert answer.status_code == 202, answer.text
        await self.works_off()
        export = next(each for each in await self.exports() if each["id"] == answer.json()["id"])
        assert (export["state"], export["reason"], export["progress"]) == ("ready", None, 1)
        file = await self.http.get(export["src"])
        assert file.status_code == 200
        assert len(file.content) == export["bytes"]
        return file.content


@dataclass(frozen=True)
class Files:
    """What a film is composed of, for want of a server: the files of its tracks, and no documents."""

    tracks: Sequence[bytes]

    def read(self, track: int, start: int, end: int) -> bytes:
        return self.tracks[track][start:end]

    def next_change(self, document: int) -> tuple[int, bytes] | None:
        return None

    def tell(self, **word: Any) -> None: ...


@dataclass(frozen=True)
class Film:
    """What a player finds in an MP4."""

    file: bytes

    @property
    def seconds(self) -> float:
        with av.open(io.BytesIO(self.file), "r") as container:
            assert container.duration
            return container.duration / av.time_base

    @property
    def codecs(self) -> list[str]:
        with av.open(io.BytesIO(self.file), "r") as container:
            return [stream.codec_context.name for stream in container.streams]

    @property
    def size(self) -> tuple[int, int]:
        with av.open(io.BytesIO(self.file), "r") as container:
            return container.streams.video[0].width, container.streams.video[0].height

    @property
    def boxes(self) -> list[str]:
        """At the top of the file (ISO/IEC 14496-12), in their order."""
        found: list[str] = []
        at = 0
        while at < len(self.file):
            found.append(self.file[at + 4 : at + 8].decode())
            at += int.from_bytes(self.file[at : at + 4])
        return found

    def frames(self, *moments: float) -> list[av.VideoFrame]:
        """What is seen at each of these seconds, which are in order."""
        found: list[av.VideoFrame] = []
        with av.open(io.BytesIO(self.file), "r") as container:
            last: av.VideoFrame | None = None
            for frame in container.decode(video=0):
                while len(found) < len(moments) and last and frame.time and frame.time > moments[len(found)]:
                    found.append(last)
                last = frame
            assert last
        return found + [last] * (len(moments) - len(found))

    def loudness(self, hertz: float, start: float, length: float = 0.2) -> float:
        """Of a tone, of 1, in so many seconds (Goertzel's algorithm)."""
        samples = self._samples()[round(start * RATE) : round((start + length) * RATE)]
        turn = 2 * math.cos(2 * math.pi * hertz / RATE)
        one = two = 0.0
        for sample in samples:
            one, two = sample + turn * one - two, one
        power = one * one + two * two - turn * one * two
        return 2 * math.sqrt(max(0.0, power)) / max(1, len(samples))

    def _samples(self) -> Sequence[float]:
        return _samples(self.file)


@cache
def _samples(file: bytes) -> Sequence[float]:
    found = array.array("f")
    with av.open(io.BytesIO(file), "r") as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                found.frombytes(bytes(part.planes[0])[: part.samples * 4])
    return found


def colour(frame: av.VideoFrame, x: float, y: float) -> Colour:
    """At a place, as shares of width and height."""
    shown = frame.reformat(format="rgb24")
    plane = shown.planes[0]
    at = round(y * shown.height) * plane.line_size + round(x * shown.width) * 3
    red, green, blue = bytes(plane)[at : at + 3]
    return red, green, blue


def is_near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(one, other, strict=True))


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
