"""The board in pictures: the page that is worked on, drawn anew only where something changed."""

import base64
import math
from collections.abc import Sequence

from pycrdt import Doc, Map, MapEvent

from chalkroom.recordings.drawing import pictures, raster
from chalkroom.recordings.drawing.paper import BACKGROUNDS, paper
from chalkroom.recordings.drawing.pictures import Picture
from chalkroom.recordings.drawing.raster import CannotDraw
from chalkroom.recordings.drawing.reading import one_of
from chalkroom.recordings.drawing.scene import Drawn, Scene
from chalkroom.recordings.drawing.svg import Box, document, tag
from chalkroom.recordings.drawing.view import View

STAYS_MS = 2_000
"""So long a page is shown before another one takes its place: two people may draw on two pages at once."""

Region = tuple[int, int, int, int]
"""Left, top, right and bottom, in points."""


class BoardDrawing:
    """`size` in points. Updates come in, and pictures come out."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._doc: Doc = Doc()
        self._pages = self._doc.get("pages", type=Map)
        self._files = self._doc.get("files", type=Map)
        self._pages.observe_deep(self._on_pages)
        self._files.observe(self._on_files)
        self._pictures: dict[str, Picture | None] = {}
        self._views: dict[str, View] = {}
        self._worked_on: str | None = None
        self._shown: str | None = None
        self._shown_since = 0
        self._background = BACKGROUNDS[0]
        self._scene = Scene(self._picture)
        self._changed: set[str] = set()
        self._is_new = True
        self._ground: list[Drawn] = []
        self._ground_points: bytes | None = None
        self._rgba = bytearray(b"\xff" * (size[0] * size[1] * 4))
        self.effort = 0.0
        """About how many seconds the last picture took on one core."""

    def apply(self, update: bytes) -> None:
        self._doc.apply_update(update)

    def picture(self, at_ms: int) -> bytes | None:
        """Four bytes for each point, of this moment; None: it looks as it did."""
        self.effort = 0.0
        self._turn(at_ms)
        page = self._page(self._shown)
        if page is None:
            return self._blank()
        touched = self._take_changes(page)
        background = one_of(page.get("background"), BACKGROUNDS)
        view = self._views.setdefault(self._shown or "", View(self._size))
        seen_whole = [box for box in touched if view.may_hold(box)]
        is_moved = view.follow(self._scene.contents(view.may_hold), _all(seen_whole))
        ground = self._scene.ground()
        if self._is_new or is_moved or background != self._background or ground != self._ground:
            self._is_new, self._background, self._ground = False, background, ground
            self._lay_ground(view)
            region = (0, 0, *self._size)
        elif touched:
            region = self._region(view, touched)
        else:
            return None
        if region[0] >= region[2] or region[1] >= region[3]:
            return None
        self._draw(view, region)
        return bytes(self._rgba)

    def _turn(self, at_ms: int) -> None:
        """To the page that is worked on; at first, and where that is gone, to the first one."""
        wanted = self._worked_on if self._page(self._worked_on) is not None else None
        if self._page(self._shown) is None:
            wanted = wanted or first_page(self._pages)
        elif wanted is None or at_ms < self._shown_since + STAYS_MS:
            return
        if wanted == self._shown:
            return
        self._shown, self._shown_since = wanted, at_ms
        self._scene, self._changed, self._is_new = Scene(self._picture), set(), True

    def _take_changes(self, page: Map) -> list[Box]:
        elements = page.get("elements")
        if not isinstance(elements, Map):
            return []
        keys = elements.keys() if self._is_new else self._changed
        touched: list[Box] = []
        for key in list(keys):
            touched += self._scene.change(key, plain(elements.get(key)))
        self._changed = set()
        return touched

    def _draw(self, view: View, region: Region) -> None:
        left, top, right, bottom = region
        size = right - left, bottom - top
        box = _part(view, region)
        above = [drawn for drawn in self._scene.above_ground() if drawn.box.touches(box)]
        below = self._below(region, box)
        drawn = self._drawable(above, below, size, box)
        self._put(drawn, region)

    def _below(self, region: Region, box: Box) -> str:
        """The paper, with the pictures that lie on it: as SVG, or as the points that were made of it."""
        if self._ground_points is None:
            return paper(self._background, box)
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
        below = paper(self._background, view.box)
        self._ground_points = self._drawable(self._ground, below, self._size, view.box)

    def _drawable(self, these: Sequence[Drawn], below: str, size: tuple[int, int], box: Box) -> bytes:
        """The points of all that can be drawn. An element that resvg fails at is left out from then on."""
        svg = document(below + self._scene.svg(these, box), size, box)
        self.effort += len(svg) * SECONDS_PER_CHARACTER + size[0] * size[1] * SECONDS_PER_POINT
        try:
            return raster.points(svg, size)
        except CannotDraw:
            good = [drawn for drawn in these if self._is_drawable(drawn)]
            self._scene.leave_out([drawn for drawn in these if drawn not in good])
            return raster.points(document(below + self._scene.svg(good, box), size, box), size)

    def _is_drawable(self, drawn: Drawn) -> bool:
        try:
            raster.points(document(self._scene.svg([drawn], drawn.box), (8, 8), drawn.box), (8, 8))
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
        box = _all(touched)
        if box is None:
            return 0, 0, 0, 0
        scale, seen = view.scale, view.box
        left = math.floor((box.left - seen.left) * scale) - 2
        top = math.floor((box.top - seen.top) * scale) - 2
        right = math.ceil((box.right - seen.left) * scale) + 2
        bottom = math.ceil((box.bottom - seen.top) * scale) + 2
        return max(0, left), max(0, top), min(self._size[0], right), min(self._size[1], bottom)

    def _blank(self) -> bytes | None:
        if not self._is_new:
            return None
        self._is_new = False
        return bytes(self._rgba)

    def _page(self, key: str | None) -> Map | None:
        page = self._pages.get(key) if key is not None else None
        return page if isinstance(page, Map) else None

    def _picture(self, file_id: str) -> Picture | None:
        if file_id not in self._pictures:
            self._pictures[file_id] = pictures.read(plain(self._files.get(file_id)))
        return self._pictures[file_id]

    def _on_pages(self, events: Sequence[MapEvent]) -> None:
        for event in events:
            path, keys = list(event.path), list(event.keys or {})
            places = [[*path, key] for key in keys]
            for place in places:
                if len(place) == 1 and place[0] == self._shown:
                    self._is_new = True
                    self._scene = Scene(self._picture)
                if len(place) == 3 and place[0] == self._shown and place[1] == "elements":
                    self._changed.add(place[2])
                if len(place) == 2 and place[0] == self._shown and place[1] == "elements":
                    self._is_new = True
                    self._scene = Scene(self._picture)
            if places:
                self._worked_on = places[-1][0]

    def _on_files(self, event: MapEvent) -> None:
        for file_id in event.keys or {}:
            self._pictures.pop(file_id, None)
            self._changed.update(self._scene.showing(file_id))
            self._ground = []  # what was made of it may be another picture now


SECONDS_PER_CHARACTER = 0.7e-6
SECONDS_PER_POINT = 0.06e-6
"""Measured: what resvg takes for a character of SVG and a point of the picture, packing and unpacking included."""


def first_page(pages: Map) -> str | None:
    """In the order in which the client shows them."""
    ids = [key for key in pages.keys() if isinstance(pages[key], Map)]  # noqa: SIM118
    return min(ids, key=lambda key: (text_of(pages[key].get("order")), key), default=None)


def text_of(value: object) -> str:
    return value if isinstance(value, str) else ""


def plain(value: object) -> object:
    """JSON, also where somebody put a shared map in its place."""
    return value.to_py() if isinstance(value, Map) else value


def _part(view: View, region: Region) -> Box:
    left, top, right, bottom = region
    seen, scale = view.box, view.scale
    return Box(seen.left + left / scale, seen.top + top / scale, seen.left + right / scale, seen.top + bottom / scale)


def _all(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
