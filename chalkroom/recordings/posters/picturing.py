"""The process that draws a poster: `python -m chalkroom.recordings.posters.picturing`.

It is asked as the one that composes films (export/film/order.py), and draws some moments as a film would show them.
Where what is large packs worst there is the most in it: covered cameras, empty pages and who just moves pack well.
"""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from av import CodecContext
from av.filter import Graph
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from chalkroom.recordings.export.failures import Failed, Failure
from chalkroom.recordings.export.film import child
from chalkroom.recordings.export.film.media import Parent
from chalkroom.recordings.export.film.order import Order
from chalkroom.recordings.export.film.scenes import Scenes
from chalkroom.recordings.export.film.stage import Stage
from chalkroom.recordings.export.film.tiles import Box
from chalkroom.recordings.posters.moments import candidates

LEAST = 700
"""Bytes. What is large and packs better is of nearly one colour."""
WEBP = {"quality": "80"}


def draw(order: Order, parent: Parent) -> None:
    """Writes a WebP of the order's height. Raises Failed where there is nothing to be seen."""
    assert order.layout
    scenes = Scenes(order.replay, order.layout, from_ms=order.from_ms, to_ms=order.to_ms)
    moments = candidates(order.replay, scenes, from_ms=order.from_ms, to_ms=order.to_ms)
    stage = Stage(order, _AtMoments(parent, [moment.at_ms for moment in moments]))
    best: tuple[float, int] = 0, 0
    for moment in moments:
        stage.show(moment.at_ms)
        much = len(_packed(_part(stage.canvas.frame, stage.large)))
        if much >= LEAST and (moment.worth, much) > best:
            best = moment.worth, much
            order.target.write_bytes(_packed(stage.canvas.frame))
    if best == (0, 0):
        raise Failed(Failure.NOTHING_RECORDED)


class _AtMoments:
    """A parent whose documents change only at these moments: what is between them is drawn for nobody."""

    def __init__(self, parent: Parent, moments: Sequence[int]) -> None:
        self._parent, self._moments = parent, moments

    def read(self, track: int, start: int, end: int) -> bytes:
        return self._parent.read(track, start, end)

    def next_change(self, document: int) -> tuple[int, bytes] | None:
        change = self._parent.next_change(document)
        if change is None:
            return None
        following = bisect_left(self._moments, change[0])
        return (self._moments[following], change[1]) if following < len(self._moments) else None

    def tell(self, **word: Any) -> None:
        self._parent.tell(**word)


def _part(frame: VideoFrame, box: Box) -> VideoFrame:
    graph = Graph()
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 1000))
    crop = graph.add("crop", f"{box.width}:{box.height}:{box.x}:{box.y}")
    graph.link_nodes(source, crop, graph.add("buffersink"))
    graph.configure()
    frame.pts = 0
    graph.push(frame)
    part = graph.pull()
    assert isinstance(part, VideoFrame)
    return part


def _packed(frame: VideoFrame) -> bytes:
    """WebP's colours are those of the canvas already."""
    packer = CodecContext.create("libwebp", "w")
    assert isinstance(packer, VideoCodecContext)
    packer.width, packer.height, packer.pix_fmt = frame.width, frame.height, "yuv420p"
    packer.time_base, packer.options = Fraction(1, 25), WEBP
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*packer.encode(frame), *packer.encode(None)])


if __name__ == "__main__":
    child.do(draw)
