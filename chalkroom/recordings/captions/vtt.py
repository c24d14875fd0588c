"""WebVTT (https://www.w3.org/TR/webvtt1/): read into cues, and written again.

Places, styles and notes are left out: the player has a place and a style of its own, the same for everybody.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_NO_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    from_ms: int
    to_ms: int
    text: str
    """With the tags of WebVTT; one line or several, none of them empty."""


class NotVtt(Exception):
    """Not WebVTT. `line`: the first one that is wrong, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read(text: str) -> list[Cue]:
    """In the order in which they begin. Raises NotVtt."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise NotVtt(1)
    cues = [cue for start, block in _blocks(lines) if (cue := _cue(start, block))]
    return sorted(cues, key=lambda cue: (cue.from_ms, cue.to_ms))


def write(cues: Iterable[Cue]) -> str:
    timed = (f"{clock(cue.from_ms)} --> {clock(cue.to_ms)}\n{cue.text}\n" for cue in cues)
    return "\n".join(["WEBVTT\n", *timed])


def clock(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"


def _blocks(lines: list[str]) -> Iterable[tuple[int, list[str]]]:
    """What stands between empty lines, each with the number of its first line; without the header."""
    start, block = 1, list[str]()
    is_header = True
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip(" \t"):
            if not block:
                start = number
            block.append(line)
        elif block:
            if not is_header:
                yield start, block
            is_header, block = False, []


def _cue(start: int, block: list[str]) -> Cue | None:
    """None for what is no cue, and for one without text."""
    if "-->" not in block[0]:
        if block[0].startswith(_NO_CUES):
            return None
        start, block = start + 1, block[1:]
    match = _TIMING.match(block[0].strip(" \t")) if block else None
    if match is None:
        raise NotVtt(start)
    from_ms, to_ms = _ms(match.groups()[:4]), _ms(match.groups()[4:])
    if to_ms <= from_ms or any("-->" in line for line in block[1:]):
        raise NotVtt(start)
    text = "\n".join(block[1:])
    return Cue(from_ms, to_ms, text) if text else None


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, ms = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms
