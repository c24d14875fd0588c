"""A track as a player reads it: one file that can be seeked, finished or still growing.

While it grows, what a player is given stays as it was when it asked: which chunks are in it is said in the link
(`have`: "0-41.43-60"), and the same chunks make the same bytes. So parts that are fetched minutes apart fit together.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.kit import sealing
from chalkroom.kit.storage import Storage
from chalkroom.recordings import indexing, queries, rates
from chalkroom.recordings.models import RecordedChunk, RecordedTrack
from chalkroom.recordings.queries import KnownChunk
from chalkroom.recordings.webm.layout import Chunk, Layout, Part, Piece, lay_out

HAVE = r"^(\d{1,6}(-\d{1,6})?(\.\d{1,6}(-\d{1,6})?)*)?$"
SLACK_MS = 60_000
"""So much longer than its chunks took to come a track may be: clocks differ. Beyond that its times are made up."""
MOST_FILES = 32
"""That are remembered between two requests of a player. Each is some hundred kilobytes for an hour."""

_ONE_PART = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True)
class File:
    """What a player reads. Times are in milliseconds of its media."""

    have: str
    """Which chunks it is made of; empty: it is finished."""
    size: int
    duration_ms: int
    rate: float
    missing: list[list[int]]
    width: int | None
    height: int | None
    layout: Layout | None = None
    chunks: dict[int, KnownChunk] = field(default_factory=dict)


_files: OrderedDict[tuple[UUID, str], File] = OrderedDict()


async def newest(db: AsyncSession, storage: Storage, key: bytes, track: RecordedTrack) -> File | None:
    """All there is of a track; None while nobody can play it. `key`: the recording's own."""
    if track.kept_at:
        return _finished(track)
    if not indexing.is_webm(track):
        return None
    return await _growing(track, await indexing.read_rest(db, storage, key, track))


async def linked(db: AsyncSession, track: RecordedTrack, have: str) -> File | None:
    """The file of a link (`have` as HAVE describes it); None where it is gone: then another link opens a newer one."""
    if have == "":
        return _finished(track)
    if known := _files.get((track.id, have)):
        return known
    numbers = _numbers(have)
    chunks = [chunk for chunk in await queries.known_chunks(db, track.id) if chunk.number in numbers]
    # A chunk that came later may have changed what the one behind it means.
    fit = all(indexing.is_read_after(before, chunk) for before, chunk in indexing.in_pairs(chunks))
    return await _growing(track, chunks) if fit and len(chunks) == len(numbers) else None


async def read(
    storage: Storage, key: bytes, track: RecordedTrack, file: File, start: int, end: int
) -> AsyncIterator[bytes]:
    """The bytes from `start` up to and without `end`. Raises NotStored, SealBroken."""
    if file.layout is None:
        async for piece in sealing.open_part(storage, key, track.key, size=file.size, start=start, end=end):
            yield piece
        return
    for number, pieces in by_chunk(file.layout.between(start, end)):
        # A chunk is opened once, however many clusters are in it.
        parts = [piece for piece in pieces if isinstance(piece, Part)]
        content, first = b"", 0
        if parts:
            chunk, first = file.chunks[number], parts[0].start
            name = track.chunk_key(number, chunk.digest)
            opened = sealing.open_part(storage, key, name, size=chunk.size, start=first, end=parts[-1].end)
            content = b"".join([piece async for piece in opened])
        for piece in pieces:
            yield piece if isinstance(piece, bytes) else content[piece.start - first : piece.end - first]


def believed_ms(duration_ms: int, chunks: Iterable[KnownChunk | RecordedChunk]) -> int:
    """How long a track counts as, that says of itself that it lasts so long: everybody's timeline depends on it."""
    return min(duration_ms, max((chunk.ends_ms for chunk in chunks), default=0) + SLACK_MS)


def by_chunk(pieces: Iterable[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """In their order; what comes out of no chunk goes with the chunk before it."""
    number = -1

    def chunk_of(piece: Piece) -> int:
        nonlocal number
        number = piece.number if isinstance(piece, Part) else number
        return number

    return ((number, list(group)) for number, group in groupby(pieces, chunk_of))


def _finished(track: RecordedTrack) -> File | None:
    if track.kept_at is None or track.size is None:
        return None
    duration, missing = track.duration_ms or 0, track.missing or []
    return File("", track.size, duration, track.rate, missing, track.width, track.height)


async def _growing(track: RecordedTrack, chunks: Sequence[KnownChunk]) -> File | None:
    """In a thread: for an hour it takes some fifty milliseconds."""
    file = await asyncio.to_thread(_laid_out, track, chunks)
    if file:
        _files[(track.id, file.have)] = file
        _files.move_to_end((track.id, file.have))
        while len(_files) > MOST_FILES:
            _files.popitem(last=False)
    return file


def _laid_out(track: RecordedTrack, chunks: Sequence[KnownChunk]) -> File | None:
    read = [Chunk(chunk.number, chunk.size, chunk.index) for chunk in chunks if chunk.index]
    layout = lay_out(track.header, read) if track.header else None
    if layout is None:
        return None
    have = _written([chunk.number for chunk in chunks])
    points = [(chunk.index["ends_ms"], chunk.ends_ms) for chunk in chunks if chunk.index and chunk.index["ends_ms"]]
    duration_ms = believed_ms(layout.duration_ms, chunks)
    missing = layout.missing + _missing_end(track, chunks[-1], duration_ms)
    picture = layout.header.width, layout.header.height
    return File(
        have,
        layout.size,
        duration_ms,
        rates.rate(points),
        missing,
        *picture,
        layout=layout,
        chunks={chunk.number: chunk for chunk in chunks},
    )


def _missing_end(track: RecordedTrack, last: KnownChunk, duration_ms: int) -> list[list[int]]:
    """What its page says it had and nobody has seen: how long it was is guessed from the others."""
    count = (track.chunk_count or 0) - (last.number + 1)
    return [[duration_ms, duration_ms + count * last.ends_ms // (last.number + 1)]] if count > 0 else []


def _written(numbers: Sequence[int]) -> str:
    """[0, 1, 2, 5] → "0-2.5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if not runs or runs[-1][1] + 1 != number:
            runs.append([number, number])
        runs[-1][1] = number
    return ".".join(f"{first}-{last}" if first != last else str(first) for first, last in runs)


def _numbers(have: str) -> set[int]:
    runs = (match.groups() for match in map(_ONE_PART.fullmatch, have.split(".")) if match)
    return {number for first, last in runs for number in range(int(first), int(last or first) + 1)}
