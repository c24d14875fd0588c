"""Pictures on the board: their bytes, checked, and nothing that would have to be fetched or read from a disk."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from chalkroom.classroom.chat.files import kinds
from chalkroom.recordings.drawing import reading
from chalkroom.recordings.drawing.reading import Element
from chalkroom.recordings.drawing.shapes import Shape, corner
from chalkroom.recordings.drawing.svg import Box, short, tag
from chalkroom.recordings.drawing.words import escaped

LONGEST_ADDRESS = 700_000
"""Characters of a data: address."""
MOST_PIXELS = 16_000_000
"""Of one picture. Larger ones, and kinds that resvg does not know (AVIF, BMP), are a grey field."""
SVG = "image/svg+xml"

_ADDRESS = re.compile(r"data:(image/[a-z+]+);base64,([\w+/=-]*)", re.ASCII)
_MOST_NODES, _DEEPEST = 5_000, 64
_SHAPES = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs"}
    | {"linearGradient", "radialGradient", "stop", "clipPath", "title", "desc"}
)
_ATTRIBUTES = re.compile(
    r"id|class|viewBox|width|height|preserveAspectRatio|[xyr]|[xy][12]|[cdfr][xy]|fr|d|points|transform|offset|style|"
    r"opacity|color|fill(-[a-z]+)?|stroke(-[a-z]+)?|stop-[a-z]+|clip-(path|rule)|clipPathUnits|gradient[A-Za-z]+|"
    r"spreadMethod|font-[a-z]+|text-[a-z]+|letter-spacing|dominant-baseline|paint-order|visibility|display"
)
_ELSEWHERE = re.compile(r"url\s*\(\s*[\"']?(?!#)|\\|@|expression", re.IGNORECASE)
"""What in an attribute would lead out of the picture."""


@dataclass(frozen=True)
class Picture:
    address: str
    """data:, of a kind that is known."""
    pixels: int
    """As many as are in memory to draw it."""


def read(value: object) -> Picture | None:
    """A file of the board; None where it is nothing that can be shown."""
    address = value.get("dataURL") if isinstance(value, Mapping) else None
    match = _ADDRESS.fullmatch(address) if isinstance(address, str) and len(address) <= LONGEST_ADDRESS else None
    if match is None:
        return None
    try:
        content = base64.b64decode(match[2], validate=True)
    except ValueError:
        return None
    if match[1] == SVG:
        drawing = harmless(content)
        return _packed(SVG, drawing.encode(), 0) if drawing else None
    found = kinds.recognise(content[: kinds.HEAD], "")
    if found is None or not found.width or not found.height or found.width * found.height > MOST_PIXELS:
        return None
    return _packed(found.type, content, found.width * found.height)


def image(element: Element) -> Shape:
    """In place of the picture's address stands `placeholder`: many elements may show one picture."""
    width, height = abs(element.width), abs(element.height)
    file_id = element.fields.get("fileId")
    around = Box(0, 0, width, height).grown(1)
    if not reading.is_id(file_id):
        return missing(width, height), around
    scale = element.fields.get("scale")
    across, down = reading.point(scale) if isinstance(scale, list) else (1, 1)
    crop = element.fields.get("crop")
    if isinstance(crop, Mapping):
        x, y, wide, high, whole, tall = (
            reading.needed(crop.get(key)) for key in ("x", "y", "width", "height", "naturalWidth", "naturalHeight")
        )
        if min(wide, high, whole, tall) <= 0:
            raise reading.Unreadable
        shown = tag(
            "svg",
            tag("image", width=whole, height=tall, preserveAspectRatio="none", href=placeholder(str(file_id))),
            width=width,
            height=height,
            viewBox=" ".join(map(short, (x, y, wide, high))),
            preserveAspectRatio="none",
        )
    else:
        shown = tag("image", width=width, height=height, preserveAspectRatio="none", href=placeholder(str(file_id)))
    if radius := corner(element, min(width, height)):
        clip = tag("clipPath", tag("rect", width=width, height=height, rx=radius), id=f"round-{element.id}")
        shown = clip + tag("g", shown, clip_path=f"url(#round-{element.id})")
    if across < 0 or down < 0:
        x, y = width if across < 0 else 0, height if down < 0 else 0
        turned = f"translate({short(x)} {short(y)}) scale({-1 if across < 0 else 1} {-1 if down < 0 else 1})"
        shown = tag("g", shown, transform=turned)
    return shown, around


PLACEHOLDER = re.compile("\x00([^\x00]*)\x00")


def placeholder(file_id: str) -> str:
    """Nothing that anybody wrote holds this character: XML cannot."""
    return f"\x00{file_id}\x00"


def missing(width: float, height: float) -> str:
    return tag("rect", width=width, height=height, fill="#e9ecef")


EMPTY = (
    "data:image/svg+xml;base64,"
    + base64.b64encode(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" preserveAspectRatio="none">'
        b'<rect width="1" height="1" fill="#e9ecef"/></svg>'
    ).decode()
)
"""In place of a picture that cannot be shown."""


def harmless(content: bytes) -> str | None:
    """An SVG with its shapes, texts and colours, and nothing else; None if it is none."""
    try:
        text = content.decode()
        # Without one there are no entities, so nothing grows when it is read.
        if "<!" in re.sub(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", "", text, flags=re.DOTALL):
            return None
        root = ElementTree.fromstring(text)  # noqa: S314
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return None
    if _name(root.tag) != "svg" or sum(1 for _ in root.iter()) > _MOST_NODES:
        return None
    return _written(root, _DEEPEST)


def _written(node: ElementTree.Element, deepest: int) -> str:
    name = _name(node.tag)
    if name == "style" and not _ELSEWHERE.search(node.text or ""):
        return f"<style>{escaped(node.text or '')}</style>"
    if name not in _SHAPES or deepest == 0:
        return ""
    said = [' xmlns="http://www.w3.org/2000/svg"'] if name == "svg" else []
    for key, value in node.attrib.items():
        if key.endswith("}space"):
            said.append(' xml:space="preserve"' if value == "preserve" else "")
        elif _ATTRIBUTES.fullmatch(key) and not _ELSEWHERE.search(value):
            said.append(f' {key}="{escaped(value).replace(chr(34), "&quot;")}"')
    words = name in ("text", "tspan")
    parts = [escaped(node.text or "") if words else ""]
    for child in node:
        parts.append(_written(child, deepest - 1))
        parts.append(escaped(child.tail or "") if words else "")
    return f"<{name}{''.join(said)}>{''.join(parts)}</{name}>"


def _name(tag: object) -> str:
    """Of comments and the like there is none."""
    return tag.removeprefix("{http://www.w3.org/2000/svg}") if isinstance(tag, str) else ""


def _packed(type_: str, content: bytes, pixels: int) -> Picture:
    return Picture(f"data:{type_};base64,{base64.b64encode(content).decode()}", pixels)
