"""The board in pictures, drawn anew only where something changed."""

import base64
import math
from collections.abc import Sequence

from chalkroom.recordings.drawing import raster
from chalkroom.recordings.drawing.paper import paper
from chalkroom.recordings.drawing.raster import CannotDraw
from chalkroom.recordings.drawing.scene import Drawn
from chalkroom.recordings.drawing.shown import ShownPage
from chalkroom.recordings.drawing.svg import Box, around, document, tag
from chalkroom.recordings.drawing.view import View

Region = tuple[int, int, int, int]
"""Left, top, right and bottom, in points."""


class BoardDrawing:
    """`size` in points. Updates come in, and pictures come out."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._page = ShownPage(size)
        self._ground: list[Drawn] = []
        self._ground_points: bytes | None = None
        self._rgba = bytearray(b"\xff" * (size[0] * size[1] * 4))
        self.effort = 0.0
        """About how many seconds the last picture took on one core."""

    def apply(self, update: bytes) -> None:
        self._page.apply(update)

    def picture(self, at_ms: int) -> bytes | None:
        """Four bytes for each point, of this moment; None: it looks as it did."""
        self.effort = 0.0
        look, view = self._page.look(at_ms), self._page.view
        ground = self._page.scene.ground()
        if look.is_new or look.is_moved or look.has_pictures or ground != self._ground:
            self._ground = ground
            self._lay_ground(view)
            region = (0, 0, *self._size)
        else:
            region = self._region(view, look.touched)
        if region[0] >= region[2] or region[1] >= region[3]:
            return None
        self._draw(view, region)
        return bytes(self._rgba)

    def _draw(self, view: View, region: Region) -> None:
        left, top, right, bottom = region
        size = right - left, bottom - top
        box = _part(view, region)
        above = [drawn for drawn in self._page.scene.above_ground() if drawn.box.touches(box)]
        below = self._below(region, box)
        drawn = self._drawable(above, below, size, box)
        self._put(drawn, region)

    def _below(self, region: Region, box: Box) -> str:
        """The paper, with the pictures that lie on it: as SVG, or as the points that were made of it."""
        if self._ground_points is None:
            return paper(self._page.background, box)
        left, top, right, bottom = region
        row = self._size[0] * 4
        lines = [self._ground_points[y * row + left * 4 : y * row + right * 4] for y in range(top, bottom)]
        packed = base64.b64encode(raster.png(b"".join(lines), (right - left, bottom - top))).decode()
        return tag(
            "image",
            x=repr(box.left),
            y=repr(box.top),
            width=repr(box.width),
            height=repr(box.height),
            preserveAspectRatio="none",
            image_rendering="optimizeSpeed",
            href=f"data:image/png;base64,{packed}",
        )

    def _lay_ground(self, view: View) -> None:
        self._ground_points = None
        if not self._ground:
            return
        below = paper(self._page.background, view.box)
        self._ground_points = self._drawable(self._ground, below, self._size, view.box)

    def _drawable(self, these: Sequence[Drawn], below: str, size: tuple[int, int], box: Box) -> bytes:
        """The points of all that can be drawn. An element that resvg fails at is left out from then on."""
        svg = document(below + self._page.scene.svg(these, box), size, box)
        self.effort += len(svg) * SECONDS_PER_CHARACTER + size[0] * size[1] * SECONDS_PER_POINT
        try:
            return raster.points(svg, size)
        except CannotDraw:
            good = [drawn for drawn in these if self._is_drawable(drawn)]
            self._page.scene.leave_out([drawn for drawn in these if drawn not in good])
            return raster.points(document(below + self._page.scene.svg(good, box), size, box), size)

    def _is_drawable(self, drawn: Drawn) -> bool:
        try:
            raster.points(document(self._page.scene.svg([drawn], drawn.box), (8, 8), drawn.box), (8, 8))
        except CannotDraw:
            return False
        return True

    def _put(self, points: bytes, region: Region) -> None:
        left, top, right, bottom = region
        width, row = (right - left) * 4, self._size[0] * 4
        for line in range(bottom - top):
            start = (top + line) * row + left * 4
            self._rgba[start : start + width] = points[line * width : (line + 1) * width]

    def _region(self, view: View, touched: Sequence[Box]) -> Region:
        """In whole points, a little more than what was touched."""
        box = around(touched)
        if box is None:
            return 0, 0, 0, 0
        scale, seen = view.scale, view.box
        left = math.floor((box.left - seen.left) * scale) - 2
        top = math.floor((box.top - seen.top) * scale) - 2
        right = math.ceil((box.right - seen.left) * scale) + 2
        bottom = math.ceil((box.bottom - seen.top) * scale) + 2
        return max(0, left), max(0, top), min(self._size[0], right), min(self._size[1], bottom)


SECONDS_PER_CHARACTER = 0.7e-6
SECONDS_PER_POINT = 0.06e-6
"""Measured: what resvg takes for a character of SVG and a point of the picture, packing and unpacking included."""


def _part(view: View, region: Region) -> Box:
    left, top, right, bottom = region
    seen, scale = view.box, view.scale
    return Box(seen.left + left / scale, seen.top + top / scale, seen.left + right / scale, seen.top + bottom / scale)
