"""All microphones, and the sound of shared screens, as one stream of samples in time with the room's clock.

A track's own clock may run a little faster or slower (`rate`), and parts of it may be missing. Its time stamps are
moved to the room's clock, and FFmpeg's resampler follows them: it stretches by a few samples where a drift grew to
MOST_OFF, which nobody hears, so that voices stay with lips for hours.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as Ended
from av.error import FFmpegError
from av.filter import Graph

from chalkroom.recordings.export.film import media
from chalkroom.recordings.export.film.media import TrackFile
from chalkroom.recordings.replay.schemas import ReplayTrack

RATE = 48_000
PER_MS = RATE // 1000
BYTES = 4
"""Of a sample: floats, the channels of one moment beside each other."""
MOST_OFF = 0.02  # seconds
JUMP = RATE
"""Samples. Behind a longer gap a track begins anew, rather than with silence in memory."""
FAR = 10 * RATE
"""So far ahead it is quicker to seek than to decode."""
LOUDEST = 0.95
"""Of the most that there is: what several voices are together beyond it is turned down for a moment, not cut off."""

_TICK = Fraction(1, RATE)


class Voice:
    """One track. Samples are counted from the beginning of the recording."""

    def __init__(self, file: TrackFile, track: ReplayTrack, layout: str) -> None:
        self._layout = layout
        self._width = BYTES * (1 if layout == "mono" else 2)
        self._file, self._track = file, track
        self.starts = track.starts_ms * PER_MS
        self.ends = (track.starts_ms + track.duration_ms + 1000) * PER_MS
        self._pieces: Iterator[tuple[int, bytes]] | None = None
        self._next: tuple[int, bytes] | None = None

    def take(self, start: int, count: int) -> bytes | None:
        """So many samples, later each time; None: silence."""
        if start + count <= self.starts or start >= self.ends:
            return None
        if self._pieces is None:
            self._pieces = self._decoded(start)
            self._next = next(self._pieces, None)
        taken = bytearray()
        while self._next is not None and self._next[0] < start + count:
            at, data = self._next
            begins, ends = max(start, at), min(start + count, at + len(data) // self._width)
            if begins < ends:
                taken += bytes((begins - start) * self._width - len(taken))
                taken += memoryview(data)[(begins - at) * self._width : (ends - at) * self._width]
            if at + len(data) // self._width > start + count:
                break
            self._next = next(self._pieces, None)
        if not taken:
            return None
        taken += bytes(count * self._width - len(taken))
        return bytes(taken[: count * self._width])

    def _decoded(self, wanted: int) -> Iterator[tuple[int, bytes]]:
        """Where each piece begins, and its samples; pieces follow each other, or leave silence between them."""
        try:
            container = av.open(self._file, "r")
        except (FFmpegError, ValueError):
            return
        with container:
            if not container.streams.audio:
                return
            if wanted > self.starts + FAR:
                media.seek(container, (wanted / PER_MS - self._track.starts_ms) / self._track.rate)
            follow: _Following | None = None
            for frame in media.frames(container, container.streams.audio[0]):
                at = round((self._track.starts_ms + (frame.time or 0.0) * 1000 * self._track.rate) * PER_MS)
                if follow is not None and abs(at - follow.expected) > JUMP:
                    yield from follow.rest()
                    follow = None
                if follow is None or follow.format != _format(frame):
                    follow = _Following(frame, at, self._layout)
                yield from follow.push(frame, at)
            if follow is not None:
                yield from follow.rest()


class _Following:
    """Part of a track without a gap, resampled so that it stays with the room's clock."""

    def __init__(self, first: AudioFrame, at: int, layout: str) -> None:
        self.format = _format(first)
        self.expected = self._at = at
        self._width = BYTES * (1 if layout == "mono" else 2)
        self._graph = graph = Graph()
        graph.threads = 1
        source = graph.add_abuffer(
            sample_rate=first.sample_rate, format=first.format.name, layout=first.layout.name, time_base=_TICK
        )
        follow = f"{RATE}:async=200:min_comp={MOST_OFF}:min_hard_comp=0.1"
        form = f"sample_fmts=flt:channel_layouts={layout}"
        sink = graph.add("abuffersink")
        graph.link_nodes(source, graph.add("aresample", follow), graph.add("aformat", form), sink)
        graph.configure()

    def push(self, frame: AudioFrame, at: int) -> Iterator[tuple[int, bytes]]:
        self.expected = at + frame.samples * RATE // frame.sample_rate
        frame.pts, frame.time_base = at, _TICK
        self._graph.push(frame)
        return self._pulled()

    def rest(self) -> Iterator[tuple[int, bytes]]:
        self._graph.push(None)
        return self._pulled()

    def _pulled(self) -> Iterator[tuple[int, bytes]]:
        for frame in _ready(self._graph):
            yield self._at, bytes(frame.planes[0])[: frame.samples * self._width]
            self._at += frame.samples


class Mixer:
    """Voices together, as frames for an encoder."""

    def __init__(self, voices: Sequence[Voice], layout: str) -> None:
        self._voices, self._layout = voices, layout
        self._width = BYTES * (1 if layout == "mono" else 2)
        self._sums: dict[int, _Sum] = {}
        self._at = 0
        self._end = graph = Graph()
        graph.threads = 1
        source = graph.add_abuffer(sample_rate=RATE, format="flt", layout=layout, time_base=_TICK)
        limiter = graph.add("alimiter", f"limit={LOUDEST}:level=disabled:latency=1")
        form = graph.add("aformat", f"sample_fmts=fltp:channel_layouts={layout}")
        graph.link_nodes(source, limiter, form, graph.add("abuffersink"))
        graph.configure()

    def mixed(self, start: int, count: int) -> Iterator[AudioFrame]:
        """What is heard of the recording from `start` on, in samples; as much as is ready by now."""
        heard = [part for voice in self._voices if (part := voice.take(start, count)) is not None]
        yield from self._out(self._sum(heard, count))

    def silent(self, count: int) -> Iterator[AudioFrame]:
        yield from self._out(self._frame(bytes(count * self._width), count))

    def rest(self) -> Iterator[AudioFrame]:
        self._end.push(None)
        yield from _ready(self._end)

    def _out(self, frame: AudioFrame) -> Iterator[AudioFrame]:
        frame.pts, frame.time_base = self._at, _TICK
        self._at += frame.samples
        self._end.push(frame)
        yield from _ready(self._end)

    def _sum(self, heard: list[bytes], count: int) -> AudioFrame:
        if len(heard) < 2:
            return self._frame(heard[0] if heard else bytes(count * self._width), count)
        if len(heard) not in self._sums:
            self._sums[len(heard)] = _Sum(len(heard), self._layout)
        parts = [self._frame(part, count) for part in heard]
        for part in parts:
            part.pts, part.time_base = self._at, _TICK
        return self._sums[len(heard)].of(parts)

    def _frame(self, data: bytes, count: int) -> AudioFrame:
        frame = AudioFrame(format="flt", layout=self._layout, samples=count)
        frame.sample_rate = RATE
        memoryview(frame.planes[0]).cast("B")[: len(data)] = data
        return frame


class _Sum:
    """Of so many parts of one length."""

    def __init__(self, parts: int, layout: str) -> None:
        graph = Graph()
        graph.threads = 1
        together = graph.add("amix", f"inputs={parts}:normalize=0")
        self._sources = [
            graph.add_abuffer(sample_rate=RATE, format="flt", layout=layout, time_base=_TICK) for _ in range(parts)
        ]
        for number, source in enumerate(self._sources):
            source.link_to(together, 0, number)
        self._sink = graph.add("abuffersink")
        graph.link_nodes(together, graph.add("aformat", f"sample_fmts=flt:channel_layouts={layout}"), self._sink)
        graph.configure()
        self._graph = graph

    def of(self, parts: Sequence[AudioFrame]) -> AudioFrame:
        for source, part in zip(self._sources, parts, strict=True):
            source.push(part)
        summed = self._sink.pull()
        assert isinstance(summed, AudioFrame)
        return summed


def _format(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def _ready(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (NothingYet, Ended):
            return
        assert isinstance(frame, AudioFrame)
        yield frame
