"""The lines of a page's paper, as web/src/board/paper.ts draws them."""

import math
from collections.abc import Iterator

from chalkroom.recordings.drawing.svg import Box, short, tag

BACKGROUNDS = ("plain", "squared", "lined", "staves", "axes")
_SQUARE, _LINE, _STAFF, _STAFF_LINE, _LINES_OF_A_STAFF = 20, 32, 120, 10, 5
_PALE, _INK = "#d3dfe6", "#5a655f"
_MOST_LINES = 400


def paper(background: str, box: Box) -> str:
    """White, with its lines where they cross this part of the board."""
    white = tag("rect", x=box.left, y=box.top, width=box.width, height=box.height, fill="#ffffff")
    if background == "lined":
        return white + _lines(_across(box, _LINE), _PALE)
    if background == "staves":
        staves = [
            top + line * _STAFF_LINE
            for top in _multiples(_STAFF, box.top - _STAFF, box.bottom)
            for line in range(_LINES_OF_A_STAFF)
        ]
        return white + _lines("".join(_line_across(box, y) for y in staves), _INK)
    if background in ("squared", "axes"):
        squares = _across(box, _SQUARE) + _down(box, _SQUARE)
        axes = _lines(_line_across(box, 0) + _line_down(box, 0), _INK, 2) if background == "axes" else ""
        return white + _lines(squares, _PALE) + axes
    return white


def _across(box: Box, step: int) -> str:
    return "".join(_line_across(box, y) for y in _multiples(step, box.top, box.bottom))


def _down(box: Box, step: int) -> str:
    return "".join(_line_down(box, x) for x in _multiples(step, box.left, box.right))


def _line_across(box: Box, y: float) -> str:
    return f"M{short(box.left)} {short(y)}H{short(box.right)}"


def _line_down(box: Box, x: float) -> str:
    return f"M{short(x)} {short(box.top)}V{short(box.bottom)}"


def _multiples(step: int, start: float, end: float) -> Iterator[float]:
    # Those far out of reach of a page that is seen whole are too close together to be seen.
    first = math.floor(start / step)
    count = math.floor(end / step) - first + 1
    every = max(1, math.ceil(count / _MOST_LINES))
    first -= first % every
    return ((first + index) * step for index in range(0, count + every, every))


def _lines(path: str, colour: str, width: float = 1) -> str:
    return tag("path", d=path, stroke=colour, stroke_width=width) if path else ""
