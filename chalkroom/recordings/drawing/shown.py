"""The page of the board that is shown, followed through the document's changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pycrdt import Doc, Map, MapEvent

from chalkroom.classroom.documents.plain import plain
from chalkroom.recordings.drawing import pictures
from chalkroom.recordings.drawing.paper import BACKGROUNDS
from chalkroom.recordings.drawing.pictures import Picture
from chalkroom.recordings.drawing.reading import one_of
from chalkroom.recordings.drawing.scene import Scene
from chalkroom.recordings.drawing.svg import Box, around
from chalkroom.recordings.drawing.view import View

STAYS_MS = 2_000
"""So long a page is shown before another one takes its place: two people may draw on two pages at once."""


@dataclass(frozen=True)
class Look:
    """What is another since the last look."""

    is_new: bool
    """Another page, or all of this one."""
    is_moved: bool
    """Another part of it is seen, or another paper."""
    keys: list[str]
    """Of elements that were put, changed or taken away."""
    touched: list[Box]
    """Where these were and are, and what goes with them."""
    has_pictures: bool
    """A picture came, or became another one."""


class ShownPage:
    """As in a replay: the page that was worked on last. `size` in points, of what it is shown on."""

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
        self._changed: set[str] = set()
        self._is_new = True
        self._has_pictures = False
        self.scene = Scene(self.picture)
        self.background = BACKGROUNDS[0]

    @property
    def view(self) -> View:
        return self._views.setdefault(self._shown or "", View(self._size))

    def apply(self, update: bytes) -> None:
        self._doc.apply_update(update)

    def look(self, at_ms: int) -> Look:
        """At this moment."""
        self._turn(at_ms)
        is_new, self._is_new = self._is_new, False
        has_pictures, self._has_pictures = self._has_pictures, False
        page = self._page(self._shown)
        keys = self._keys(page, is_new)
        elements = page.get("elements") if page is not None else None
        touched: list[Box] = []
        for key in keys:
            touched += self.scene.change(key, plain(elements.get(key)) if isinstance(elements, Map) else None)
        before = self.background
        self.background = one_of(page.get("background") if page is not None else None, BACKGROUNDS)
        view = self.view
        seen_whole = [box for box in touched if view.may_hold(box)]
        is_moved = view.follow(self.scene.contents(view.may_hold), around(seen_whole))
        return Look(is_new, is_moved or before != self.background, keys, touched, has_pictures)

    def picture(self, file_id: str) -> Picture | None:
        if file_id not in self._pictures:
            self._pictures[file_id] = pictures.read(plain(self._files.get(file_id)))
        return self._pictures[file_id]

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
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.scene, self._is_new, self._changed = Scene(self.picture), True, set()

    def _keys(self, page: Map | None, is_new: bool) -> list[str]:
        changed, self._changed = self._changed, set()
        elements = page.get("elements") if page is not None else None
        if is_new and isinstance(elements, Map):
            return list(elements.keys())
        return sorted(changed)

    def _page(self, key: str | None) -> Map | None:
        page = self._pages.get(key) if key is not None else None
        return page if isinstance(page, Map) else None

    def _on_pages(self, events: Sequence[object]) -> None:
        for event in events:
            if not isinstance(event, MapEvent):
                continue  # a text or a list in place of an element: it is no element
            places = [[*event.path, key] for key in event.keys or {}]
            for place in places:
                if place[0] == self._shown and len(place) == 3 and place[1] == "elements":
                    self._changed.add(place[2])
                elif place[0] == self._shown and (len(place) == 1 or place[1] == "elements"):
                    self._begin_anew()
            if places:
                self._worked_on = places[-1][0]

    def _on_files(self, event: MapEvent) -> None:
        for file_id in event.keys or {}:
            self._pictures.pop(file_id, None)
            self._changed.update(self.scene.showing(file_id))
            self._has_pictures = True


def first_page(pages: Map) -> str | None:
    """In the order in which the client shows them."""
    return next(iter(in_order(pages)), None)


def in_order(pages: Map) -> list[str]:
    ids = [key for key in pages.keys() if isinstance(pages[key], Map)]  # noqa: SIM118
    return sorted(ids, key=lambda key: (text_of(pages[key].get("order")), key))


def text_of(value: object) -> str:
    return value if isinstance(value, str) else ""
