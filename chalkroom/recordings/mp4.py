"""Fragmented MP4 (ISO/IEC 14496-12), as Safari records it: where to cut off before a gap, and go on behind it."""

from typing import BinaryIO

_HEAD = 8
_FRAGMENT = b"moof"


def whole_end(file: BinaryIO) -> int:
    """Behind the last fragment, or whatever else stands alone, of which nothing is missing."""
    size = file.seek(0, 2)
    at = end = 0
    while at + _HEAD <= size:
        file.seek(at)
        head = file.read(_HEAD)
        length = int.from_bytes(head[:4])
        if length == 1:
            length = int.from_bytes(file.read(8))
        if length < _HEAD or at + length > size:
            break
        at += length
        # The description of a fragment is nothing without what it describes.
        end = end if head[4:] == _FRAGMENT else at
    return end


def next_start(content: bytes) -> int:
    """Where the first fragment begins in what comes behind a gap; the end where none does."""
    found = content.find(_FRAGMENT)
    return found - 4 if found >= 4 else len(content)
