"""When somebody spoke, from how loud their microphone was. No word is recognised, and nothing leaves the server."""

import math
from array import array
from collections.abc import Iterable, Iterator
from operator import mul
from pathlib import Path

import av
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.error import FFmpegError

RATE = 4000
"""Samples in a second: half of that is as high as most of a voice is."""
WINDOW = RATE // 20
WINDOW_MS = 50

SILENCE = -90.0  # dB below full scale
QUIETEST, LOUDEST = -50.0, -35.0
"""Between these lies the limit beyond which it is speech: so far above the noise of the room as ABOVE says."""
ABOVE = 12.0
PAUSE_MS = 400
"""A shorter one is within a sentence."""
SHORTEST_MS = 150
"""Anything shorter is a click."""


def spans(file: Path) -> list[list[int]] | None:
    """[from, to] in milliseconds of the media; None where the file has no sound. Takes about a second for an hour."""
    with av.open(str(file), "r") as container:
        if not container.streams.audio:
            return None
        return _spans(_levels(_samples(container)))


def _samples(container: InputContainer) -> Iterator[tuple[int, bytes]]:
    """The time of the first, in samples, and the samples: 16 bits each, one channel."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    stream = container.streams.audio[0]
    at: int | None = None
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except FFmpegError:
            continue  # behind a gap
        for frame in frames:
            wanted = round((frame.time or 0.0) * RATE)
            if at is None or abs(wanted - at) > RATE:
                at = wanted
            for part in resampler.resample(frame):
                yield at, bytes(part.planes[0])[: part.samples * 2]
                at += part.samples


def _levels(samples: Iterable[tuple[int, bytes]]) -> dict[int, float]:
    """How loud each window is, in dB below full scale, by its number."""
    levels: dict[int, float] = {}
    waiting = array("h")
    begins = 0
    for at, data in samples:
        if begins + len(waiting) != at:
            waiting, begins = array("h"), at
        waiting.frombytes(data)
        while len(waiting) >= WINDOW:
            window = waiting[:WINDOW]
            del waiting[:WINDOW]
            power = sum(map(mul, window, window)) / WINDOW / (1 << 30)
            levels[begins // WINDOW] = 10 * math.log10(power) if power else SILENCE
            begins += WINDOW
    return levels


def _spans(levels: dict[int, float]) -> list[list[int]]:
    if not levels:
        return []
    noise = sorted(levels.values())[len(levels) // 10]
    limit = min(LOUDEST, max(QUIETEST, noise + ABOVE))
    found: list[list[int]] = []
    for number, level in levels.items():
        if level <= limit:
            continue
        start = number * WINDOW_MS
        if found and start - found[-1][1] <= PAUSE_MS:
            found[-1][1] = start + WINDOW_MS
        else:
            found.append([start, start + WINDOW_MS])
    return [span for span in found if span[1] - span[0] >= SHORTEST_MS]
