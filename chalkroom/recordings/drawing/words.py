"""Texts on the board."""

import re
import unicodedata

from chalkroom.recordings.drawing import fonts, reading
from chalkroom.recordings.drawing.reading import Element
from chalkroom.recordings.drawing.shapes import Shape
from chalkroom.recordings.drawing.svg import Box, short, tag

MOST_CHARACTERS, MOST_LINES = 4_000, 200
"""That are drawn of one text."""

# Excalidraw's number of a font, what it is called here, and how far its letters reach above and below, in ems.
_FONTS: dict[int, tuple[str, float, float]] = {
    1: ("Excalifont", 0.886, 0.374),
    2: (fonts.SANS, 0.770, 0.230),
    3: (fonts.CODE, 0.928, 0.234),
    5: ("Excalifont", 0.886, 0.374),
    6: (fonts.BOARD, 1.011, 0.353),
    7: ("Lilita One", 0.923, 0.220),
    8: ("Comic Shanns Regular", 0.750, 0.250),
    9: (fonts.SANS, 0.905, 0.212),
}
_USUAL = 5
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_LETTERS_OF_FORMULAS = re.compile("[\U0001d400-\U0001d7ff]+")


def text(element: Element) -> Shape:
    fields = element.fields
    size = reading.number(fields.get("fontSize"), 20, 1, 2_000)
    family, above, below = _FONTS.get(int(reading.number(fields.get("fontFamily"), _USUAL, 1, 100)), _FONTS[_USUAL])
    height = size * reading.number(fields.get("lineHeight"), 1.25, 0.1, 10)
    align = reading.one_of(fields.get("textAlign"), ("left", "center", "right"))
    x = {"left": 0.0, "center": element.width / 2, "right": element.width}[align]
    first = above * size + (height - (above + below) * size) / 2
    lines = plain(reading.text(fields.get("text"), MOST_CHARACTERS)).split("\n")[:MOST_LINES]
    written = "".join(
        f'<text x="{short(x)}" y="{short(first + at * height)}">{escaped(line)}</text>'
        for at, line in enumerate(lines)
        if line.strip()
    )
    group = tag(
        "g",
        written,
        font_family=family,
        font_size=size,
        fill=element.stroke,
        text_anchor=_ANCHORS[align],
        xml_space="preserve",
    ).replace("xml-space", "xml:space")
    # Where a font is not the one that the text was measured with, it is wider.
    box = Box(0, 0, element.width, max(element.height, len(lines) * height))
    return group, box.grown(size + element.width * 0.1)


def plain(value: str) -> str:
    """Letters of formulas that hardly any font has become those that they stand for."""
    value = value.replace("\r\n", "\n").replace("\t", "    ")
    return _LETTERS_OF_FORMULAS.sub(lambda letters: unicodedata.normalize("NFKC", letters[0]), value)


def escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
