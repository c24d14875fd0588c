"""The code in pictures: the file that is written in, where it is written in, and what its last run said and drew."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pycrdt import Doc, Map, MapEvent, Text, TextEvent

from chalkroom.recordings.drawing import fonts, pictures, raster, reading, turtle
from chalkroom.recordings.drawing.highlighting import INK, Piece, coloured
from chalkroom.recordings.drawing.shown import text_of
from chalkroom.recordings.drawing.svg import short, tag
from chalkroom.recordings.drawing.words import escaped, plain

LINES_ON_A_SCREEN = 30
"""How many a picture is high, the file's tabs and its output among them."""
OUTPUT_LINES = 8
AROUND = 3
"""Lines that are seen before and after the one that was changed last."""
LONGEST_TEXT, LONGEST_LINE = 100_000, 300
"""Characters that are looked at."""
LONGEST_OUTPUT = 100_000
MOST_TABS = 12
PICTURE = 0.45
"""Of the height, that what a program drew may have."""
SEEN = f"{-turtle.WIDTH / 2} {-turtle.HEIGHT / 2} {turtle.WIDTH} {turtle.HEIGHT}"

_QUIET, _EDGE, _ACCENT, _DANGER = "#5a655f", "#d5d8d4", "#1e6b50", "#b8402a"
_LETTER = 0.6
"""How wide a letter is, in ems."""


@dataclass(frozen=True)
class File:
    id: str
    name: str
    order: str
    text: str


class CodeDrawing:
    """`size` in points. Updates come in, and pictures come out."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._doc: Doc = Doc()
        self._files = self._doc.get("files", type=Map)
        self._runs = self._doc.get("runs", type=Map)
        self._files.observe_deep(self._on_files)
        self._shown: str | None = None
        self._lines: dict[str, int] = {}
        self._first: dict[str, int] = {}
        self._last_svg = ""
        self.effort = 0.0
        """About how many seconds the last picture took on one core."""

    def apply(self, update: bytes) -> None:
        self._doc.apply_update(update)

    def picture(self, _at_ms: int) -> bytes | None:
        """Four bytes for each point; None: it looks as it did."""
        self.effort = 0.0
        svg = self.svg()
        if svg == self._last_svg:
            return None
        self._last_svg = svg
        self.effort = SECONDS
        return raster.points(svg, self._size)

    def svg(self) -> str:
        """What is shown by now."""
        width, height = self._size
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}">{"".join(self.parts())}</svg>'
        )

    def parts(self) -> list[str]:
        """The same in parts, from the back to the front."""
        files = files_of(self._files)
        shown = next((file for file in files if file.id == self._shown), files[0] if files else None)
        sheet = _Sheet(self._size)
        if shown:
            said = list(said_by(self._runs.get(shown.id)))[-OUTPUT_LINES:]
            sheet.tabs(files, shown)
            room = LINES_ON_A_SCREEN - 2 - (len(said) + 1 if said else 0)
            sheet.code(shown, self._scrolled(shown, room), room, self._lines.get(shown.id))
            sheet.output(said)
            sheet.picture(drawn_by(self._runs.get(shown.id)), below=len(said))
        return sheet.parts

    def _scrolled(self, file: File, room: int) -> int:
        """The first line that is seen: it stays where it is until the line that is written in goes out of sight."""
        first, line = self._first.get(file.id, 0), self._lines.get(file.id, 0)
        if line < first + AROUND or line >= first + room - AROUND:
            first = max(0, line - room // 2)
        count = file.text.count("\n") + 1
        self._first[file.id] = first = max(0, min(first, count - room + AROUND))
        return first

    def _on_files(self, events: Sequence[MapEvent | TextEvent]) -> None:
        for event in events:
            path = list(event.path)
            if isinstance(event, TextEvent) and path[1:] == ["text"]:
                self._shown = path[0]
                self._lines[path[0]] = _changed_line(event)
            elif isinstance(event, MapEvent) and (path or event.keys):
                self._shown = path[0] if path else list(event.keys or {})[-1]


SECONDS = 0.12
"""Measured: what a picture of code takes."""


class _Sheet:
    """A picture of code, from the top to the bottom. Lengths are in points."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.width, self.height = size
        self.line = self.height / LINES_ON_A_SCREEN
        self.em = self.line * 0.68
        self.parts = [tag("rect", width=self.width, height=self.height, fill="#ffffff")]

    def tabs(self, files: Sequence[File], shown: File) -> None:
        x = self.em
        at = next(index for index, file in enumerate(files) if file is shown)
        for file in files[max(0, at - MOST_TABS + 1) :][:MOST_TABS]:
            name = plain(reading.text(file.name, 60))
            wide = (len(name) * _LETTER + 1) * self.em
            colour = INK if file is shown else _QUIET
            self._words(x, self.line * 0.95, [(colour, name)])
            if file is shown:
                under = {"x": x, "y": self.line * 1.4, "width": wide - self.em, "height": 2}
                self.parts.append(tag("rect", **under, fill=_ACCENT))
            x += wide + self.em
        self._edge(self.line * 1.5)

    def code(self, file: File, first: int, room: int, changed: int | None) -> None:
        lines = [line[:LONGEST_LINE] for line in plain(file.text).split("\n")]
        number_width = (len(str(len(lines))) * _LETTER + 1.5) * self.em
        for at, pieces in enumerate(coloured(file.name, lines[: first + room])):
            if at < first:
                continue
            y = self.line * (2 + at - first)
            if at == changed:
                here = {"x": 0, "y": y - self.line * 0.02, "width": self.width, "height": self.line}
                self.parts.append(tag("rect", **here, fill=INK, fill_opacity=0.05))
            self._words(number_width - self.em * 0.5, y + self.line * 0.7, [(_QUIET, str(at + 1))], anchor="end")
            self._words(number_width + self.em * 0.5, y + self.line * 0.7, pieces)

    def output(self, lines: Sequence[Piece]) -> None:
        if not lines:
            return
        top = self.height - self.line * (len(lines) + 0.7)
        ground = {"x": 0, "y": top, "width": self.width, "height": self.height - top}
        self.parts.append(tag("rect", **ground, fill="#fbfaf6"))
        self._edge(top)
        for at, (colour, text) in enumerate(lines):
            self._words(self.em, top + self.line * (1 + at), [(colour, text[:LONGEST_LINE])])

    def picture(self, svg: str | None, *, below: int) -> None:
        """At the right, over so many lines of output."""
        if svg is None:
            return
        height = self.height * PICTURE
        width = height * turtle.WIDTH / turtle.HEIGHT
        bottom = self.height - (self.line * (below + 0.7) if below else 0) - self.em
        left, top = self.width - width - self.em, bottom - height
        edge = {"fill": "#ffffff", "stroke": _EDGE}
        self.parts.append(tag("rect", "", x=left, y=top, width=width, height=height, stroke_width=2, **edge))
        self.parts.append(tag("svg", svg, x=left, y=top, width=width, height=height, viewBox=SEEN))

    def _edge(self, y: float) -> None:
        self.parts.append(tag("rect", x=0, y=y, width=self.width, height=1, fill=_EDGE))

    def _words(self, x: float, y: float, pieces: Sequence[Piece], anchor: str | None = None) -> None:
        written = "".join(tag("tspan", escaped(words), fill=colour) for colour, words in pieces)
        font = f'font-family="{fonts.CODE}" font-size="{short(self.em)}"'
        at = f'x="{short(x)}" y="{short(y)}" {font}' + (f' text-anchor="{anchor}"' if anchor else "")
        if written:
            self.parts.append(f'<text {at} xml:space="preserve">{written}</text>')


def files_of(files: Map, longest: int | None = LONGEST_TEXT) -> list[File]:
    """In the order of their tabs; what is no file is left out."""
    found: list[File] = []
    for key, file in files.items():
        if not isinstance(file, Map):
            continue
        name, text = file.get("name"), file.get("text")
        if isinstance(name, str) and isinstance(text, Text):
            content = reading.printable(str(text)[:longest])
            found.append(File(key, name, text_of(file.get("order")), content))
    return sorted(found, key=lambda file: (file.order, file.id))


def said_by(run: object) -> Iterator[Piece]:
    """Lines of what a run wrote, its tables and its tests; for drawings see `drawn_by`. Pages are nowhere."""
    for piece in _pieces(run):
        yield from _lines_of(piece)


def drawn_by(run: object) -> str | None:
    """What a run drew, as SVG on the place that SEEN names: its last picture, or all that its turtles drew."""
    pieces = list(_pieces(run))
    for piece in reversed(pieces):
        if piece.get("kind") == "picture":
            content = base64.b64encode(reading.text(piece.get("svg"), LONGEST_OUTPUT).encode()).decode()
            picture = pictures.read({"dataURL": f"data:{pictures.SVG};base64,{content}"})
            place = {"x": -turtle.WIDTH / 2, "y": -turtle.HEIGHT / 2, "width": turtle.WIDTH, "height": turtle.HEIGHT}
            return tag("image", **place, href=picture.address) if picture else None
    strokes = [piece.get("strokes") for piece in pieces if piece.get("kind") == "draw"]
    return turtle.drawn(stroke for each in strokes if isinstance(each, list) for stroke in each) if strokes else None


def _pieces(run: object) -> Iterator[Mapping[str, object]]:
    output = run.get("output") if isinstance(run, Mapping) else None
    try:
        pieces = json.loads(output) if isinstance(output, str) and len(output) <= LONGEST_OUTPUT else []
    except (ValueError, RecursionError):
        return
    for piece in pieces if isinstance(pieces, list) else []:
        if isinstance(piece, Mapping):
            yield piece


def _lines_of(piece: Mapping[str, object]) -> Iterator[Piece]:
    kind = piece.get("kind")
    if kind == "text":
        colour = _DANGER if piece.get("stream") == "err" else INK
        for line in _plain(piece.get("text")).removesuffix("\n").split("\n"):
            yield colour, line
    elif kind == "test":
        is_good = piece.get("ok") is True
        sign, colour = ("✓", _ACCENT) if is_good else ("✗", _DANGER)
        yield colour, f"{sign} {_plain(piece.get('call'))} => {_plain(piece.get('got'))}"
    elif kind == "table":
        rows = piece.get("rows")
        for row in [piece.get("columns"), *(rows if isinstance(rows, list) else [])]:
            if isinstance(row, list):
                yield INK, " | ".join(map(_plain, row))


def _plain(value: object) -> str:
    return plain(reading.text(value, LONGEST_TEXT))


def _changed_line(event: TextEvent) -> int:
    """Where the last change of these begins. The event counts in bytes."""
    at, last = 0, 0
    for step in event.delta:
        if "retain" in step:
            at += step["retain"]
            continue
        last = at
        if isinstance(insert := step.get("insert"), str):
            at += len(insert.encode())
            last = at
    return str(event.target).encode()[:last].count(b"\n")
