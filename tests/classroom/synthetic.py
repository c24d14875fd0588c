"""A picture that moves and a tone that sounds, and what can be said about those that arrive. For aiortc peers."""

import asyncio
import fractions
import math
import struct
import time

from aiortc import MediaStreamTrack
from av import AudioFrame, VideoFrame

WIDTH, HEIGHT, FRAMES_PER_SECOND = 320, 240, 15
VIDEO_CLOCK = 90_000
SAMPLE_RATE, SAMPLES = 48_000, 960  # 20 ms
TONE_HZ = 440
LOUD = 8_000  # of 32,767


class Clock:
    """Paces a track: the n-th piece is due n pieces after the first."""

    def __init__(self, seconds_per_piece: float) -> None:
        self._step = seconds_per_piece
        self._begun: float | None = None
        self.count = 0

    async def tick(self) -> int:
        """Wait for the next piece; gives its number."""
        now = time.monotonic()
        if self._begun is None:
            self._begun = now
        await asyncio.sleep(max(0.0, self._begun + self.count * self._step - now))
        self.count += 1
        return self.count - 1


class Picture(MediaStreamTrack):
    """A grey picture, its lower half black, that grows lighter and darker again every two seconds."""

    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self._clock = Clock(1 / FRAMES_PER_SECOND)

    async def recv(self) -> VideoFrame:
        number = await self._clock.tick()
        light = 128 + int(100 * math.sin(math.pi * number / FRAMES_PER_SECOND))
        frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
        luma, *chroma = frame.planes
        half = luma.buffer_size // 2
        luma.update(bytes([light]) * half + bytes([16]) * (luma.buffer_size - half))
        for plane in chroma:
            plane.update(bytes([128]) * plane.buffer_size)
        frame.pts = number * VIDEO_CLOCK // FRAMES_PER_SECOND
        frame.time_base = fractions.Fraction(1, VIDEO_CLOCK)
        return frame


class Tone(MediaStreamTrack):
    """A' without an end."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._clock = Clock(SAMPLES / SAMPLE_RATE)

    async def recv(self) -> AudioFrame:
        number = await self._clock.tick()
        first = number * SAMPLES
        wave = (LOUD * math.sin(2 * math.pi * TONE_HZ * at / SAMPLE_RATE) for at in range(first, first + SAMPLES))
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(struct.pack(f"<{SAMPLES}h", *map(int, wave)))
        frame.sample_rate = SAMPLE_RATE
        frame.pts = first
        frame.time_base = fractions.Fraction(1, SAMPLE_RATE)
        return frame


def brightness(frame: VideoFrame) -> int:
    """The mean of some pixels, 0 to 255."""
    pixels = bytes(frame.reformat(format="gray").planes[0])[::97]
    return sum(pixels) // len(pixels)


def loudness(frame: AudioFrame) -> int:
    """The peak of 16-bit samples."""
    plane = bytes(frame.planes[0])
    samples = struct.unpack(f"<{len(plane) // 2}h", plane)
    return max(map(abs, samples), default=0)
