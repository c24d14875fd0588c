"""A document in pictures, one whenever it changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.drawing.board import BoardDrawing
from chalkroom.recordings.drawing.code import CodeDrawing
from chalkroom.recordings.drawing.raster import CannotDraw

SHARE = 0.1
"""Of the film's time, at most so much is spent on drawing it, on one core..."""
AHEAD_SECONDS = 5.0
"""...but for so much, which is spent when much changes at once, and saved up again."""


@dataclass(frozen=True)
class Still:
    at_ms: int
    rgba: bytes
    """Four bytes for each point, line by line from the top. Nothing shines through."""


def film(
    frames: Iterable[tuple[int, bytes]],
    name: DocumentName,
    size: tuple[int, int],
    *,
    until_ms: int,
    most_per_second: float = 4,
) -> Iterator[Still]:
    """`frames` are (at_ms, Yjs update of version 1) in order, as replay/history.py gives them; `size` is in points.

    The first still is of the moment 0. Each shows all that happened up to its moment. Where pictures take long to
    draw, there are fewer of them.
    """
    drawing = BoardDrawing(size) if name is DocumentName.BOARD else CodeDrawing(size)
    pace = _Pace(1000 / most_per_second)
    for at_ms in moments(frames, drawing.apply, lambda _: pace.next_at, until_ms):
        yield from _stills(drawing, at_ms, pace)


def moments(
    frames: Iterable[tuple[int, bytes]], apply: Callable[[bytes], None], next_at: Callable[[int], int], until_ms: int
) -> Iterator[int]:
    """When there is something new to be seen, and what happened up to then has been applied; not before
    `next_at(the moment before)`."""
    due: int | None = 0
    last = 0
    for at_ms, update in frames:
        if at_ms > until_ms:
            break
        if due is not None and at_ms > due:
            yield due
            last, due = due, None
        apply(update)
        if due is None:
            due = max(at_ms, next_at(last))
    if due is not None:
        yield min(due, until_ms)


def _stills(drawing: BoardDrawing | CodeDrawing, at_ms: int, pace: "_Pace") -> Iterator[Still]:
    """One, or none where it looks as before."""
    try:
        rgba = drawing.picture(at_ms)
    except CannotDraw:
        rgba = None  # what was there stays
    pace.drawn(at_ms, drawing.effort)
    if rgba is not None:
        yield Still(at_ms, rgba)


class _Pace:
    """When the next picture may be made, by what pictures are known to take: a film is the same on every machine."""

    def __init__(self, least_ms: float) -> None:
        self._least_ms = least_ms
        self._left = AHEAD_SECONDS
        self._last_ms = 0
        self.next_at = 0

    def drawn(self, at_ms: int, effort: float) -> None:
        """`effort` in seconds."""
        saved = (at_ms - self._last_ms) / 1000 * SHARE
        self._left = min(AHEAD_SECONDS, self._left + saved) - effort
        self._last_ms = at_ms
        waits = max(self._least_ms, -self._left / SHARE * 1000)
        self.next_at = round(at_ms + waits)
