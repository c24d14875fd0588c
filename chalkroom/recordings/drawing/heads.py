"""The ends of arrows."""

import math
from collections.abc import Sequence

from chalkroom.recordings.drawing.reading import Point
from chalkroom.recordings.drawing.svg import polyline, rotated, tag

LONGEST = 25.0
_LENGTHS = {"arrow": 25.0, "diamond": 12.0, "diamond_outline": 12.0}
_CROWS_FOOT = 20.0
_OTHERS = 15.0
_ANGLES = {"arrow": 20.0, "bar": 90.0}
_USUAL_ANGLE = 25.0
_FILLED = {"dot", "circle", "triangle", "diamond"}
_OUTLINED = {"circle_outline", "triangle_outline", "diamond_outline"}
_PAPER = "#ffffff"


def head(kind: str, tip: Point, before: Point, length: float, *, colour: str, width: float) -> str:
    """`before` lies on the line behind the tip; the last part of the line has this `length`."""
    if math.dist(tip, before) == 0:
        return ""
    shape = _shape(kind, tip, before, length, width)
    fill = colour if kind in _FILLED else _PAPER if kind in _OUTLINED else "none"
    ends = {"stroke_linejoin": "round", "stroke_linecap": "round"}
    return tag("path", d=shape, fill=fill, stroke=colour, stroke_width=width, **ends)


def _shape(kind: str, tip: Point, before: Point, length: float, width: float) -> str:
    usual = _CROWS_FOOT if kind.startswith("crowfoot") else _LENGTHS.get(kind, _OTHERS)
    size = min(usual, length * (0.25 if kind.startswith("diamond") else 0.5))
    way = math.dist(tip, before)
    back = tip[0] + (before[0] - tip[0]) / way * size, tip[1] + (before[1] - tip[1]) / way * size
    if kind in ("dot", "circle", "circle_outline"):
        radius = max(0.5, (size + width - 2) / 2)
        corners = [(tip[0] + radius * math.cos(turn), tip[1] + radius * math.sin(turn)) for turn in _CIRCLE]
        return polyline(corners, closed=True)
    angle = math.radians(_ANGLES.get(kind, _USUAL_ANGLE))
    if kind.startswith("crowfoot"):
        return _crows_foot(kind, tip, back, angle)
    left, right = rotated(back, tip, -angle), rotated(back, tip, angle)
    if kind.startswith("triangle"):
        return polyline([tip, left, right], closed=True)
    if kind.startswith("diamond"):
        end = 2 * back[0] - tip[0], 2 * back[1] - tip[1]
        return polyline([tip, left, end, right], closed=True)
    return polyline([left, tip, right])


def _crows_foot(kind: str, tip: Point, back: Point, angle: float) -> str:
    """Toes at the tip: what the arrow points to has many of these. A bar behind them: or it has one."""
    left, right = rotated(tip, back, -angle), rotated(tip, back, angle)
    behind = back[0] - tip[0], back[1] - tip[1]
    bar = polyline([(x + behind[0], y + behind[1]) for x, y in (left, right)])
    if kind == "crowfoot_one":
        return bar
    return polyline([left, back, right]) + (bar if kind.endswith("or_many") else "")


_CIRCLE: Sequence[float] = [step * math.tau / 24 for step in range(24)]
