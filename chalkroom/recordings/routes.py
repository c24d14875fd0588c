"""Capture over HTTP: tracks are opened with a room token, and filled and closed with a token of their own."""

import base64
import hashlib
import hmac
import re
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query, Request

from chalkroom.accounts.limits import address_of
from chalkroom.classroom import tokens
from chalkroom.classroom.credentials import RoomToken
from chalkroom.classroom.errors import BadRoomToken, NoSuchMeeting
from chalkroom.classroom.hub import Hub
from chalkroom.kit import sealing
from chalkroom.kit.bodies import announced_size, arriving
from chalkroom.kit.database import Db
from chalkroom.kit.runtime import Run
from chalkroom.recordings import service
from chalkroom.recordings.credentials import UploadToken
from chalkroom.recordings.errors import ChunkTooLarge, DigestMismatch, DigestMissing, EmptyChunk
from chalkroom.recordings.schemas import MOST_CHUNKS, NewTrack, Track, TrackEnd
from chalkroom.recordings.service import Progress
from chalkroom.sessions import queries as sessions

router = APIRouter(tags=["recordings"])

UPLOADS = re.compile(r"/api/tracks/[^/]+/chunks/[^/]+")
"""Requests whose body may be larger than others', and is counted here."""

LARGEST_CHUNK = 8 * 1024 * 1024
TRACKS_PER_PERSON = "120/minute"
CHUNKS_PER_TRACK = "1200/minute"  # what gathered while a page was offline comes at once
REQUESTS_PER_ADDRESS = "6000/minute"
LONGEST_MS = 7 * 24 * 3600 * 1000

BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
CHUNK = {"requestBody": {"required": True, **BYTES}}

_SHA_256 = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):")


@router.post("/sessions/{session_id}/tracks", status_code=201)
async def open_track(db: Db, run: Run, token: RoomToken, session_id: UUID, new: NewTrack) -> Track:
    """Begin a track. Until a day after the end of the session also with a token that ended with it."""
    if token is None:
        raise BadRoomToken()
    participant = await tokens.recent_bearer(db, token)
    session = await sessions.by_id(db, session_id)
    if session is None or participant.session_id != session.id:
        raise NoSuchMeeting()
    await run.limiter.check(TRACKS_PER_PERSON, "track", str(participant.id))
    track = await service.open_track(
        db, participant=participant, session=session, new=new, gigabytes=run.settings.recording_gigabytes
    )
    return Track.of(track)


@router.put("/tracks/{track_id}/chunks/{number}", status_code=204, openapi_extra=CHUNK)
async def put_chunk(
    run: Run,
    request: Request,
    token: UploadToken,
    track_id: UUID,
    number: Annotated[int, Path(ge=0, lt=MOST_CHUNKS)],
    ends_ms: Annotated[int, Query(ge=0, le=LONGEST_MS, description="since the track's start, by the room's clock")],
    content_digest: Annotated[str, Header(max_length=500)] = "",
) -> None:
    """Store one chunk. Answered once it is durably stored; sent again, it is the same chunk."""
    await run.limiter.check(REQUESTS_PER_ADDRESS, "chunk-address", address_of(request))
    size = announced_size(request)
    if size > LARGEST_CHUNK:
        raise ChunkTooLarge(limit_bytes=LARGEST_CHUNK)
    if size == 0:
        raise EmptyChunk()
    digest = _digest(content_digest)
    async with run.database.transaction() as db:
        track, recording = await service.track_for(db, track_id=track_id, token=token)
        if await service.is_stored(db, track, number=number, digest=digest):
            return
        await service.make_sure_of_room(db, recording, gigabytes=run.settings.recording_gigabytes)
    await run.limiter.check(CHUNKS_PER_TRACK, "chunk", str(track.id))
    # No transaction is open while the bytes arrive.
    content = b"".join([piece async for piece in arriving(request, size)])
    if not hmac.compare_digest(hashlib.sha256(content).digest(), digest):
        raise DigestMismatch()
    key, name = sealing.unwrap(run.settings.master_key, recording.key), track.chunk_key(number, digest)
    await run.storage.put(name, sealing.seal(key, name, _whole(content)))
    async with run.database.transaction() as db:
        track, recording = await service.track_for(db, track_id=track_id, token=token, lock=True)
        if await service.is_stored(db, track, number=number, digest=digest):
            return
        progress = await service.stored(
            db, track=track, recording=recording, number=number, content=content, digest=digest, ends_ms=ends_ms
        )
    _tell(request, progress)


@router.post("/tracks/{track_id}/close", status_code=204)
async def close_track(run: Run, request: Request, token: UploadToken, track_id: UUID, end: TrackEnd) -> None:
    """Say how many chunks there are. Those that are missing may still come."""
    async with run.database.transaction() as db:
        track, recording = await service.track_for(db, track_id=track_id, token=token, lock=True)
        progress = await service.close_track(db, track=track, recording=recording, chunk_count=end.chunk_count)
    _tell(request, progress)


def _digest(header: str) -> bytes:
    match = _SHA_256.search(header)
    if match is None:
        raise DigestMissing()
    return base64.b64decode(match.group(1))


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _tell(request: Request, progress: Progress | None) -> None:
    """The room hears how far somebody is saved. After the commit."""
    if progress:
        hub: Hub = request.app.state.hub
        hub.saved.note(progress.session_id, str(progress.participant_id), progress.saved_until)
