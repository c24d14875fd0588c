"""Where on the picture people and things are. Every edge lies on an even point: colours have half of the points."""

import math
from dataclasses import dataclass

MOST_IN_GRID = 25
MOST_BESIDE = 6
BESIDE = 5
"""Whoever is not large has this part of the width."""


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Tile:
    """Somebody's picture, and their name under it."""

    picture: Box
    name: Box


def grid(count: int, width: int, height: int) -> list[Tile]:
    """As large as they can be; the last row stands in the middle."""
    columns = math.ceil(math.sqrt(count))
    rows = math.ceil(count / columns)
    gap, name = _gap(height), _name_height(height, rows)
    each = _fitting((width - gap) // columns - gap, (height - gap) // rows - gap - name)
    tile_height = each[1] + name
    top = (height - rows * tile_height - (rows - 1) * gap) // 2
    found: list[Tile] = []
    for number in range(count):
        row, column = divmod(number, columns)
        in_row = min(columns, count - row * columns)
        left = (width - in_row * each[0] - (in_row - 1) * gap) // 2
        found.append(_tile(left + column * (each[0] + gap), top + row * (tile_height + gap), *each, name))
    return found


def stage(others: int, width: int, height: int) -> tuple[Box, list[Tile]]:
    """The room for what is large, and so many people beside it: height is what a wide picture is short of."""
    if others == 0:
        return Box(0, 0, width, height), []
    gap, name = _gap(height), _name_height(height, 4)
    column = _even(width // BESIDE)
    each = _fitting(column - gap, (height - gap) // others - gap - name)
    tile_height = each[1] + name
    left = width - gap - each[0]
    top = (height - others * tile_height - (others - 1) * gap) // 2
    beside = [_tile(left, top + number * (tile_height + gap), *each, name) for number in range(others)]
    return Box(0, 0, _even(width - column - gap), height), beside


def named(room: Box) -> Tile:
    """The largest 16:9 in the middle of it, with a name."""
    name = _name_height(room.height, 4)
    wide, high = _fitting(room.width, room.height - name)
    return _tile(room.x + (room.width - wide) // 2, room.y + (room.height - high - name) // 2, wide, high, name)


def inside(box: Box, width: int, height: int) -> Box:
    """The place in the middle of a box of something that has this shape."""
    scale = min(box.width / width, box.height / height)
    wide, high = max(2, _even(round(width * scale))), max(2, _even(round(height * scale)))
    return Box(_even(box.x + (box.width - wide) // 2), _even(box.y + (box.height - high) // 2), wide, high)


def _tile(x: int, y: int, width: int, height: int, name: int) -> Tile:
    x, y = _even(x), _even(y)
    return Tile(Box(x, y, width, height), Box(x, y + height, width, name))


def _fitting(width: int, height: int) -> tuple[int, int]:
    """The largest 16:9."""
    if width * 9 > height * 16:
        return _even(height * 16 // 9), _even(height)
    return _even(width), _even(width * 9 // 16)


def _gap(height: int) -> int:
    return _even(height // 90)


def _name_height(height: int, rows: int) -> int:
    return _even(height // (24 if rows < 3 else 30))


def _even(number: int) -> int:
    return number // 2 * 2
