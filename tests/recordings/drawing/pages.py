"""Boards to draw: elements as the client writes them, and what colours a picture has where."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pycrdt import Doc, Map

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.drawing.film import film

SIZE = 960, 540
"""In points. A drawing that is no larger is seen in its own size, in the middle."""
Frame = tuple[int, bytes]
Colour = tuple[int, int, int]


def element(
    kind: str, x: float, y: float, width: float, height: float, key: str = "one", **more: Any
) -> dict[str, Any]:
    looks = {"strokeColor": "#000000", "backgroundColor": "transparent", "fillStyle": "solid", "strokeWidth": 4}
    rest = {"angle": 0, "strokeStyle": "solid", "roundness": None, "opacity": 100, "isDeleted": False, "version": 1}
    place = {"id": key, "type": kind, "x": x, "y": y, "width": width, "height": height, "index": f"a{key}"}
    return {**place, **looks, **rest, **more}


class Pages:
    """A board's document; `update` is what was changed since the last one."""

    def __init__(self, background: str = "plain") -> None:
        self.doc: Doc = Doc()
        self.pages = self.doc.get("pages", type=Map)
        self.files = self.doc.get("files", type=Map)
        self._known = self.doc.get_state()
        self.add("first", background)

    def add(self, page: str, background: str = "plain") -> None:
        self.pages[page] = Map({"name": "", "order": page, "background": background, "elements": Map()})

    def put(self, *elements: Mapping[str, Any], page: str = "first") -> None:
        for each in elements:
            self.pages[page]["elements"][each["id"]] = dict(each)

    def update(self) -> bytes:
        change = self.doc.get_update(self._known)
        self._known = self.doc.get_state()
        return change


class Picture:
    """Points counted in the board's own units, for a drawing whose contents have the middle (0, 0)."""

    def __init__(self, rgba: bytes, size: tuple[int, int] = SIZE) -> None:
        self.rgba, self.size = rgba, size

    def at(self, x: float, y: float) -> Colour:
        width, height = self.size
        place = (round(height / 2 + y) * width + round(width / 2 + x)) * 4
        red, green, blue = self.rgba[place : place + 3]
        return red, green, blue

    def colours(self, left: int, top: int, right: int, bottom: int) -> Iterator[Colour]:
        for y in range(top, bottom):
            for x in range(left, right):
                yield self.at(x, y)

    def dark(self, left: int, top: int, right: int, bottom: int) -> float:
        """Which share of a part has ink on it."""
        found = [max(colour) < 128 for colour in self.colours(left, top, right, bottom)]
        return sum(found) / len(found)


CORNERS = [
    element("rectangle", x, y, 2, 2, key, strokeColor="#00ff00") for x, y, key in ((-400, -200, "z1"), (398, 198, "z2"))
]
"""With these on a page, its middle is (0, 0), whatever else is on it."""


def drawn(*elements: Mapping[str, Any], files: Mapping[str, Any] | None = None, background: str = "plain") -> Picture:
    pages = Pages(background)
    for key, file in (files or {}).items():
        pages.files[key] = file
    pages.put(*CORNERS, *elements)
    [still] = film([(0, pages.update())], DocumentName.BOARD, SIZE, until_ms=0)
    return Picture(still.rgba)


def is_near(colour: Colour, wanted: Sequence[int], by: int = 30) -> bool:
    return all(abs(one - other) <= by for one, other in zip(colour, wanted, strict=True))
