"""What we write on a film: names, initials, a card for a pause. Drawn as SVG, in the colours of the dark room."""

from functools import lru_cache
from html import escape

from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace

from chalkroom.kit.language import Language
from chalkroom.recordings.drawing import raster
from chalkroom.recordings.export.film.tiles import Box

GROUND, RAISED, ACCENT_SOFT = (0x14, 0x20, 0x1B), (0x1D, 0x2B, 0x25), (0x20, 0x38, 0x2E)
_INK, _QUIET, _ACCENT = "#f3f1e7", "#a3b0a8", "#6fd3a7"
_FONT = "Nunito, DejaVu Sans"
_WIDE = 0.56
"""Of a letter, for its height, on average."""

_CARDS: dict[Language, dict[str, str]] = {
    "en": {"paused": "The recording was paused", "stopped": "The recording was stopped", "minutes": "{minutes} min"},
    "fr": {
        "paused": "L’enregistrement était en pause",
        "stopped": "L’enregistrement était arrêté",
        "minutes": "{minutes} min",
    },
}


@lru_cache(maxsize=512)
def name(text: str, box: Box) -> VideoFrame:
    """On the ground, in the middle of the box."""
    return _drawn(box, _line(text, box, height=box.height * 0.62, y=box.height * 0.5, colour=_INK), GROUND)


@lru_cache(maxsize=512)
def initials(text: str, box: Box) -> VideoFrame:
    """In place of a picture."""
    x, y, radius = box.width / 2, box.height / 2, min(box.width, box.height) * 0.26
    circle = f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{_hex(ACCENT_SOFT)}"/>'
    letters = _line(_initials(text), box, height=radius * 0.85, y=y, colour=_ACCENT)
    return _drawn(box, circle + letters, RAISED)


def card(kind: str, lasted_ms: int, language: Language, box: Box) -> VideoFrame:
    words = _CARDS[language]
    lines = _line(words[kind], box, height=box.height / 16, y=box.height * 0.46, colour=_INK)
    minutes = round(lasted_ms / 60_000)
    if minutes:
        said = words["minutes"].format(minutes=minutes)
        lines += _line(said, box, height=box.height / 24, y=box.height * 0.56, colour=_QUIET)
    return _drawn(box, lines, GROUND)


def _line(text: str, box: Box, *, height: float, y: float, colour: str) -> str:
    most = max(1, int(box.width / (height * _WIDE)))
    shown = text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
    return (
        f'<text x="{box.width / 2}" y="{y + height * 0.35}" text-anchor="middle" font-family="{_FONT}" '
        f'font-size="{height}" font-weight="600" fill="{colour}">{escape(shown)}</text>'
    )


def _drawn(box: Box, content: str, ground: tuple[int, int, int]) -> VideoFrame:
    """YUV 4:2:0 of the box's size."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{box.width}" height="{box.height}">'
        f'<rect width="100%" height="100%" fill="{_hex(ground)}"/>{content}</svg>'
    )
    return from_points(raster.points(svg, (box.width, box.height)), box)


def from_points(rgba: bytes, box: Box) -> VideoFrame:
    """Four bytes for each point of a picture of the box's size; as the canvas takes it."""
    drawn = VideoFrame.from_bytes(rgba, box.width, box.height, format="rgba")
    return drawn.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU601, dst_color_range=ColorRange.MPEG)


def _initials(name: str) -> str:
    """Of the first and the last word."""
    words = name.split() or ["?"]
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words[:1])).upper()


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
