"""Pictures that move: what a track shows at a moment, in the size in which it is wanted."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import VideoFrame

from chalkroom.recordings.export.film import media
from chalkroom.recordings.export.film.cameras import SOON_MS
from chalkroom.recordings.export.film.media import TrackFile
from chalkroom.recordings.export.film.tiles import Box, inside
from chalkroom.recordings.replay.schemas import ReplayTrack

FAR_MS = 5000
"""So far ahead it is quicker to seek than to decode."""
MOST_CUT = 1.5
"""A face may lose a third of its picture's edges to fill its place, and no more: what stands upright is shown whole."""


class Moving:
    """The picture of one track. Moments are of the recording, in milliseconds, later each time."""

    def __init__(self, file: TrackFile, track: ReplayTrack) -> None:
        self._file, self._track = file, track
        self._frames: Iterator[tuple[float, VideoFrame]] | None = None
        self._container: InputContainer | None = None
        self._now: VideoFrame | None = None
        self._next: tuple[float, VideoFrame] | None = None

    def at(self, ms: int) -> VideoFrame | None:
        """None: there is nothing to see. A picture that comes soon is shown already where there was none before it."""
        if any(start <= ms < end for start, end in self._track.missing):
            return None
        if self._frames is None or (self._next and self._next[0] < ms - FAR_MS):
            self._seek(ms)
        while self._next and self._next[0] <= ms:
            self._now = self._next[1]
            self._next = next(self._frames, None) if self._frames else None
        if self._now is None and self._next and self._next[0] - ms < SOON_MS:
            return self._next[1]
        return self._now

    def _seek(self, ms: int) -> None:
        container = self._container = self._container or self._opened()
        if container is None:
            self._frames = iter(())
            return
        if ms > self._track.starts_ms + FAR_MS:
            media.seek(container, (ms - self._track.starts_ms) / self._track.rate)
        self._frames = self._decoded(container)
        self._next = next(self._frames, None)

    def _opened(self) -> InputContainer | None:
        """None: there is nothing in it to be seen."""
        try:
            container = av.open(self._file, "r")
        except (FFmpegError, ValueError):
            return None
        if not container.streams.video:
            return None
        # Before its decoder begins: afterwards it cannot be said any more.
        container.streams.video[0].thread_type = "AUTO"
        return container

    def _decoded(self, container: InputContainer) -> Iterator[tuple[float, VideoFrame]]:
        for frame in media.frames(container, container.streams.video[0]):
            if frame.time is not None:
                yield self._track.starts_ms + frame.time * 1000 * self._track.rate, frame
        # A camera that is switched on and off all the time leaves many tracks, each with a decoder of its own.
        container.close()


class Fitting:
    """Brings pictures of any size into one box."""

    def __init__(self, box: Box, *, fill: bool) -> None:
        """`fill`: at the cost of edges, where they are not too much of it."""
        self._box, self._fill = box, fill
        self._graph: Graph | None = None
        self._of: tuple[Any, ...] = ()
        self._place = box

    def fit(self, frame: VideoFrame) -> tuple[VideoFrame, Box]:
        """The picture, and where in the box it goes."""
        of = frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range
        if self._graph is None or of != self._of:
            self._of = of
            self._graph = self._made(frame)
        frame.pts = None
        self._graph.push(frame)
        fitted = self._graph.pull()
        assert isinstance(fitted, VideoFrame)
        return fitted, self._place

    def _made(self, frame: VideoFrame) -> Graph:
        wanted, had = self._box.width / self._box.height, frame.width / frame.height
        cut = max(wanted / had, had / wanted)
        graph = Graph()
        graph.threads = 1
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 1000)
        )
        chain = [source]
        if self._fill and cut <= MOST_CUT:
            self._place = self._box
            wide, high = min(frame.width, round(frame.height * wanted)), min(frame.height, round(frame.width / wanted))
            chain.append(graph.add("crop", f"{wide}:{high}"))
        else:
            self._place = inside(self._box, frame.width, frame.height)
        # As most browsers' pictures are already, so that for them it costs nothing.
        colours = "flags=bilinear:out_color_matrix=bt601:out_range=tv"
        chain.append(graph.add("scale", f"{self._place.width}:{self._place.height}:{colours}"))
        chain.append(graph.add("format", "yuv420p"))
        chain.append(graph.add("buffersink"))
        graph.link_nodes(*chain)
        graph.configure()
        return graph
