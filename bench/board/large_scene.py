"""A board of many things, as after a long lesson: handwriting, shapes and words."""

import math
import random
from typing import Any

from pycrdt import Doc, Map

Element = dict[str, Any]

COLUMNS = 100
#: What is drawn last, in the middle of everything: where its colour is seen, all else has been drawn.
LAST_COLOUR = "#ff00ff"
LAST_SIZE = 24
INK = ["#1e1e1e", "#1971c2", "#e03131", "#2f9e44"]


def large_scene(count: int, cell: int) -> list[Element]:
    """From the back to the front, the same every time; each in a square of its own with sides of `cell`."""
    chance = random.Random(5000)
    elements = [_element(chance, number, cell) for number in range(count - 1)]
    # Its middle is where boards begin: a drawing that is larger than the screen opens there.
    width, height = COLUMNS * cell, math.ceil((count - 1) / COLUMNS) * cell
    for element in elements:
        element["x"] -= width / 2
        element["y"] -= height / 2
    last = _shape("rectangle", -LAST_SIZE / 2, -LAST_SIZE / 2, LAST_SIZE, LAST_SIZE, strokeColor=LAST_COLOUR)
    return [
        element | {"id": f"element-{number}", "index": _place(number), "seed": number + 1}
        for number, element in enumerate([*elements, last | {"backgroundColor": LAST_COLOUR}])
    ]


def as_update(elements: list[Element]) -> bytes:
    """A board with these on its first page, as one update of Yjs."""
    document = Doc()
    shown = Map()
    page = Map({"name": "", "order": "a0", "background": "plain", "elements": shown})
    document.get("pages", type=Map)["first"] = page
    document.get("meta", type=Map)["version"] = 1.0
    with document.transaction():
        for element in elements:
            shown[element["id"]] = _with_numbers(element)
    return document.get_update()


def _with_numbers(value: Any) -> Any:
    """JavaScript's numbers: whole ones of Python's would arrive as its BigInt."""
    if isinstance(value, bool) or not isinstance(value, int | list | dict):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, list):
        return [_with_numbers(item) for item in value]
    return {key: _with_numbers(item) for key, item in value.items()}


def _element(chance: random.Random, number: int, cell: int) -> Element:
    x, y, size = number % COLUMNS * cell, number // COLUMNS * cell, cell - 2
    kind = chance.random()
    colour = chance.choice(INK)
    if kind < 0.6:
        return _stroke(chance, x, y, size, colour)
    if kind < 0.85:
        shape = chance.choice(["rectangle", "ellipse", "diamond"])
        return _shape(shape, x, y, size, size, strokeColor=colour)
    return _word(chance, x, y, size, colour)


def _stroke(chance: random.Random, x: float, y: float, size: float, colour: str) -> Element:
    """Something like a letter."""
    turns, phase = chance.uniform(0.5, 1.5), chance.uniform(0, math.tau)
    points = [
        [round(size / 2 * (1 + math.cos(phase + turns * math.tau * at / 24)), 1), round(size * at / 24, 1)]
        for at in range(25)
    ]
    start_x, start_y = points[0]
    return _shape(
        "freedraw", x + start_x, y + start_y, size, size,
        strokeColor=colour, strokeWidth=1, simulatePressure=False, lastCommittedPoint=None,
        points=[[round(to_x - start_x, 1), round(to_y - start_y, 1)] for to_x, to_y in points],
        pressures=[round(chance.uniform(0.3, 0.8), 2) for _ in points],
    )  # fmt: skip


def _word(chance: random.Random, x: float, y: float, size: float, colour: str) -> Element:
    text = chance.choice(["x²", "12", "ab", "=", "3y", "π"])
    return _shape(
        "text", x, y, size, size,
        strokeColor=colour, text=text, originalText=text, fontSize=0.8 * size, fontFamily=6, lineHeight=1.25,
        textAlign="left", verticalAlign="top", containerId=None, autoResize=False,
    )  # fmt: skip


def _shape(kind: str, x: float, y: float, width: float, height: float, **more: Any) -> Element:
    looks = {
        "angle": 0, "backgroundColor": "transparent", "fillStyle": "solid", "strokeWidth": 2, "strokeStyle": "solid",
        "roundness": None, "roughness": 0, "opacity": 100,
    }  # fmt: skip
    state = {
        "version": 1, "versionNonce": 1, "isDeleted": False, "groupIds": [], "frameId": None, "boundElements": None,
        "updated": 1, "locked": False, "link": None,
    }  # fmt: skip
    return {"type": kind, "x": x, "y": y, "width": width, "height": height, **looks, **state, **more}


_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _place(number: int) -> str:
    """A place in the order of a page: "c" says that three digits follow."""
    base = len(_DIGITS)
    return "c" + _DIGITS[number // base**2] + _DIGITS[number // base % base] + _DIGITS[number % base]
