"""Pieces of SVG, and boxes: what everything here draws with."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from chalkroom.recordings.drawing.reading import Point


@dataclass(frozen=True)
class Box:
    """In the board's own units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @classmethod
    def around(cls, points: Sequence[Point]) -> "Box":
        across, down = [x for x, _ in points], [y for _, y in points]
        return cls(min(across), min(down), max(across), max(down))

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def turned(self, angle: float) -> "Box":
        """What holds it when it is turned about its middle."""
        if not angle:
            return self
        middle = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        corners = [(x, y) for x in (self.left, self.right) for y in (self.top, self.bottom)]
        return Box.around([rotated(corner, middle, angle) for corner in corners])

    def moved(self, x: float, y: float) -> "Box":
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)


def around(boxes: Sequence[Box]) -> Box | None:
    """What holds all of them; None where there is none."""
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def rotated(point: Point, about: Point, angle: float) -> Point:
    """Clockwise as one sees it: y goes downwards."""
    x, y = point[0] - about[0], point[1] - about[1]
    cos, sin = math.cos(angle), math.sin(angle)
    return about[0] + x * cos - y * sin, about[1] + x * sin + y * cos


def tag(name: str, content: str = "", **attributes: float | str | None) -> str:
    """`stroke_width=2` becomes stroke-width="2"; None is left out. `content` is SVG, attributes are escaped."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{short(value) if isinstance(value, int | float) else escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def polyline(points: Iterable[Point], *, closed: bool = False) -> str:
    """As the `d` of a path."""
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points) + ("Z" if closed else "")


def curve(points: Sequence[Point]) -> str:
    """A path through all of these without corners: a Catmull-Rom spline as Bézier curves."""
    if len(points) < 3:
        return polyline(points)
    around = [points[0], *points, points[-1]]
    parts = [f"M{short(points[0][0])} {short(points[0][1])}"]
    for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        controls = [
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            *end,
        ]
        parts.append("C" + " ".join(map(short, controls)))
    return "".join(parts)


def document(content: str, size: tuple[int, int], box: Box) -> str:
    """An SVG of `size` in points that shows this part of the board."""
    seen = " ".join(map(repr, (box.left, box.top, box.width, box.height)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" viewBox="{seen}"'
        f' preserveAspectRatio="none">{content}</svg>'
    )
