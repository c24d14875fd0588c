"""The changes of a document as bytes, as players, films and bundles read them, one after the other:

[at_ms, a 64-bit float][length, 32 bits][a Yjs update, version 1]      big-endian
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

_HEAD = struct.Struct(">dI")


def pack(at_ms: float, update: bytes) -> bytes:
    return _HEAD.pack(at_ms, len(update)) + update


def unpack(frame: bytes) -> tuple[int, bytes]:
    """When, in milliseconds, and the update."""
    at_ms, _ = _HEAD.unpack_from(frame)
    return round(at_ms), frame[_HEAD.size :]


def read(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """All of them, as `unpack` says."""
    while head := file.read(_HEAD.size):
        at_ms, length = _HEAD.unpack(head)
        yield round(at_ms), file.read(length)
