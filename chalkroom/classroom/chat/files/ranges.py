"""One part of a file (RFC 9110, section 14): how a download goes on where it broke off, and a film is searched."""

import re

from chalkroom.classroom.chat.files.errors import RangeNotThere

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def wanted_part(header: str | None, size: int) -> tuple[int, int] | None:
    """Start, and the byte behind the end; None for the whole, as for what is no single range."""
    match = _ONE_RANGE.fullmatch(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if first == "":
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= end:
        raise RangeNotThere(size)
    return start, end
