"""A document in time as the bundle's player shows it: which parts of a picture come, change and go, and when.

Steps: {"parts": [SVG…], "pictures": {file id: data: address}, "steps": [{"at", "view": [x, y, width, height] | null,
"clear": bool, "put": [[key, order, number of the part]…], "gone": [key…]}…]}. In the parts NUL, a file's id and NUL
stand where a picture's address belongs. What is shown is all that was put, from the least order to the greatest.
"""

from collections.abc import Iterable
from typing import Any

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.drawing import pictures
from chalkroom.recordings.drawing.code import CodeDrawing
from chalkroom.recordings.drawing.film import moments
from chalkroom.recordings.drawing.paper import paper
from chalkroom.recordings.drawing.shown import ShownPage
from chalkroom.recordings.drawing.svg import Box

SIZE = 1280, 720
EVERY_MS = 500
PAPER = " paper"
"""Not an element's key: it is below all of them."""

Put = tuple[str, str, str]
"""Key, order and SVG."""


class Steps:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._shown: dict[str, tuple[str, str]] = {}
        self._view: list[float] | None = None
        self.steps: list[dict[str, Any]] = []

    @property
    def parts(self) -> list[str]:
        return list(self._numbers)

    def step(self, at_ms: int, view: list[float], put: Iterable[Put], gone: Iterable[str], *, clear: bool) -> None:
        """What is shown already is not said again."""
        before = {} if clear else self._shown
        new = [each for each in put if before.get(each[0]) != each[1:]]
        away = [key for key in gone if key in before]
        if not (new or away or clear or view != self._view):
            return
        self.steps.append(
            {
                "at": at_ms,
                "view": view if view != self._view else None,
                "clear": clear,
                "put": [[key, order, self._numbers.setdefault(svg, len(self._numbers))] for key, order, svg in new],
                "gone": away,
            }
        )
        self._shown = {key: said for key, said in before.items() if key not in away} | {key: said for key, *said in new}  # type: ignore[misc]
        self._view = view


def of(name: DocumentName, frames: Iterable[tuple[int, bytes]], until_ms: int) -> dict[str, Any]:
    return _board(frames, until_ms) if name is DocumentName.BOARD else _code(frames, until_ms)


def _board(frames: Iterable[tuple[int, bytes]], until_ms: int) -> dict[str, Any]:
    page, steps = ShownPage(SIZE), Steps()
    files: dict[str, str] = {}
    for at_ms in moments(frames, page.apply, _after, until_ms):
        look, scene, box = page.look(at_ms), page.scene, page.view.box
        keys = set(look.keys).union(*map(scene.companions, look.keys))
        pieces = {key: scene.piece(key) for key in keys}
        put = [(key, " ".join(piece[0]), piece[1]) for key, piece in pieces.items() if piece]
        if look.is_new or look.is_moved:
            put.append((PAPER, "", paper(page.background, _beyond(box))))
        gone = [key for key, piece in pieces.items() if piece is None]
        steps.step(at_ms, [box.left, box.top, box.width, box.height], put, gone, clear=look.is_new)
        for _, _, svg in put:
            for file_id in pictures.PLACEHOLDER.findall(svg):
                picture = page.picture(file_id)
                files[file_id] = picture.address if picture else pictures.EMPTY
    return {"parts": steps.parts, "pictures": files, "steps": steps.steps}


def _code(frames: Iterable[tuple[int, bytes]], until_ms: int) -> dict[str, Any]:
    drawing, steps, count = CodeDrawing(SIZE), Steps(), 0
    for at_ms in moments(frames, drawing.apply, _after, until_ms):
        parts = drawing.parts()
        put = [(str(at), f"{at:06}", part) for at, part in enumerate(parts)]
        steps.step(at_ms, [0, 0, *SIZE], put, map(str, range(len(parts), count)), clear=False)
        count = len(parts)
    return {"parts": steps.parts, "pictures": {}, "steps": steps.steps}


def _after(last_ms: int) -> int:
    return last_ms + EVERY_MS


def _beyond(box: Box) -> Box:
    """The player's window may be wider or higher than the view."""
    return box.grown(box.width / 2)
