"""Reads the track of a MediaRecorder chunk by chunk, wherever the chunks are cut.

What is known at the end of a chunk is plain JSON, and is all that reading the next one needs:

    state = beginning()
    found = read_chunk(state, first)      found.header: everything before the first cluster, once it has been seen
    found = read_chunk(found.state, second)
    found = read_chunk(after_a_gap(header), fourth)

Browsers write clusters without a size: one ends where the next begins. No element has to be looked into that a cluster
cannot hold, so the elements are read as one flat row. Where a chunk is missing, reading goes on at the next cluster.

What is found is positions relative to the chunk (before its first byte where an element began in an earlier one):

    clusters   [position, position of its content, time in ms, whether a player can begin with it]; or
               [position, position, None, False] where something begins that is in no cluster
    end        behind the last whole element; None while nothing is
    ends_ms    where the media ends that is whole so far; None while there is none
"""

import base64
from dataclasses import dataclass, field
from typing import Any

from chalkroom.recordings.webm import ebml
from chalkroom.recordings.webm import header as headers
from chalkroom.recordings.webm.ebml import Damaged, Head, Id

State = dict[str, Any]

LARGEST_ELEMENT = 64 * 1024 * 1024
"""Bytes of one frame: beyond this it is damage, not a frame."""
LONGEST_MS = 7 * 24 * 3600 * 1000
"""A later time is damage: no lesson is as long, and what is made of it would be."""
LONGEST_STEP_MS = 120
"""What the last frame is taken to last at most: as long as Opus makes one. Pictures may be further apart."""

_CLUSTER_ID = int(Id.CLUSTER).to_bytes(4)
_BLOCK_HEAD = 8 + 2 + 1  # the longest: the track's number, the time, and the flags
_NEEDED: dict[int, int] = {Id.TIMESTAMP: 8, Id.SIMPLE_BLOCK: _BLOCK_HEAD, Id.BLOCK: _BLOCK_HEAD}
"""Bytes of a body, at most, that are looked into. Of all others none are."""
_LEADING = 32  # bytes at the beginning of a cluster that show it to be one

_IN_CLUSTERS = frozenset(
    {Id.VOID, Id.CRC_32, Id.POSITION, Id.PREV_SIZE, Id.BLOCK_ADDITIONS, Id.BLOCK_DURATION, Id.DISCARD_PADDING}
)
_BETWEEN_CLUSTERS = frozenset({Id.CUES, Id.TAGS, Id.SEEK_HEAD, Id.INFO, Id.TRACKS, Id.CHAPTERS, Id.ATTACHMENTS})


def beginning() -> State:
    """Before the first chunk."""
    return {"mode": "header", "rest": ""}


def after_a_gap(header: bytes) -> State:
    """Before a chunk of which the one before is missing, in a track with this header."""
    known = headers.read(header)
    return {"mode": "lost", "rest": "", "scale": known.scale, "video": known.video}


@dataclass
class Found:
    state: State
    clusters: list[list[Any]]
    end: int | None
    ends_ms: int | None
    header: bytes | None
    """In the chunk in which the first cluster begins."""


def read_chunk(state: State, data: bytes) -> Found:
    """Raises Damaged where a track does not even begin as a WebM."""
    return _Reading(state, data).all()


@dataclass
class _Cluster:
    """One that has begun. Times are in milliseconds."""

    at: int
    body: int
    time: int | None = None
    last: int | None = None
    """Time of the last block in it."""
    step: int = 0
    """From that of the block before."""
    noted: bool = False


@dataclass
class _Group:
    """A block with what belongs to it."""

    left: int
    """Bytes of it that are still to come."""
    time: int | None = None
    track: int = 0
    key: bool = True


@dataclass
class _Reading:
    given: State
    data: bytes
    clusters: list[list[Any]] = field(default_factory=list)
    header: bytes | None = None

    def __post_init__(self) -> None:
        rest = base64.b64decode(self.given["rest"])
        self.bytes = rest + self.data
        self.before = len(rest)
        """Bytes of earlier chunks in `bytes`; positions in a chunk count from behind them."""
        self.at = 0
        self.mode: str = self.given["mode"]
        self.scale: int = self.given.get("scale", headers.NANOSECONDS)
        self.video: int | None = self.given.get("video")
        self.skip: int = self.given.get("skip", 0)
        self.coming: list[Any] | None = self.given.get("coming")
        """Time, track and key of the block whose bytes are being passed over."""
        self.ends_ms: int | None = self.given.get("ends_ms")
        cluster, group = self.given.get("cluster"), self.given.get("group")
        self.cluster = _Cluster(**cluster) if cluster else None
        self.group = _Group(**group) if group else None
        if self.cluster:
            self.cluster.at += self.before
            self.cluster.body += self.before
        end = self.given.get("end")
        self.end: int | None = None if end is None else end + self.before

    def all(self) -> Found:
        if self.mode == "header":
            self._read_header()
        while self.mode != "header" and (self._find_cluster() if self.mode == "lost" else self._read_elements()):
            pass
        ours = None if self.end is None else self.end - self.before
        return Found(self._state(), self._positions(), ours, self.ends_ms, self.header)

    def _read_header(self) -> None:
        length = headers.length(self.bytes)
        if length is not None:
            self.header, self.at = self.bytes[:length], length
            known = headers.read(self.header)
            self.mode, self.scale, self.video = "clusters", known.scale, known.video

    def _find_cluster(self) -> bool:
        """Whether there is one. Its four bytes may occur by chance, what stands behind them does not."""
        while True:
            found = self.bytes.find(_CLUSTER_ID, self.at)
            if found < 0:
                self.at = max(self.at, len(self.bytes) - len(_CLUSTER_ID) + 1)
                return False
            self.at = found
            if len(self.bytes) - found < _LEADING:
                return False
            if _leads(self.bytes[found : found + _LEADING]):
                self.mode = "clusters"
                return True
            self.at += 1

    def _read_elements(self) -> bool:
        """Until the bytes end, or something is damaged: only then there is more to do."""
        try:
            while self._pass_over() and self._read_element():
                pass
            return False
        except Damaged:
            self._stop()
            self.mode, self.skip, self.coming, self.group = "lost", 0, None, None
            # A frame that was misread may have hidden a cluster; only what was whole is behind us.
            self.at = min(self.at + 1, len(self.bytes))
            return True

    def _pass_over(self) -> bool:
        """Whether the body of the element before is behind us."""
        passed = min(self.skip, len(self.bytes) - self.at)
        self._advance(passed)
        self.skip -= passed
        if self.skip:
            return False
        if self.coming and not self.group:
            self._note_block(*self.coming)
        self.coming = None
        if self.group and self.group.left == 0:
            if self.group.time is None:
                raise Damaged("a group without a block")
            self._note_block(self.group.time, self.group.track, self.group.key)
            self.group = None
        # A cluster counts from the moment when it is noted: then also where it begins is known.
        if self.group is None and self.cluster and self.cluster.noted:
            self.end = self.at
        return True

    def _read_element(self) -> bool:
        """Whether it was all there that had to be."""
        head = ebml.read_head(self.bytes, self.at)
        if head is None:
            return False
        if head.id == Id.CLUSTER and not self.group:
            self._begin_cluster(head)
            return True
        if head.size is None or head.size > LARGEST_ELEMENT:
            raise Damaged("an element without an end")
        if self.group and head.length + head.size > self.group.left:
            raise Damaged("a block goes beyond its group")
        if self.cluster is None and head.id not in _BETWEEN_CLUSTERS:
            raise Damaged("this belongs into a cluster")
        return self._read_body(head, head.size)

    def _read_body(self, head: Head, size: int) -> bool:
        body = self.at + head.length
        if len(self.bytes) < body + min(size, _NEEDED.get(head.id, 0)):
            return False
        if head.id == Id.TIMESTAMP and self.cluster and not self.group:
            if size > _NEEDED[Id.TIMESTAMP]:
                raise Damaged("no time is as long as this")
            self.cluster.time = self._milliseconds(int.from_bytes(self.bytes[body : body + size]))
        elif head.id == Id.SIMPLE_BLOCK and not self.group:
            self.coming = self._read_block(body, size)
        elif head.id == Id.BLOCK_GROUP and not self.group:
            self._advance(head.length)
            self.group = _Group(left=size)
            return True
        elif head.id == Id.BLOCK and self.group:
            self.group.time, self.group.track, _ = self._read_block(body, size)
        elif head.id == Id.REFERENCE_BLOCK and self.group:
            self.group.key = False
        elif head.id in _BETWEEN_CLUSTERS and not self.group:
            self._stop()
        elif head.id not in _IN_CLUSTERS:
            raise Damaged(f"{head.id:#x} does not belong here")
        self._advance(head.length)
        self.skip = size
        return True

    def _begin_cluster(self, head: Head) -> None:
        last = self.cluster
        if last:
            self._note_cluster(key=False)
            self.end = self.at
        self.cluster = _Cluster(at=self.at, body=self.at + head.length)
        if last:
            self.cluster.last, self.cluster.step = last.last, last.step
        self._advance(head.length)

    def _read_block(self, at: int, size: int) -> list[Any]:
        if self.cluster is None or self.cluster.time is None:
            raise Damaged("a block without a time")
        track, behind = ebml.read_number(self.bytes, at)
        if behind + 3 > at + size:
            raise Damaged("a block without a head")
        ticks = int.from_bytes(self.bytes[behind : behind + 2], signed=True)
        time = self.cluster.time + self._milliseconds(ticks)
        return [time, track, bool(self.bytes[behind + 2] & 0x80)]

    def _note_block(self, time: int, track: int, key: bool) -> None:
        """All of it is here."""
        assert self.cluster
        step = 0
        # Browsers begin a cluster at a key frame, with that frame.
        self._note_cluster(key=self.video is None or (key and track == self.video))
        if self.video in (None, track):
            if self.cluster.last is not None:
                self.cluster.step = min(LONGEST_STEP_MS, max(0, time - self.cluster.last))
            self.cluster.last, step = time, self.cluster.step
        self.ends_ms = max(self.ends_ms or 0, time + step)

    def _note_cluster(self, *, key: bool) -> None:
        """When its first frame is here, or it had none."""
        cluster = self.cluster
        if cluster and not cluster.noted and cluster.time is not None:
            self.clusters.append([cluster.at, cluster.body, cluster.time, key])
            cluster.noted = True

    def _stop(self) -> None:
        """What comes next is in no cluster."""
        if self.cluster and self.end is not None:
            self.clusters.append([self.end, self.end, None, False])
        self.cluster = None

    def _advance(self, length: int) -> None:
        self.at += length
        if self.group:
            self.group.left -= length

    def _milliseconds(self, ticks: int) -> int:
        found = round(ticks * self.scale / headers.NANOSECONDS)
        if abs(found) > LONGEST_MS:
            raise Damaged("no track is as long as this")
        return found

    def _positions(self) -> list[list[Any]]:
        return [[at - self.before, body - self.before, time, key] for at, body, time, key in self.clusters]

    def _state(self) -> State:
        """Positions are relative to the end of this chunk, which is where the next one begins."""
        state: State = {"mode": self.mode, "rest": base64.b64encode(self.bytes[self.at :]).decode()}
        if self.mode != "header":
            state |= {"scale": self.scale, "video": self.video}
        length = len(self.bytes)
        if self.cluster:
            cluster = vars(self.cluster)
            state["cluster"] = cluster | {"at": self.cluster.at - length, "body": self.cluster.body - length}
        if self.group:
            state["group"] = vars(self.group)
        optional = {"skip": self.skip, "coming": self.coming, "ends_ms": self.ends_ms}
        if self.end is not None:
            optional["end"] = self.end - length
        return state | {name: value for name, value in optional.items() if value}


def _leads(data: bytes) -> bool:
    """Whether a cluster begins like this: a size, perhaps a checksum, and the time."""
    try:
        head = ebml.read_head(data, 0)
        at = head.length if head else len(data)
        first = ebml.read_head(data, at)
        if first and first.id == Id.CRC_32 and first.size == 4:
            first = ebml.read_head(data, at + first.length + 4)
        return first is not None and first.id == Id.TIMESTAMP and first.size is not None and 1 <= first.size <= 8
    except Damaged:
        return False
