"""Lays the chunks of a live track out as one WebM that can be seeked: a head that is made for it, then what is there.

The head says how long the track is, and where every few seconds of it begin (Cues). Each cluster gets a beginning of
its own, with its size: so one of which the end is missing ends where its last whole frame does.

    layout = lay_out(header, chunks)
    for part in layout.between(start, end): …      bytes, or a part of a chunk

The same chunks always give the same bytes. So a layout may be forgotten and made again between two requests.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from chalkroom.recordings.webm import ebml
from chalkroom.recordings.webm import header as headers
from chalkroom.recordings.webm.ebml import Id
from chalkroom.recordings.webm.header import Header

CUE_MS = 2000
"""Cues are no closer than this: more would make the head long, and find nothing sooner."""
ENOUGH_MS = 200
"""What is missing between two clusters and is no longer than this is how browsers write."""

_SIZE = 8  # bytes of a size or position that must not change the length of what it stands in


@dataclass(frozen=True)
class Chunk:
    number: int
    size: int
    index: dict[str, Any]
    """What reader.py found, without the state; with `anew` where the chunk before was missing."""


@dataclass(frozen=True)
class Part:
    """Of a chunk: the bytes from `start` up to and without `end`."""

    number: int
    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start


Piece = bytes | Part


@dataclass(frozen=True)
class Layout:
    pieces: list[Piece]
    """The head first."""
    ends: list[int]
    """Where each of them ends."""
    duration_ms: int
    missing: list[list[int]]
    """[from, to] in milliseconds of the media."""
    header: Header

    @property
    def size(self) -> int:
        return self.ends[-1]

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """What the bytes from `start` up to and without `end` are made of."""
        number = bisect_right(self.ends, start)
        while number < len(self.pieces) and start < end:
            piece = self.pieces[number]
            first = self.ends[number] - _size(piece)
            low, high = start - first, min(end, self.ends[number]) - first
            if isinstance(piece, bytes):
                yield piece[low:high]
            else:
                yield Part(piece.number, piece.start + low, piece.start + high)
            start = self.ends[number]
            number += 1


@dataclass(frozen=True)
class _Cluster:
    time: int
    key: bool
    """Whether a player can begin with it."""
    content: list[Part]

    @property
    def size(self) -> int:
        return sum(part.size for part in self.content)


@dataclass
class _Run:
    """Chunks of which none is missing between."""

    chunks: list[Chunk] = field(default_factory=list)

    def clusters(self, *, needs_key: bool) -> Iterator[_Cluster]:
        """`needs_key`: pictures that build on one that is missing are left out, also where the run was damaged."""
        starts = [0, *accumulate(chunk.size for chunk in self.chunks)]
        marks: list[tuple[int, int, int | None, bool]] = []
        end = 0
        for chunk, start in zip(self.chunks, starts, strict=False):
            marks += [(at + start, body + start, time, key) for at, body, time, key in chunk.index["clusters"]]
            if chunk.index["end"] is not None:
                end = max(end, chunk.index["end"] + start)
        for (_, body, time, key), (following, *_) in pairwise([*marks, (end, end, None, False)]):
            if time is None:
                needs_key = True
            elif key or not needs_key:
                needs_key = False
                yield _Cluster(time, key, list(self._parts(starts, body, following)))

    def _parts(self, starts: list[int], start: int, end: int) -> Iterator[Part]:
        number = bisect_right(starts, start) - 1
        while start < end:
            stop = min(end, starts[number + 1])
            yield Part(self.chunks[number].number, start - starts[number], stop - starts[number])
            start, number = stop, number + 1


def lay_out(header: bytes, chunks: Sequence[Chunk]) -> Layout | None:
    """`chunks` in their order, some may be missing. None while nothing is there to be played. Raises Damaged."""
    known = headers.read(header)
    only_pictures = known.video is not None and len(known.numbers) == 1
    clusters: list[_Cluster] = []
    missing: list[list[int]] = []
    ends_ms = 0
    for run in _runs(chunks):
        after_a_gap = run.chunks[0].number > 0
        for cluster in run.clusters(needs_key=after_a_gap and only_pictures):
            if not clusters or after_a_gap:
                if cluster.time - ends_ms > ENOUGH_MS:
                    missing.append([ends_ms, cluster.time])
                after_a_gap = False
            clusters.append(cluster)
        ends_ms = max([ends_ms, *(chunk.index["ends_ms"] or 0 for chunk in run.chunks)])
    if not clusters:
        return None
    pieces: list[Piece] = [_head(known, clusters, ends_ms)]
    for cluster in clusters:
        pieces += [ebml.head(Id.CLUSTER, cluster.size, size_length=_SIZE), *cluster.content]
    return Layout(pieces, list(accumulate(map(_size, pieces))), ends_ms, missing, known)


def _runs(chunks: Sequence[Chunk]) -> list[_Run]:
    runs: list[_Run] = []
    for chunk in chunks:
        if not runs or chunk.index.get("anew"):
            runs.append(_Run())
        runs[-1].chunks.append(chunk)
    return runs


def _head(known: Header, clusters: Sequence[_Cluster], duration_ms: int) -> bytes:
    ticks = headers.NANOSECONDS / known.scale  # in a millisecond
    info = ebml.element(
        Id.INFO,
        ebml.unsigned(Id.TIMESTAMP_SCALE, known.scale)
        + ebml.real(Id.DURATION, duration_ms * ticks)
        + ebml.text(Id.MUXING_APP, "Chalkroom")
        + ebml.text(Id.WRITING_APP, "Chalkroom"),
    )
    fixed = info + known.tracks
    body = fixed + _cues(known, clusters, ticks, first_at=0)
    # How long the cues are does not depend on the positions in them.
    body = fixed + _cues(known, clusters, ticks, first_at=len(body))
    content = sum(len(ebml.head(Id.CLUSTER, 0, size_length=_SIZE)) + cluster.size for cluster in clusters)
    return _EBML + ebml.head(Id.SEGMENT, len(body) + content, size_length=_SIZE) + body


def _cues(known: Header, clusters: Sequence[_Cluster], ticks: float, *, first_at: int) -> bytes:
    points = bytearray()
    track = known.numbers[0] if known.video is None else known.video
    at, last = first_at, -CUE_MS
    for cluster in clusters:
        if cluster.key and cluster.time - last >= CUE_MS:
            place = ebml.unsigned(Id.CUE_TRACK, track) + ebml.unsigned(Id.CUE_CLUSTER_POSITION, at, length=_SIZE)
            time = ebml.unsigned(Id.CUE_TIME, round(cluster.time * ticks))
            points += ebml.element(Id.CUE_POINT, time + ebml.element(Id.CUE_TRACK_POSITIONS, place))
            last = cluster.time
        at += len(ebml.head(Id.CLUSTER, 0, size_length=_SIZE)) + cluster.size
    return ebml.element(Id.CUES, bytes(points), size_length=_SIZE)


def _size(piece: Piece) -> int:
    return len(piece) if isinstance(piece, bytes) else piece.size


_EBML = ebml.element(
    Id.EBML,
    ebml.unsigned(Id.EBML_VERSION, 1)
    + ebml.unsigned(Id.EBML_READ_VERSION, 1)
    + ebml.unsigned(Id.EBML_MAX_ID_LENGTH, 4)
    + ebml.unsigned(Id.EBML_MAX_SIZE_LENGTH, 8)
    + ebml.text(Id.DOC_TYPE, "webm")
    + ebml.unsigned(Id.DOC_TYPE_VERSION, 4)
    + ebml.unsigned(Id.DOC_TYPE_READ_VERSION, 2),
)
