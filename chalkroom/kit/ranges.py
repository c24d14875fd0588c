"""One part of a file (RFC 9110, section 14): how a download goes on where it broke off, and a film is searched."""

import re

from chalkroom.kit.problems import Problem

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class RangeNotThere(Problem):
    status = 416
    code = "range_not_there"
    en = "The file has no such part; it is {size} bytes long."
    fr = "Le fichier n’a pas cette partie ; il fait {size} octets."

    def __init__(self, size: int) -> None:
        super().__init__(size=size)
        self.headers = {"Content-Range": f"bytes */{size}"}


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
