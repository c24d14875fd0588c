"""Replays over HTTP. Lists and descriptions take a token; the bytes take links, which players can use."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import AfterValidator, StringConstraints

from chalkroom.accounts.errors import SignedOut
from chalkroom.accounts.limits import address_of
from chalkroom.accounts.models import User
from chalkroom.accounts.permissions import CurrentUser, OptionalUser
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.recording.models import Recording
from chalkroom.classroom.rights import DocumentName
from chalkroom.kit import links, sealing
from chalkroom.kit.database import Db
from chalkroom.kit.paging import Cursor, Limit
from chalkroom.kit.problems import NotAllowed, NotFound
from chalkroom.kit.ranges import wanted_part
from chalkroom.kit.runtime import Run
from chalkroom.kit.sealing import SealBroken
from chalkroom.kit.storage import NotStored
from chalkroom.kit.text import one_line
from chalkroom.recordings import playing
from chalkroom.recordings import queries as tracks
from chalkroom.recordings.credentials import SharedToken
from chalkroom.recordings.models import AccessKind, RecordedTrack
from chalkroom.recordings.replay import history, queries, schemas, service, trimming
from chalkroom.recordings.replay.permissions import Reader, manages
from chalkroom.recordings.replay.timeline import Timeline
from chalkroom.recordings.replay.trimming import Part
from chalkroom.recordings.sharing import queries as shared_links
from chalkroom.sessions.models import Session

router = APIRouter(tags=["recordings"])
logger = structlog.get_logger()

READS_PER_ADDRESS = "6000/minute"  # players of a class behind one address, each asking for many small parts

BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
SAFE = {"Content-Security-Policy": "default-src 'none'; sandbox", "Accept-Ranges": "bytes"}
"""Whatever is in a file, a browser does nothing with it but play it."""

Search = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(one_line), Query()]


class Link:
    """What the query of a link says. Who it says they are counts only once the signature was found to be good."""

    def __init__(
        self,
        run: Run,
        reader: Annotated[UUID, Query()],
        until: Annotated[str, Query(pattern=r"^\d{1,12}$")],
        signature: Annotated[str, Query(max_length=64)],
    ) -> None:
        self._key, self._reader, self._until, self._signature = run.settings.signing_key, reader, until, signature

    async def reader(self, db: Db, kind: str, *what: object) -> Reader:
        """Whose it is. NotFound for a link that is over, or was made by somebody else."""
        if not links.is_good(self._key, kind, self._reader, *what, until=self._until, signature=self._signature):
            raise NotFound()
        reader = await db.get(User, self._reader) or await shared_links.by_id(db, self._reader)
        if reader is None:
            raise NotFound()
        return reader


Shown = Annotated[Link, Depends()]


async def _reader(db: Db, user: OptionalUser, token: SharedToken) -> Reader:
    """Somebody with an account, or with a link that a teacher gave away."""
    if user:
        return user
    if token is None:
        raise SignedOut()
    link = await shared_links.by_token(db, token)
    if link is None:
        raise NotFound()
    return link


CurrentReader = Annotated[Reader, Depends(_reader)]


@router.get("/recordings")
async def list_recordings(
    db: Db, run: Run, user: CurrentUser, search: Search = "", cursor: Cursor = None, limit: Limit = 20
) -> schemas.RecordingPage:
    found, next_cursor = await queries.page_for(db, user, text=search, cursor=cursor, limit=limit)
    return schemas.RecordingPage(items=await service.described(db, run, user, found), next_cursor=next_cursor)


@router.get("/sessions/{session_id}/recording")
async def of_session(db: Db, run: Run, user: CurrentUser, session_id: UUID) -> schemas.Recording:
    found = await queries.recording_for(db, user, session_id=session_id)
    return (await service.described(db, run, user, [found]))[0]


@router.get("/recordings/{recording_id}")
async def replay(db: Db, run: Run, reader: CurrentReader, recording_id: UUID) -> schemas.Replay:
    recording, session = await visible(db, reader, recording_id)
    return await service.replay(db, run, reader=reader, recording=recording, session=session)


@router.patch("/recordings/{recording_id}")
async def change(
    db: Db, run: Run, user: CurrentUser, recording_id: UUID, change: schemas.RecordingChange
) -> schemas.Recording:
    found = await queries.recording_for(db, user, recording_id=recording_id)
    await service.change(db, user, *found, change)
    return (await service.described(db, run, user, [found]))[0]


@router.delete("/recordings/{recording_id}", status_code=204)
async def delete(db: Db, user: CurrentUser, recording_id: UUID) -> None:
    """For good: what was stored is deleted by a job, at once."""
    recording, session = await queries.recording_for(db, user, recording_id=recording_id)
    await service.delete(db, user=user, recording=recording, session=session)


@router.get("/recordings/{recording_id}/accesses")
async def accesses(
    db: Db, user: CurrentUser, recording_id: UUID, cursor: Cursor = None, limit: Limit = 20
) -> schemas.AccessPage:
    """Who looked into it and when: for its teacher and administrators."""
    _, session = await queries.recording_for(db, user, recording_id=recording_id)
    if not manages(user, session):
        raise NotAllowed()
    found, next_cursor = await queries.accesses(db, recording_id, cursor=cursor, limit=limit)
    items = [schemas.Access(name=name, kind=access.kind, hour=access.hour) for access, name in found]
    return schemas.AccessPage(items=items, next_cursor=next_cursor)


@router.get(
    "/recordings/{recording_id}/tracks/{track_id}/media", response_class=Response, responses={200: BYTES, 206: BYTES}
)
async def media(
    db: Db,
    run: Run,
    request: Request,
    link: Shown,
    recording_id: UUID,
    track_id: UUID,
    have: Annotated[str, Query(pattern=playing.HAVE, max_length=2000)] = "",
    part: Annotated[str | None, Header(alias="Range")] = None,
    if_range: Annotated[str | None, Header()] = None,
) -> Response:
    """One file that can be seeked, by a link of the replay. 404 where it is over: the replay then has a newer one."""
    await run.limiter.check(READS_PER_ADDRESS, "recording-read", address_of(request))
    reader = await link.reader(db, service.TRACK, track_id, have)
    recording, session = await visible(db, reader, recording_id)
    found = await tracks.track(db, track_id)
    if found is None or found[0].recording_id != recording.id or not await queries.is_recorded(db, track_id):
        raise NotFound()
    track = found[0]
    file = await playing.linked(db, track, have)
    if file is None or not _is_shown(trimming.part_for(reader, recording, session), recording, track, file):
        raise NotFound()
    etag = f'"{track.id}-{have}"'
    wanted = wanted_part(part, file.size) if if_range in (None, etag) else None
    start, end = wanted or (0, file.size)
    key = sealing.unwrap(run.settings.master_key, recording.key)
    pieces = await begun(playing.read(run.storage, key, track, file, start, end))
    headers = {**SAFE, "Content-Type": track.mime_type, "ETag": etag, "Content-Length": str(end - start)}
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    return StreamingResponse(pieces, status_code=206 if wanted else 200, headers=headers)


@router.get("/recordings/{recording_id}/documents/{name}", response_class=Response, responses={200: BYTES})
async def document(
    db: Db,
    run: Run,
    request: Request,
    link: Shown,
    recording_id: UUID,
    name: DocumentName,
    owner: Annotated[UUID | None, Query(description="a participant, for their own copy")] = None,
) -> Response:
    """How it grew, by a link of the replay: frames of `[at_ms: float64][length: uint32][Yjs update]`, big-endian."""
    await run.limiter.check(READS_PER_ADDRESS, "recording-read", address_of(request))
    reader = await link.reader(db, service.DOCUMENT, recording_id, name, owner or "")
    recording, session = await visible(db, reader, recording_id)
    key = DocumentKey(session.id, name, owner)
    await service.require_document(db, reader, session, key)
    part = trimming.part_for(reader, recording, session)
    frames = history.frames(run.database, key, Timeline.of(recording), part)
    return StreamingResponse(frames, media_type="application/octet-stream", headers=SAFE)


def _is_shown(part: Part, recording: Recording, track: RecordedTrack, file: playing.File) -> bool:
    starts_ms = Timeline.of(recording).place(track.started_at)
    return part.overlaps(starts_ms, starts_ms + round(file.duration_ms * file.rate))


async def visible(db: Db, reader: Reader, recording_id: UUID) -> tuple[Recording, Session]:
    """Looking is noted."""
    found = await queries.recording_for(db, reader, recording_id=recording_id)
    if isinstance(reader, User):
        await queries.note_access(db, recording_id, reader.id, AccessKind.READ)
    else:
        await queries.note_access(db, recording_id, None, AccessKind.SHARED)
    return found


async def begun(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same pieces. What is missing or damaged at their beginning is known before an answer begins."""
    try:
        first = await anext(pieces)
    except StopAsyncIteration:
        first = b""
    except (NotStored, SealBroken) as error:
        logger.error("recorded track lost", error=str(error))
        raise NotFound() from error

    async def all_of_them() -> AsyncIterator[bytes]:
        yield first
        async for piece in pieces:
            yield piece

    return all_of_them()
