"""Elements of EBML (RFC 8794), of which WebM is made: an id, a size, and a body.

Ids are kept with their marker bit, as the specifications write them.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum

ID_BYTES, SIZE_BYTES = 4, 8
"""The longest that either may be in Matroska."""


class Id(IntEnum):
    """Elements of Matroska (RFC 9559) that a live stream may hold, or a file of ours does."""

    EBML = 0x1A45DFA3
    EBML_VERSION = 0x4286
    EBML_READ_VERSION = 0x42F7
    EBML_MAX_ID_LENGTH = 0x42F2
    EBML_MAX_SIZE_LENGTH = 0x42F3
    DOC_TYPE = 0x4282
    DOC_TYPE_VERSION = 0x4287
    DOC_TYPE_READ_VERSION = 0x4285
    VOID = 0xEC
    CRC_32 = 0xBF

    SEGMENT = 0x18538067
    SEEK_HEAD = 0x114D9B74
    INFO = 0x1549A966
    TRACKS = 0x1654AE6B
    CLUSTER = 0x1F43B675
    CUES = 0x1C53BB6B
    TAGS = 0x1254C367
    CHAPTERS = 0x1043A770
    ATTACHMENTS = 0x1941A469

    TIMESTAMP_SCALE = 0x2AD7B1
    DURATION = 0x4489
    MUXING_APP = 0x4D80
    WRITING_APP = 0x5741

    TRACK_ENTRY = 0xAE
    TRACK_NUMBER = 0xD7
    TRACK_TYPE = 0x83
    VIDEO = 0xE0
    PIXEL_WIDTH = 0xB0
    PIXEL_HEIGHT = 0xBA

    TIMESTAMP = 0xE7
    POSITION = 0xA7
    PREV_SIZE = 0xAB
    SIMPLE_BLOCK = 0xA3
    BLOCK_GROUP = 0xA0
    BLOCK = 0xA1
    BLOCK_ADDITIONS = 0x75A1
    BLOCK_DURATION = 0x9B
    REFERENCE_BLOCK = 0xFB
    DISCARD_PADDING = 0x75A2

    CUE_POINT = 0xBB
    CUE_TIME = 0xB3
    CUE_TRACK_POSITIONS = 0xB7
    CUE_TRACK = 0xF7
    CUE_CLUSTER_POSITION = 0xF1


class Damaged(Exception):
    """These bytes are no elements of a WebM."""


@dataclass(frozen=True)
class Head:
    """The beginning of an element."""

    id: int
    size: int | None
    """Of the body, in bytes; None: unknown, it ends where the next one of its kind begins."""
    length: int
    """Of the id and the size themselves."""


def read_head(data: bytes, at: int) -> Head | None:
    """None where the bytes end before it does. Raises Damaged."""
    id_length = _length(data, at, ID_BYTES)
    if id_length is None or at + id_length >= len(data):
        return None
    size_at = at + id_length
    size_length = _length(data, size_at, SIZE_BYTES)
    if size_length is None or size_at + size_length > len(data):
        return None
    ones = (1 << 7 * size_length) - 1
    size = int.from_bytes(data[size_at : size_at + size_length]) & ones
    return Head(int.from_bytes(data[at:size_at]), None if size == ones else size, id_length + size_length)


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """A number that says how long it is, and where it ends. Raises Damaged, also where the bytes end before it does."""
    length = _length(data, at, SIZE_BYTES)
    if length is None or at + length > len(data):
        raise Damaged("a number is cut off")
    return int.from_bytes(data[at : at + length]) & ((1 << 7 * length) - 1), at + length


def children(body: bytes) -> list[tuple[int, bytes]]:
    """The elements in a body that is here as a whole, as ids and bodies. Raises Damaged."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at < len(body):
        head = read_head(body, at)
        if head is None or head.size is None or at + head.length + head.size > len(body):
            raise Damaged("an element goes beyond the one that it is in")
        at += head.length
        found.append((head.id, body[at : at + head.size]))
        at += head.size
    return found


def element(id_: Id, body: bytes, *, size_length: int | None = None) -> bytes:
    """`size_length`: of the size, in bytes, where it must not depend on the body."""
    return head(id_, len(body), size_length=size_length) + body


def head(id_: Id, size: int, *, size_length: int | None = None) -> bytes:
    """The beginning of an element with a body of `size` bytes."""
    length = size_length or next(length for length in range(1, 9) if size < (1 << 7 * length) - 1)
    marked = size | 1 << 7 * length
    return id_.to_bytes((id_.bit_length() + 7) // 8) + marked.to_bytes(length)


def unsigned(id_: Id, number: int, *, length: int | None = None) -> bytes:
    return element(id_, number.to_bytes(length or max(1, (number.bit_length() + 7) // 8)))


def real(id_: Id, number: float) -> bytes:
    return element(id_, struct.pack(">d", number))


def text(id_: Id, words: str) -> bytes:
    return element(id_, words.encode())


def _length(data: bytes, at: int, longest: int) -> int | None:
    """What the leading bits say; None where there is no byte. Raises Damaged."""
    if at >= len(data):
        return None
    length = 9 - data[at].bit_length()
    if length > longest:
        raise Damaged(f"nothing begins with {data[at]:#x}")
    return length
