"""What a pen draws: a line that is thick where it was pressed hard, or drawn slowly."""

import math
from collections.abc import Sequence
from itertools import pairwise

from chalkroom.recordings.drawing.reading import Point
from chalkroom.recordings.drawing.svg import polyline, short

THICKNESS = 4.25
"""Of the thickest ink, in widths of the stroke."""
THINNING = 0.6
"""How much of it goes where nothing presses."""
FOLLOWING = 0.575
"""How far the ink goes to each new point of the pen: the rest of the way makes it smooth."""
AT_FIRST = 0.25
"""Of the full pressure; where the pen says none it is guessed from how far its points are apart."""
SHARP = 0.0
"""A turn by more than a right angle: its cosine is below."""


def outline(points: Sequence[Point], pressures: Sequence[float], stroke_width: float) -> tuple[str, str]:
    """As `d` of paths: the edge of the ink, and a round blot at each sharp turn. `pressures` empty: guessed."""
    size = stroke_width * THICKNESS
    line = _smoothed(points)
    if len(line) < 3:
        return "", _blot(line[0], size * 0.35)
    radii = _radii(line, pressures, size)
    left: list[Point] = []
    right: list[Point] = []
    blots = [_blot(line[0], radii[0]), _blot(line[-1], radii[-1])]
    before = _direction(line[0], line[1])
    for at, (x, y) in enumerate(line):
        ahead = _direction(line[at], line[at + 1]) if at + 1 < len(line) else before
        if before[0] * ahead[0] + before[1] * ahead[1] < SHARP:
            blots.append(_blot((x, y), radii[at]))
            normal = before
        else:
            normal = _direction((0, 0), (before[0] + ahead[0], before[1] + ahead[1]))
        aside = normal[1] * radii[at], -normal[0] * radii[at]
        left.append((x + aside[0], y + aside[1]))
        right.append((x - aside[0], y - aside[1]))
        before = ahead
    return _rounded([*left, *reversed(right)]), "".join(blots)


def closed(points: Sequence[Point]) -> str | None:
    """The shape that a line goes around, if it comes back to where it began."""
    if len(points) < 3 or math.dist(points[0], points[-1]) > NEAR:
        return None
    return polyline(points, closed=True)


NEAR = 8
"""In the board's units: as Excalidraw has it."""


def _smoothed(points: Sequence[Point]) -> list[Point]:
    line = [points[0]]
    for x, y in points[1:-1]:
        last = line[-1]
        line.append((last[0] + (x - last[0]) * FOLLOWING, last[1] + (y - last[1]) * FOLLOWING))
    line.append(points[-1])
    return [line[0], *(point for before, point in pairwise(line) if math.dist(before, point) > 0.01)]


def _radii(line: Sequence[Point], pressures: Sequence[float], size: float) -> list[float]:
    radii: list[float] = []
    pressure = AT_FIRST
    for at, point in enumerate(line):
        speed = min(1.0, math.dist(line[at - 1], point) / size) if at and size else 0.0
        wanted = pressures[at] if at < len(pressures) else 1 - speed
        pressure += (wanted - pressure) * (speed * 0.275 if not pressures else 0.5)
        eased = math.sin(max(0.0, 0.5 - THINNING * (0.5 - pressure)) * math.pi / 2)
        radii.append(max(0.01, size * eased))
    # A line begins as thick as it goes on.
    return [radii[min(2, len(radii) - 1)]] * 2 + radii[2:]


def _direction(start: Point, end: Point) -> Point:
    length = math.dist(start, end)
    return ((end[0] - start[0]) / length, (end[1] - start[1]) / length) if length else (1.0, 0.0)


def _blot(middle: Point, radius: float) -> str:
    x, y, r = short(middle[0] - radius), short(middle[1]), short(radius)
    return f"M{x} {y}a{r} {r} 0 1 0 {short(radius * 2)} 0a{r} {r} 0 1 0 {short(-radius * 2)} 0Z"


def _rounded(edge: Sequence[Point]) -> str:
    """Through the middles between its points."""
    middles = [((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in pairwise(edge)]
    start = f"M{short(middles[0][0])} {short(middles[0][1])}"
    curves = (
        f"Q{short(x)} {short(y)} {short(u)} {short(v)}" for (x, y), (u, v) in zip(edge[1:], middles[1:], strict=False)
    )
    return start + "".join(curves) + "Z"
