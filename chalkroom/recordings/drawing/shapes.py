"""Rectangles, diamonds, ellipses, lines, arrows and ink: an element as SVG, in its own coordinates.

Lines are drawn clean, whatever roughness an element asks for.
"""

import math
from collections.abc import Callable, Mapping, Sequence

from chalkroom.recordings.drawing import heads, ink, reading
from chalkroom.recordings.drawing.reading import Element, Point
from chalkroom.recordings.drawing.svg import Box, curve, polyline, short, tag

HACHURE = -41
"""Degrees."""
PROPORTIONAL, ADAPTIVE = 0.25, 32
ELBOW = 16
"""How round the corners of an arrow with elbows are."""

Shape = tuple[str, Box]
"""SVG and what it covers, in the element's own coordinates."""


def rectangle(element: Element) -> Shape:
    radius = corner(element, min(abs(element.width), abs(element.height)))
    width, height = _sides(element)
    box = f"M{short(radius)} 0H{short(width - radius)}"
    if radius:
        w, h, r = short(width), short(height), short(radius)
        path = (
            f"{box}Q{w} 0 {w} {r}V{short(height - radius)}Q{w} {h} {short(width - radius)} {h}"
            f"H{r}Q0 {h} 0 {short(height - radius)}V{r}Q0 0 {r} 0Z"
        )
    else:
        path = f"{box}V{short(height)}H0Z"
    return painted(element, path), _whole(element)


def diamond(element: Element) -> Shape:
    width, height = _sides(element)
    corners = [(width / 2, 0.0), (width, height / 2), (width / 2, height), (0.0, height / 2)]
    radius = corner(element, min(width, height) / 2)
    path = rounded_corners(corners, radius, closed=True) if radius else polyline(corners, closed=True)
    return painted(element, path), _whole(element)


def ellipse(element: Element) -> Shape:
    width, height = _sides(element)
    rx, ry = short(width / 2), short(height / 2)
    path = f"M0 {ry}a{rx} {ry} 0 1 1 {short(width)} 0a{rx} {ry} 0 1 1 {short(-width)} 0Z"
    return painted(element, path), _whole(element)


def line(element: Element) -> Shape:
    points = reading.points(element.fields.get("points"))
    box = Box.around(points).grown(element.stroke_width + 2)
    return painted(element, _way(element, points), fill=ink.closed(points) is not None), box


def arrow(element: Element) -> Shape:
    points = reading.points(element.fields.get("points"))
    if element.fields.get("elbowed") is True:
        way = rounded_corners(points, ELBOW, closed=False)
    else:
        way = _way(element, points)
    is_round = element.roundness is not None and not element.fields.get("elbowed")
    ends = [("endArrowhead", points), ("startArrowhead", points[::-1])] if len(points) > 1 else []
    drawn = "".join(
        heads.head(
            str(element.fields[end]),
            path[-1],
            _just_before(path) if is_round else path[-2],
            math.dist(path[-1], path[-2]),
            colour=element.stroke,
            width=element.stroke_width,
        )
        for end, path in ends
        if isinstance(element.fields.get(end), str)
    )
    box = Box.around(points).grown(heads.LONGEST + element.stroke_width)
    return painted(element, way, fill=False) + drawn, box


def freedraw(element: Element) -> Shape:
    points = reading.points(element.fields.get("points"))
    given = element.fields.get("pressures")
    pressures: list[float] = []
    if element.fields.get("simulatePressure") is False and isinstance(given, list):
        pressures = [reading.number(each, 0.5, 0, 1) for each in given[: len(points)]]
    edge, blots = ink.outline(points, pressures, element.stroke_width)
    inside = ink.closed(points)
    shape = painted(element, inside, stroke=False) if inside else ""
    shape += tag("path", d=edge, fill=element.stroke) if edge else ""
    shape += tag("path", d=blots, fill=element.stroke)
    return shape, Box.around(points).grown(element.stroke_width * ink.THICKNESS + 1)


KINDS: Mapping[str, Callable[[Element], Shape]] = {
    "rectangle": rectangle,
    "diamond": diamond,
    "ellipse": ellipse,
    "line": line,
    "arrow": arrow,
    "freedraw": freedraw,
}


def painted(element: Element, path: str, *, fill: bool = True, stroke: bool = True) -> str:
    inside = _filled(element, path, element.fill) if fill and element.fill else ""
    if not stroke or not element.stroke_width:
        return inside
    dashes = {"dashed": (8.0, 8 + element.stroke_width), "dotted": (1.5, 6 + element.stroke_width)}
    dash = dashes.get(element.stroke_style)
    return inside + tag(
        "path",
        d=path,
        fill="none",
        stroke=element.stroke,
        stroke_width=element.stroke_width + (0.5 if dash else 0),
        stroke_dasharray=" ".join(map(short, dash)) if dash else None,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def corner(element: Element, side: float) -> float:
    """How round a corner beside a side of this length is."""
    if element.roundness is None:
        return 0
    kind, own = element.roundness
    most = own if own is not None else ADAPTIVE
    return min(side * PROPORTIONAL, most) if kind == 3 else side * PROPORTIONAL


def rounded_corners(points: Sequence[Point], radius: float, *, closed: bool) -> str:
    """A path along straight lines whose corners are no sharper than this."""
    count = len(points)
    parts: list[str] = [] if closed else [f"M{_at(points[0])}"]
    for index in range(count) if closed else range(1, count - 1):
        before, here, after = points[index - 1], points[index], points[(index + 1) % count]
        start, end = _towards(here, before, radius), _towards(here, after, radius)
        parts.append(f"{'L' if parts else 'M'}{_at(start)}Q{_at(here)} {_at(end)}")
    return "".join(parts) + ("Z" if closed else f"L{_at(points[-1])}")


def _filled(element: Element, path: str, colour: str) -> str:
    if element.fill_style == "solid":
        return tag("path", d=path, fill=colour)
    gap = max(2.0, element.stroke_width * 4)
    thin = max(0.5, element.stroke_width / 2)
    lines = f"M0 {short(gap / 2)}H{short(gap)}"
    if element.fill_style == "cross-hatch":
        lines += f"M{short(gap / 2)} 0V{short(gap)}"
    pattern = tag(
        "pattern",
        tag("path", d=lines, stroke=colour, stroke_width=thin),
        id=f"fill-{element.id}",
        width=gap,
        height=gap,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({HACHURE})",
    )
    return pattern + tag("path", d=path, fill=f"url(#fill-{element.id})")


def _way(element: Element, points: Sequence[Point]) -> str:
    return curve(points) if element.roundness else polyline(points)


def _just_before(points: Sequence[Point]) -> Point:
    """Where a curve through these is a little before its end: that is how its arrowhead lies."""
    before, start, end = points[-3] if len(points) > 2 else points[-2], points[-2], points[-1]
    first = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
    second = end[0] - (end[0] - start[0]) / 6, end[1] - (end[1] - start[1]) / 6
    t, u = 0.7, 0.3
    weights = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    corners = start, first, second, end
    return sum(w * c[0] for w, c in zip(weights, corners, strict=True)), sum(
        w * c[1] for w, c in zip(weights, corners, strict=True)
    )


def _sides(element: Element) -> tuple[float, float]:
    return abs(element.width), abs(element.height)


def _whole(element: Element) -> Box:
    return Box(0, 0, *_sides(element)).grown(element.stroke_width / 2 + 1)


def _towards(point: Point, other: Point, radius: float) -> Point:
    way = math.dist(point, other)
    share = min(radius, way / 2) / way if way else 0
    return point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share


def _at(point: Point) -> str:
    return f"{short(point[0])} {short(point[1])}"
