"""What stands on a board, whoever put it there: read field by field, and never believed.

The same rules as in web/src/board/sanitise.ts. What is no element is left out; a field that is bad has a stand-in.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FARTHEST = 10_000_000
MOST_POINTS = 20_000

Point = tuple[float, float]

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COLOUR = re.compile(r"#[\da-fA-F]{3,8}|[A-Za-z]{3,20}")
_INDEX = re.compile(r"[\dA-Za-z]{1,200}")
LAST = "~"
"""Behind every index."""


class Unreadable(Exception):
    """This is no element."""


@dataclass(frozen=True)
class Element:
    """What all kinds have. Lengths are in the board's own units, the angle in radians, `opacity` from 0 to 1."""

    id: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    angle: float
    stroke: str
    fill: str | None
    fill_style: str
    stroke_width: float
    stroke_style: str
    roundness: tuple[int, float | None] | None
    opacity: float
    order: tuple[str, str]
    frame: str | None
    fields: Mapping[str, Any]
    """All of it, as it came."""


def read(key: str, value: object) -> Element:
    """Raises Unreadable."""
    if not isinstance(value, Mapping) or not is_id(key) or value.get("id") != key or value.get("isDeleted") is True:
        raise Unreadable
    kind = value.get("type")
    if not isinstance(kind, str):
        raise Unreadable
    return Element(
        id=key,
        kind=kind,
        x=needed(value.get("x")),
        y=needed(value.get("y")),
        width=needed(value.get("width")),
        height=needed(value.get("height")),
        angle=number(value.get("angle"), 0, -100, 100),
        stroke=colour(value.get("strokeColor"), "#1e1e1e") or "none",
        fill=colour(value.get("backgroundColor"), None),
        fill_style=one_of(value.get("fillStyle"), ("solid", "hachure", "cross-hatch", "zigzag")),
        stroke_width=number(value.get("strokeWidth"), 2, 0, 200),
        stroke_style=one_of(value.get("strokeStyle"), ("solid", "dashed", "dotted")),
        roundness=_roundness(value.get("roundness")),
        opacity=number(value.get("opacity"), 100, 0, 100) / 100,
        order=(_index(value.get("index")), key),
        frame=value["frameId"] if is_id(value.get("frameId")) else None,
        fields=value,
    )


def is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def needed(value: object) -> float:
    """Raises Unreadable."""
    found = number(value, math.nan, -FARTHEST, FARTHEST)
    if math.isnan(found):
        raise Unreadable
    return found


def number(value: object, stand_in: float, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return stand_in
    return float(value) if least <= value <= most else stand_in


def text(value: object, longest: int) -> str:
    """The beginning of it, with nothing that XML cannot hold."""
    return printable(value[:longest]) if isinstance(value, str) else ""


def printable(value: str) -> str:
    return re.sub("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", value)


def one_of(value: object, known: tuple[str, ...]) -> str:
    """The first one stands in."""
    return value if isinstance(value, str) and value in known else known[0]


def colour(value: object, stand_in: str | None) -> str | None:
    """None: nothing is painted."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        return stand_in
    return None if value == "transparent" else value


def points(value: object) -> list[Point]:
    """Raises Unreadable."""
    if not isinstance(value, list) or not 0 < len(value) <= MOST_POINTS:
        raise Unreadable
    return [point(each) for each in value]


def point(value: object) -> Point:
    """Raises Unreadable."""
    if not isinstance(value, list) or len(value) < 2:
        raise Unreadable
    return needed(value[0]), needed(value[1])


def _roundness(value: object) -> tuple[int, float | None] | None:
    if not isinstance(value, Mapping) or value.get("type") not in (1, 2, 3):
        return None
    own = number(value.get("value"), -1, 0, 10_000)
    return int(value["type"]), own if own >= 0 else None


def _index(value: object) -> str:
    return value if isinstance(value, str) and _INDEX.fullmatch(value) else LAST
