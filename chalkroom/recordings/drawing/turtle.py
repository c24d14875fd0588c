"""What turtles drew, as SVG. By the rules of web/src/run/turtle-canvas.ts: the origin is in the middle, y goes up."""

from collections.abc import Iterable, Sequence
from itertools import islice

from chalkroom.recordings.drawing import reading
from chalkroom.recordings.drawing.svg import polyline, tag
from chalkroom.recordings.drawing.words import escaped, plain

WIDTH, HEIGHT = 600, 450
MOST_STROKES = 5_000
FARTHEST = 100_000
LONGEST_TEXT = 300
INK = "#000000"
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def drawn(strokes: Iterable[object]) -> str:
    """All of it, with the turtles where they stand at the end. Its place is WIDTH by HEIGHT about the origin."""
    ground = "#ffffff"
    paper: list[str] = []
    above: list[str] | None = None
    """What lies on the shape that is being outlined, while one is."""
    turtles: dict[float, str] = {}
    for stroke in islice(strokes, MOST_STROKES):
        match stroke:
            case ["ground", colour]:
                ground = _colour(colour, ground)
            case ["clear"]:
                paper.clear()
            case ["outline"]:
                above = []
            case ["fill", colour, [*points]]:
                paper += [_shape(points, colour), *(above or [])]
                above = None
            case ["turtle", which, x, y, heading, colour, is_shown]:
                turtles.pop(_number(which), None)
                if is_shown is True:
                    turtles[_number(which)] = _turtle(x, y, heading, colour)
            case [_, *_]:
                ink = _ink(stroke)
                paper.append(ink)
                if above is not None:
                    above.append(ink)
            case _:
                pass
    page = tag("rect", x=-WIDTH / 2, y=-HEIGHT / 2, width=WIDTH, height=HEIGHT, fill=ground)
    return "".join([page, *paper, *turtles.values()])


def _ink(stroke: Sequence[object]) -> str:
    match stroke:
        case ["line", x1, y1, x2, y2, colour, width]:
            ends = {"x1": _number(x1), "y1": -_number(y1), "x2": _number(x2), "y2": -_number(y2)}
            stands = {"stroke": _colour(colour), "stroke_width": reading.number(width, 1, 0, 1_000)}
            return tag("line", **ends, **stands, stroke_linecap="round")
        case ["dot", x, y, diameter, colour]:
            radius = reading.number(diameter, 0, 0, FARTHEST) / 2
            return tag("circle", cx=_number(x), cy=-_number(y), r=radius, fill=_colour(colour))
        case ["text", x, y, words, colour, size, align]:
            return tag(
                "text",
                escaped(plain(reading.text(words, LONGEST_TEXT))),
                x=_number(x),
                y=-_number(y),
                fill=_colour(colour),
                font_size=reading.number(size, 12, 1, 1_000) * 1.35,
                text_anchor=_ANCHORS[reading.one_of(align, tuple(_ANCHORS))],
            )
        case _:
            return ""


def _shape(points: Sequence[object], colour: object) -> str:
    corners = [(_number(x), -_number(y)) for x, y in zip(points[::2], points[1::2], strict=False)]
    return tag("path", d=polyline(corners, closed=True), fill=_colour(colour), fill_rule="evenodd") if corners else ""


def _turtle(x: object, y: object, heading: object, colour: object) -> str:
    place = f"translate({_number(x)} {-_number(y)}) rotate({-_number(heading)})"
    return tag("path", d="M 0 0 L -9 5 L -7 0 L -9 -5 Z", transform=place, fill=_colour(colour))


def _number(value: object) -> float:
    return reading.number(value, 0, -FARTHEST, FARTHEST)


def _colour(value: object, stand_in: str = INK) -> str:
    return reading.colour(value, stand_in) or "none"
