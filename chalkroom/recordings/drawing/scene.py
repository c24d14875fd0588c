"""A page of the board as SVG: what each element looks like is remembered until the element changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from chalkroom.recordings.drawing import fonts, pictures, reading, shapes, words
from chalkroom.recordings.drawing.pictures import Picture
from chalkroom.recordings.drawing.reading import Element, Unreadable
from chalkroom.recordings.drawing.shapes import Shape
from chalkroom.recordings.drawing.svg import Box, around, short, tag

MOST_PIXELS = 64_000_000
"""Of all pictures in one drawing; those above are grey fields."""
LABEL_MARGIN = 5
"""Of a text on an arrow, in the board's own units."""

_FRAME, _FRAME_NAME = "#bbbbbb", "#999999"


def _frame(element: Element) -> Shape:
    width, height = abs(element.width), abs(element.height)
    name = words.plain(reading.text(element.fields.get("name"), 200)) or "Frame"
    title = tag("text", words.escaped(name), y=-7, font_size=14, font_family=fonts.BOARD, fill=_FRAME_NAME)
    edge = tag("rect", width=width, height=height, rx=8, fill="none", stroke=_FRAME, stroke_width=2)
    return edge + title, Box(0, -24, max(width, 10.0 * len(name)), height).grown(2)


_KINDS: Mapping[str, Callable[[Element], Shape]] = {
    **shapes.KINDS,
    "text": words.text,
    "image": pictures.image,
    "frame": _frame,
}


def is_known(element: Mapping[str, object]) -> bool:
    """Of a kind that may be on a board."""
    return element.get("type") in _KINDS


@dataclass(frozen=True)
class Drawn:
    element: Element
    svg: str
    """In the board's own units; where a picture's address belongs is a placeholder."""
    box: Box


class Scene:
    """`picture` gives a file of the board by its id."""

    def __init__(self, picture: Callable[[str], Picture | None]) -> None:
        self._picture = picture
        self._drawn: dict[str, Drawn] = {}
        self._order: list[Drawn] | None = None

    def change(self, key: str, value: object) -> list[Box]:
        """Draws an element as it is now; None: it is gone. What it covered and covers, and what goes with it."""
        before, others = self._drawn.get(key), self.companions(key)
        now = self._draw(key, value) if value is not None else None
        if now:
            self._drawn[key] = now
        else:
            self._drawn.pop(key, None)
        self._order = None
        others |= self.companions(key)
        together = [before, now, *(self._drawn[other] for other in others if other in self._drawn)]
        return [drawn.box for drawn in together if drawn]

    def leave_out(self, these: Iterable[Drawn]) -> None:
        """Until they change."""
        for drawn in these:
            self._drawn.pop(drawn.element.id, None)
        self._order = None

    def showing(self, file_id: str) -> list[str]:
        """Elements that show a picture."""
        return [key for key, drawn in self._drawn.items() if drawn.element.fields.get("fileId") == file_id]

    def contents(self, counts: Callable[[Box], bool]) -> Box | None:
        """What holds all there is, as far as it counts."""
        return around([drawn.box for drawn in self._drawn.values() if counts(drawn.box)])

    def ground(self) -> list[Drawn]:
        """The pictures at the bottom, which others are drawn upon: a worksheet's page."""
        found: list[Drawn] = []
        for drawn in self._sorted():
            if drawn.element.kind != "image":
                break
            found.append(drawn)
        return found

    def above_ground(self) -> list[Drawn]:
        return self._sorted()[len(self.ground()) :]

    def piece(self, key: str) -> tuple[tuple[str, str], str] | None:
        """An element alone: what sorts it among the others, and its SVG with placeholders of pictures."""
        drawn = self._drawn.get(key)
        return (drawn.element.order, self._in_frame(drawn)) if drawn else None

    def companions(self, key: str) -> set[str]:
        """The arrow that a text is written upon, and what stands in a frame: they look different with it."""
        drawn = self._drawn.get(key)
        if drawn is None:
            return set()
        arrow = drawn.element.fields.get("containerId")
        found = {arrow} if isinstance(arrow, str) and arrow in self._drawn else set()
        if drawn.element.kind == "frame":
            found |= {other for other, each in self._drawn.items() if each.element.frame == key}
        return found

    def svg(self, these: Iterable[Drawn], box: Box) -> str:
        """What of these lies within `box`, from the back to the front."""
        seen = [drawn for drawn in these if drawn.box.touches(box)]
        content = "".join(self._in_frame(drawn) for drawn in seen)
        pixels = 0
        known: dict[str, str] = {}
        for file_id in pictures.PLACEHOLDER.findall(content):
            picture = self._picture(file_id)
            pixels += picture.pixels if picture else 0
            shown = picture.address if picture and pixels <= MOST_PIXELS else pictures.EMPTY
            known.setdefault(file_id, shown)
        return pictures.PLACEHOLDER.sub(lambda match: known[match[1]], content)

    def _sorted(self) -> list[Drawn]:
        if self._order is None:
            self._order = sorted(self._drawn.values(), key=lambda drawn: drawn.element.order)
        return self._order

    def _draw(self, key: str, value: object) -> Drawn | None:
        try:
            element = reading.read(key, value)
            draw = _KINDS.get(element.kind)
            if draw is None:
                return None
            shape, box = draw(element)
        except (Unreadable, ArithmeticError):
            return None
        return Drawn(element, _placed(element, shape, box), _covered(element, box))

    def _in_frame(self, drawn: Drawn) -> str:
        svg = self._around_label(drawn)
        frame = self._drawn.get(drawn.element.frame) if drawn.element.frame else None
        if frame is None or frame.element.kind != "frame" or drawn is frame:
            return svg
        of, name = frame.element, f"framed-{drawn.element.id}"
        edge = tag("rect", x=of.x, y=of.y, width=abs(of.width), height=abs(of.height), rx=8)
        return tag("clipPath", edge, id=name) + tag("g", svg, clip_path=f"url(#{name})", opacity=_opacity(of))

    def _around_label(self, drawn: Drawn) -> str:
        """An arrow is left out where its text is."""
        if drawn.element.kind != "arrow":
            return drawn.svg
        bound = drawn.element.fields.get("boundElements")
        ids = [each.get("id") for each in bound if isinstance(each, Mapping)] if isinstance(bound, list) else []
        labels = [self._drawn[key] for key in ids if isinstance(key, str) and key in self._drawn]
        texts = [label.element for label in labels if label.element.fields.get("containerId") == drawn.element.id]
        if not texts:
            return drawn.svg
        whole = drawn.box.grown(10)
        holes = "".join(
            _rectangle(Box(text.x, text.y, text.x + text.width, text.y + text.height).grown(LABEL_MARGIN))
            for text in texts
        )
        outside = tag("path", d=_rectangle(whole) + holes, clip_rule="evenodd")
        clip = tag("clipPath", outside, id=f"label-{drawn.element.id}")
        return clip + tag("g", drawn.svg, clip_path=f"url(#label-{drawn.element.id})")


def _placed(element: Element, shape: str, box: Box) -> str:
    transform = f"translate({short(element.x)} {short(element.y)})"
    if element.angle:
        x, y = _middle(element, box)
        transform += f" rotate({short(element.angle * 57.29577951)} {short(x)} {short(y)})"
    return tag("g", shape, transform=transform, opacity=_opacity(element))


def _covered(element: Element, box: Box) -> Box:
    if not element.angle:
        return box.moved(element.x, element.y)
    # The box may reach further to one side than to the other: what is turned about its middle is turned within this.
    x, y = _middle(element, box)
    across, down = max(x - box.left, box.right - x), max(y - box.top, box.bottom - y)
    return Box(x - across, y - down, x + across, y + down).turned(element.angle).moved(element.x, element.y)


def _middle(element: Element, box: Box) -> tuple[float, float]:
    if element.kind in ("line", "arrow", "freedraw"):
        return (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return element.width / 2, element.height / 2


def _opacity(element: Element) -> float | None:
    return element.opacity if element.opacity < 1 else None


def _rectangle(box: Box) -> str:
    left, top, right, bottom = map(short, (box.left, box.top, box.right, box.bottom))
    return f"M{left} {top}H{right}V{bottom}H{left}Z"
