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
    turns = [at for at in range(1, len(line) - 1) if _is_sharp(*line[at - 1 : at + 2])]
    ends = [0, *turns, len(line) - 1]
    parts = (_edge(line[start : end + 1], radii[start : end + 1]) for start, end in pairwise(ends))
    return "".join(parts), "".join(_blot(line[at], radii[at]) for at in ends)


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


def _is_sharp(before: Point, here: Point, after: Point) -> bool:
    back, ahead = _direction(before, here), _direction(here, after)
    return back[0] * ahead[0] + back[1] * ahead[1] < SHARP


def _edge(line: Sequence[Point], radii: Sequence[float]) -> str:
    """Of a part without sharp turns."""
    left: list[Point] = []
    right: list[Point] = []
    ways = [_direction(start, end) for start, end in pairwise(line)]
    for (x, y), radius, back, ahead in zip(line, radii, [ways[0], *ways], [*ways, ways[-1]], strict=True):
        way = _direction((0, 0), (back[0] + ahead[0], back[1] + ahead[1]))
        left.append((x + way[1] * radius, y - way[0] * radius))
        right.append((x - way[1] * radius, y + way[0] * radius))
    return f"M{_side(left)}L{_side(right[::-1])}Z"


def _side(points: Sequence[Point]) -> str:
    """From the first to the last, and smooth between: through the middles."""
    middles = [((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in pairwise(points[1:-1])]
    curves = (f"Q{_at(point)} {_at(middle)}" for point, middle in zip(points[1:-2], middles, strict=True))
    between = f"Q{_at(points[-2])} " if len(points) > 2 else "L"
    return _at(points[0]) + "".join(curves) + between + _at(points[-1])


def _at(point: Point) -> str:
    return f"{short(point[0])} {short(point[1])}"
