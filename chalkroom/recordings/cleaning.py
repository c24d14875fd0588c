"""Brings tables and storage together again, and deletes what nobody may see any more.

First the bytes go, then the rows: a failure between them is mended the next time.
"""

import shutil
import time
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import func, update
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.storage import Storage
from chalkroom.recordings import keeping, queries
from chalkroom.recordings.captions import service as captions
from chalkroom.recordings.export import queries as exports
from chalkroom.recordings.export.models import FOLDER
from chalkroom.recordings.marking import queries as marks
from chalkroom.recordings.models import RecordedTrack
from chalkroom.recordings.posters import models as poster_models
from chalkroom.recordings.posters import queries as posters

logger = structlog.get_logger()

WATCHED_FOR = timedelta(minutes=15)
"""Chunks stay so long after their track is finished: whoever was given a link to them goes on reading."""
LOST_AFTER = timedelta(days=7)
"""After the end of a session a track waits so long for what is missing: a laptop that was shut may be opened again."""
UNPLAYABLE_AFTER = timedelta(hours=1)
"""The same for a track that nobody can play before it is finished."""
NOBODYS_AFTER = timedelta(days=1)
"""A file without a row is older than any upload that is under way."""


async def due(db: AsyncSession) -> Sequence[UUID]:
    """Tracks that are to be finished now: whole ones, and those of which nothing more will come."""
    now = clock.now()
    return await queries.unfinished_tracks(
        db, webm_ended_before=now - LOST_AFTER, others_ended_before=now - UNPLAYABLE_AFTER
    )


async def delete_chunks(runtime: Runtime) -> None:
    """Of finished tracks."""
    async with runtime.database.transaction() as db:
        finished = await queries.finished_with_chunks(db, kept_before=clock.now() - WATCHED_FOR)
    for track in finished:
        async with runtime.database.transaction() as db:
            chunks = await queries.chunks_from(db, track.id, 0)
            await runtime.storage.delete(*(track.chunk_key(chunk.number, chunk.digest) for chunk in chunks))
            await queries.forget_chunks(db, track.id)


async def erase(runtime: Runtime, recording_id: UUID) -> None:
    """Everything that was stored of a deleted recording. Without its key, copies in a backup cannot be read either."""
    async with runtime.database.transaction() as db:
        recording = await db.get(Recording, recording_id, with_for_update=True)
        if recording is None or not (recording.deleted_at or recording.session_id is None):
            return
        await _erase_folder(runtime.storage, f"recordings/{recording.id}")
        for track in await queries.tracks_of(db, recording.id):
            await _forget(db, track)
        await exports.forget(db, recording.id)
        await posters.forget(db, recording.id)
        await marks.forget(db, recording.id)
        await captions.forget(db, recording.id)
        recording.key, recording.bytes = b"", 0
        if recording.session_id is None:
            await db.delete(recording)


async def erase_all(runtime: Runtime) -> None:
    """Recordings that were deleted, or whose session was forgotten, and tracks of people who took back their yes."""
    async with runtime.database.transaction() as db:
        recordings, tracks = await queries.to_erase(db), await queries.tracks_taken_back(db)
    for recording_id in recordings:
        await erase(runtime, recording_id)
    for track in tracks:
        async with runtime.database.transaction() as db:
            less = func.greatest(0, Recording.bytes - await queries.bytes_of_track(db, track))
            await _erase_folder(runtime.storage, track.folder)
            await _forget(db, await db.merge(track, load=True))
            await db.execute(update(Recording).where(Recording.id == track.recording_id).values(bytes=less))


async def sweep(runtime: Runtime) -> None:
    """Files without rows are deleted. Rows without files are told of, and left: the storage may only be away."""
    parent = runtime.settings.data / keeping.FOLDER
    for left in parent.glob("*") if parent.exists() else ():
        if left.stat().st_mtime < time.time() - NOBODYS_AFTER.total_seconds():
            shutil.rmtree(left, ignore_errors=True)
    seen: set[str] = set()
    expected: dict[str, set[str]] = {}
    async for stored in runtime.storage.list("recordings"):
        seen.add(stored.key)
        folder = stored.key.rpartition("/")[0]
        if folder not in expected:
            async with runtime.database.transaction() as db:
                expected[folder] = await _expected(db, folder)
        if stored.key not in expected[folder] and stored.modified < clock.now() - NOBODYS_AFTER:
            await runtime.storage.delete(stored.key)
    async with runtime.database.transaction() as db:
        finished = await queries.finished_keys(db)
    for key in finished - seen:
        logger.error("recorded file missing", key=key)


async def _expected(db: AsyncSession, folder: str) -> set[str]:
    """What the tables say is in the folder of a track, or of a recording's exports or posters."""
    recording, last = folder.split("/")[-2:]
    try:
        if last == FOLDER:
            return await exports.keys(db, UUID(recording))
        if last == poster_models.FOLDER:
            return await posters.keys(db, UUID(recording))
        track_id = UUID(last)
    except ValueError:
        return set()
    found = await queries.track(db, track_id)
    if found is None or found[0].folder != folder:
        return set()
    track = found[0]
    chunks = {track.chunk_key(chunk.number, chunk.digest) for chunk in await queries.known_chunks(db, track_id)}
    return chunks | ({track.key} if track.size is not None else set())


async def _erase_folder(storage: Storage, folder: str) -> None:
    keys = [stored.key async for stored in storage.list(folder)]
    await storage.delete(*keys)


async def _forget(db: AsyncSession, track: RecordedTrack) -> None:
    """The row stays, without content: whoever still brings something for it is told that it is gone."""
    await queries.forget_chunks(db, track.id)
    track.size = track.header = track.speech = track.missing = track.duration_ms = None
    track.kept_at = track.kept_at or clock.now()
