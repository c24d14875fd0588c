"""Finishes a track: its chunks, as far as they are there, become one sealed file. Then they can go.

The bytes are moved between storage and a folder of this machine, a chunk at a time; the rest is done in a thread. Doing
it twice makes the same file.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import structlog

from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import clock, sealing
from chalkroom.kit.runtime import Runtime
from chalkroom.recordings import mp4, playing, queries
from chalkroom.recordings.indexing import UNREADABLE, open_chunk
from chalkroom.recordings.models import RecordedChunk, RecordedTrack, TrackKind
from chalkroom.recordings.remuxing import Finished, NotPlayable, is_mp4, remux
from chalkroom.recordings.webm.layout import Part
from chalkroom.recordings.workspace import pieces, private_folder

logger = structlog.get_logger()

FOLDER = "remuxing"
"""In the data folder: what is being worked on. What a killed process left there is deleted after a day."""


@dataclass(frozen=True)
class _Work:
    """A track to be finished."""

    track: RecordedTrack
    key: bytes
    chunks: Sequence[RecordedChunk]
    file: playing.File | None
    """As it is played so far."""


async def keep(runtime: Runtime, track_id: UUID) -> None:
    """Nothing happens to a track that is finished, or deleted."""
    async with private_folder(runtime.settings.data / FOLDER) as folder:
        source, target = folder / "source", folder / "target"
        work = await _gathered(runtime, track_id, source)
        if work is None:
            return
        finished = await _finished(work, source, target)
        if finished:
            sealed = sealing.seal(work.key, work.track.key, pieces(target))
            await runtime.storage.put(work.track.key, sealed)
        async with runtime.database.transaction() as db:
            found = await queries.track(db, track_id, lock=True)
            if found and _is_wanted(*found):
                _note(found[0], work, finished, target.stat().st_size if finished else None)


async def keep_whole(runtime: Runtime, recording_id: UUID) -> None:
    """All that can be finished of a recording, before its time has come: see service.KEPT_AFTER."""
    async with runtime.database.transaction() as db:
        waiting = await queries.whole_tracks(db, recording_id)
    for track_id in waiting:
        try:
            await keep(runtime, track_id)
        except Exception as error:  # whatever it is: the others are finished, and this one is played from its chunks
            logger.error("track not finished", track_id=str(track_id), exc_info=error)


async def _gathered(runtime: Runtime, track_id: UUID, source: Path) -> _Work | None:
    """Writes what there is of a track into `source`. Chunks that turn out to be damaged are left out."""
    while True:
        async with runtime.database.transaction() as db:
            found = await queries.track(db, track_id)
            if found is None or not _is_wanted(*found):
                return None
            track, recording = found
            key = sealing.unwrap(runtime.settings.master_key, recording.key)
            file = await playing.newest(db, runtime.storage, key, track)
            work = _Work(track, key, await queries.chunks_from(db, track_id, 0), file)
        damaged = await (_write_webm if file else _write_raw)(runtime, work, source)
        if damaged is None:
            return work
        async with runtime.database.transaction() as db:
            await queries.track(db, track_id, lock=True)
            chunk = await queries.chunk(db, track_id, damaged)
            if chunk:
                chunk.index = UNREADABLE


async def _write_webm(runtime: Runtime, work: _Work, source: Path) -> int | None:
    """The file as it was played. Gives the number of a chunk that is damaged, if one is."""
    assert work.file
    assert work.file.layout
    chunks = {chunk.number: chunk for chunk in work.chunks}
    with source.open("wb") as writing:
        for number, pieces in playing.by_chunk(work.file.layout.pieces):
            content: bytes | None = b""
            if any(isinstance(piece, Part) for piece in pieces):
                content = await open_chunk(runtime.storage, work.key, work.track, chunks[number])
            if content is None:
                return number
            parts = (piece if isinstance(piece, bytes) else content[piece.start : piece.end] for piece in pieces)
            await asyncio.to_thread(writing.writelines, list(parts))
    return None


async def _write_raw(runtime: Runtime, work: _Work, source: Path) -> None:
    """The chunks as they came; of an MP4 only whole fragments. An Ogg finds its way by itself."""
    expected, lost = 0, False
    with source.open("w+b") as writing:
        for chunk in work.chunks:
            content = await open_chunk(runtime.storage, work.key, work.track, chunk)
            if content is None:
                continue
            if chunk.number != expected and is_mp4(work.track.mime_type):
                writing.truncate(mp4.whole_end(writing))
                writing.seek(0, 2)
                lost = True
            expected = chunk.number + 1
            if lost:
                content = content[mp4.next_start(content) :]
                lost = not content
            await asyncio.to_thread(writing.write, content)


async def _finished(work: _Work, source: Path, target: Path) -> Finished | None:
    """None: nobody can play it."""
    speaks = work.track.kind is TrackKind.MICROPHONE
    mime_type = work.track.mime_type
    try:
        return await asyncio.to_thread(remux, source, target, mime_type=mime_type, with_speech=speaks)
    except NotPlayable as error:
        logger.error("track not remuxed", track_id=str(work.track.id), error=str(error))
    if work.file is None:
        return None
    # What players took so far, they take further on.
    await asyncio.to_thread(source.replace, target)
    return Finished(mime_type, work.file.duration_ms, work.file.width, work.file.height, speech=None)


def _is_wanted(track: RecordedTrack, recording: Recording) -> bool:
    return track.kept_at is None and recording.deleted_at is None


def _note(track: RecordedTrack, work: _Work, finished: Finished | None, size: int | None) -> None:
    track.kept_at, track.size = clock.now(), size
    if finished:
        track.mime_type, track.speech = finished.mime_type, finished.speech
        track.width, track.height = finished.width, finished.height
        duration_ms = max(finished.duration_ms, work.file.duration_ms if work.file else 0)
        track.duration_ms = playing.believed_ms(duration_ms, work.chunks)
        track.missing = work.file.missing if work.file else []
        track.rate = work.file.rate if work.file else 1.0
