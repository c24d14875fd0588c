"""What the WebM reader finds in each chunk of a track, kept beside the chunk: nobody reads a whole track to play it.

Chunks that come one after the other are read as they come. Where one is missing, those behind it are read when somebody
asks for the track, and once more if it comes after all. One that cannot be opened counts as missing.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.kit import sealing
from chalkroom.kit.sealing import SealBroken
from chalkroom.kit.storage import NotStored, Storage
from chalkroom.recordings import queries
from chalkroom.recordings.models import RecordedChunk, RecordedTrack
from chalkroom.recordings.queries import KnownChunk
from chalkroom.recordings.webm.ebml import Damaged
from chalkroom.recordings.webm.reader import State, after_a_gap, beginning, read_chunk

logger = structlog.get_logger()

AChunk = TypeVar("AChunk", RecordedChunk, KnownChunk)

UNREADABLE: dict[str, Any] = {"unreadable": True}


def is_webm(track: RecordedTrack) -> bool:
    """Of other containers nothing is known before the track is finished."""
    return track.mime_type.partition(";")[0].endswith("/webm")


async def chunk_came(db: AsyncSession, track: RecordedTrack, number: int, content: bytes) -> None:
    """Read it if everything before it was read. The caller holds the track's row."""
    chunk = await queries.chunk(db, track.id, number) if is_webm(track) else None
    before = await queries.chunk(db, track.id, number - 1) if chunk and number else None
    if chunk and chunk.index is None and (number == 0 or _is_read(before)):
        chunk.index = _read(track, _state_behind(before), content)


async def read_rest(db: AsyncSession, storage: Storage, key: bytes, track: RecordedTrack) -> list[KnownChunk]:
    """The track's chunks that can be read, after reading what was not. `key`: the recording's own."""
    known = await queries.known_chunks(db, track.id)
    if any(_needs_reading(before, chunk) for before, chunk in in_pairs(known)):
        await queries.track(db, track.id, lock=True)
        await _read_all(db, storage, key, track)
        await db.flush()
        known = await queries.known_chunks(db, track.id)
    return [chunk for chunk in known if _is_read(chunk)]


async def open_chunk(storage: Storage, key: bytes, track: RecordedTrack, chunk: RecordedChunk) -> bytes | None:
    """Its bytes as they were captured; None where they are gone or damaged."""
    name = track.chunk_key(chunk.number, chunk.digest)
    try:
        content = await sealing.open_whole(storage, key, name, size=chunk.size)
    except (NotStored, SealBroken) as error:
        logger.error("chunk lost", track_id=str(track.id), number=chunk.number, error=str(error))
        return None
    return content if hashlib.sha256(content).digest() == chunk.digest else None


async def _read_all(db: AsyncSession, storage: Storage, key: bytes, track: RecordedTrack) -> None:
    changed = False
    for before, chunk in in_pairs(await queries.chunks_from(db, track.id, 0)):
        if not changed and not _needs_reading(before, chunk):
            continue
        anew = _begins_anew(before, chunk)
        if anew and track.header is None:
            # Only the first chunk says what is in a track; yet a browser says the same of each of its microphones.
            track.header = await queries.header_of_another(db, track)
            if track.header is None:
                return
        content = await open_chunk(storage, key, track, chunk)
        known = chunk.index
        if content is None:
            chunk.index = UNREADABLE
        elif anew and track.header:
            chunk.index = _read(track, after_a_gap(track.header), content) | {"anew": True}
        else:
            chunk.index = _read(track, _state_behind(before), content)
        changed = (known or {}).get("state") != chunk.index.get("state")


def _read(track: RecordedTrack, state: State, content: bytes) -> dict[str, Any]:
    try:
        found = read_chunk(state, content)
    except Damaged as error:
        logger.error("no track", track_id=str(track.id), error=str(error))
        return UNREADABLE
    track.header = found.header or track.header
    return {"clusters": found.clusters, "end": found.end, "ends_ms": found.ends_ms, "state": found.state}


def in_pairs(chunks: Sequence[AChunk]) -> Iterator[tuple[AChunk | None, AChunk]]:
    """Each with the one before it, if there is one."""
    return zip([None, *chunks], chunks, strict=False)


def is_read_after(before: AChunk | None, chunk: AChunk) -> bool:
    """Whether it was read, and as what comes after `before`."""
    return _is_read(chunk) and not _needs_reading(before, chunk)


def _needs_reading(before: AChunk | None, chunk: AChunk) -> bool:
    if chunk.index is None:
        return True
    return chunk.index != UNREADABLE and chunk.index.get("anew", False) != _begins_anew(before, chunk)


def _begins_anew(before: AChunk | None, chunk: AChunk) -> bool:
    if before is None:
        return chunk.number > 0
    return before.number + 1 != chunk.number or before.index == UNREADABLE


def _is_read(chunk: AChunk | None) -> bool:
    return chunk is not None and chunk.index is not None and chunk.index != UNREADABLE


def _state_behind(chunk: RecordedChunk | None) -> State:
    return chunk.index["state"] if chunk and chunk.index else beginning()
