"""What stands before the first cluster: which tracks there are."""

from dataclasses import dataclass

from chalkroom.recordings.webm import ebml
from chalkroom.recordings.webm.ebml import Damaged, Id

LONGEST = 64 * 1024
"""Bytes; a browser's has some 250."""
NANOSECONDS = 1_000_000
"""In a millisecond."""

SLOWEST = 1000 * NANOSECONDS
"""No browser counts in ticks longer than a second; a tick of nothing would be divided by."""
MOST_TRACKS = 8
LARGEST_NUMBER = 126
"""Of a track: as one byte says it, which is how all browsers write it."""
MOST_PIXELS = 16_384
"""Across or down."""

_VIDEO = 1


@dataclass(frozen=True)
class Header:
    scale: int
    """Nanoseconds of a tick, in which a stream counts its time."""
    tracks: bytes
    """The element of that name, as it was written."""
    numbers: tuple[int, ...]
    """Of the tracks."""
    video: int | None
    """The number of the one that has pictures."""
    width: int | None
    height: int | None


def length(data: bytes) -> int | None:
    """Where the first cluster begins; None where it is not here yet. Raises Damaged."""
    at = 0
    while at < len(data):
        head = ebml.read_head(data, at)
        if head is None:
            break
        if at == 0 and head.id != Id.EBML:
            raise Damaged("a WebM begins otherwise")
        if head.id == Id.CLUSTER:
            return at
        if head.id != Id.SEGMENT and head.size is None:
            raise Damaged("the header has an element without an end")
        at += head.length + (0 if head.id == Id.SEGMENT else head.size or 0)
    if max(at, len(data)) > LONGEST:
        raise Damaged("the header does not end")
    return None


def read(data: bytes) -> Header:
    """`data`: everything before the first cluster. Raises Damaged."""
    scale, tracks = NANOSECONDS, None
    at = 0
    while at < len(data):
        head = ebml.read_head(data, at)
        if head is None:
            raise Damaged("the header is cut off")
        body = data[at + head.length : at + head.length + (head.size or 0)]
        if head.id == Id.INFO:
            scale = next(
                (int.from_bytes(value) for id_, value in ebml.children(body) if id_ == Id.TIMESTAMP_SCALE), scale
            )
        elif head.id == Id.TRACKS:
            tracks = body
        at += head.length + (0 if head.id == Id.SEGMENT else len(body))
    if tracks is None:
        raise Damaged("the header names no tracks")
    entries = [dict(ebml.children(entry)) for id_, entry in ebml.children(tracks) if id_ == Id.TRACK_ENTRY]
    video = next((entry for entry in entries if _number(entry, Id.TRACK_TYPE) == _VIDEO), None)
    picture = dict(ebml.children(video.get(Id.VIDEO, b""))) if video else {}
    numbers = tuple(_number(entry, Id.TRACK_NUMBER) or 0 for entry in entries)
    if not 0 < scale <= SLOWEST or not 0 < len(numbers) <= MOST_TRACKS or max(numbers) > LARGEST_NUMBER:
        raise Damaged("no browser counts like this")
    return Header(
        scale=scale,
        tracks=ebml.element(Id.TRACKS, tracks),
        numbers=numbers,
        video=_number(video, Id.TRACK_NUMBER) if video else None,
        width=_pixels(picture, Id.PIXEL_WIDTH),
        height=_pixels(picture, Id.PIXEL_HEIGHT),
    )


def _number(fields: dict[int, bytes], id_: Id) -> int | None:
    return int.from_bytes(fields[id_]) if id_ in fields else None


def _pixels(fields: dict[int, bytes], id_: Id) -> int | None:
    found = _number(fields, id_)
    return found if found is None or found <= MOST_PIXELS else None
