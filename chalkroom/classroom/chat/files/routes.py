"""Files over HTTP. In the room a person shows their room token; afterwards, or instead, that of their account."""

import contextlib
import re
from typing import Annotated
from urllib.parse import quote, unquote, urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from chalkroom.accounts.limits import address_of
from chalkroom.accounts.permissions import OptionalUser
from chalkroom.classroom import queries, tokens
from chalkroom.classroom.chat.files import links, service
from chalkroom.classroom.chat.files.errors import NoSuchFile
from chalkroom.classroom.chat.files.models import ChatFile
from chalkroom.classroom.chat.files.ranges import wanted_part
from chalkroom.classroom.chat.files.schemas import File, FileLimits, FileLink
from chalkroom.classroom.credentials import RoomToken
from chalkroom.classroom.errors import BadRoomToken, NoSuchMeeting, NotInRoom
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.models import Participant
from chalkroom.classroom.rights import Right
from chalkroom.kit.bodies import announced_size, arriving
from chalkroom.kit.database import Db
from chalkroom.kit.problems import NotAllowed, Problem
from chalkroom.kit.runtime import Run
from chalkroom.kit.storage import NotStored
from chalkroom.kit.tokens import normalise_code
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.models import MEETING_ID

router = APIRouter(tags=["chat"])

UPLOADS = re.compile(r"/api/rooms/[^/]+/files")
"""Requests whose body may be larger than others', and is counted here."""

PER_PERSON = "60/minute"
READS_PER_ADDRESS = "1200/minute"  # a class behind one address opens a chat full of pictures

BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
UPLOAD = {"requestBody": {"required": True, **BYTES}}


async def _reader(db: Db, session_id: UUID, token: RoomToken, user: OptionalUser) -> Participant | None:
    """Who asks, as a participant of this session."""
    if token is not None:
        return await tokens.bearer(db, token)
    return await queries.participant_of_user(db, session_id, user.id) if user else None


Reader = Annotated[Participant | None, Depends(_reader)]


@router.get("/chat/limits")
async def limits(run: Run) -> FileLimits:
    """What is worth attaching, to be known before anything is sent."""
    largest = run.settings.file_megabytes * service.MEGABYTE
    return FileLimits(largest_bytes=largest, files_per_message=service.FILES_PER_MESSAGE)


@router.post("/rooms/{meeting_id}/files", status_code=201, openapi_extra=UPLOAD)
async def upload(
    run: Run,
    request: Request,
    token: RoomToken,
    meeting_id: str,
    x_file_name: Annotated[str, Header(max_length=2000, description="its name, percent-encoded UTF-8")] = "",
) -> File:
    """Takes the bytes as they are in the body. No transaction is open while they arrive."""
    uploader = await _writer(run, request, token, meeting_id)
    await run.limiter.check(PER_PERSON, "chat-file", str(uploader.id))
    async with run.database.transaction() as db:
        file = await service.begin(
            db,
            session_id=uploader.session_id,
            participant_id=uploader.id,
            name=unquote(x_file_name, errors="replace"),
            size=announced_size(request),
            settings=run.settings,
        )
    try:
        content = await service.keep(run.storage, file, arriving(request, file.size))
        async with run.database.transaction() as db:
            return await service.finish(db, file_id=file.id, content=content)
    except Exception:
        # Should this fail as well, a job deletes it tomorrow; what went wrong first is what helps.
        with contextlib.suppress(Problem):
            async with run.database.transaction() as db:
                await service.give_up(db, run.storage, file)
        raise


@router.delete("/sessions/{session_id}/files/{file_id}", status_code=204)
async def take_back(db: Db, session_id: UUID, file_id: UUID, reader: Reader) -> None:
    """Of an upload that was not sent; what was sent is deleted with its message."""
    if reader is None or reader.session_id != session_id:
        raise NoSuchFile()
    await service.take_back(db, participant=reader, file_id=file_id)


@router.post("/sessions/{session_id}/files/{file_id}/links", status_code=201)
async def make_link(db: Db, run: Run, request: Request, session_id: UUID, file_id: UUID, reader: Reader) -> FileLink:
    await run.limiter.check(READS_PER_ADDRESS, "chat-file-read", address_of(request))
    file = await service.read(db, session_id=session_id, file_id=file_id, reader=reader)
    assert reader
    query = urlencode(links.sign(run.settings.signing_key, file.id, reader.id))
    return FileLink(link=f"/api/sessions/{session_id}/files/{file.id}?{query}", seconds=links.SECONDS)


@router.get("/sessions/{session_id}/files/{file_id}", response_class=Response, responses={200: BYTES, 206: BYTES})
async def read(
    db: Db,
    run: Run,
    request: Request,
    session_id: UUID,
    file_id: UUID,
    asking: Reader,
    reader: Annotated[UUID | None, Query()] = None,
    until: Annotated[str, Query(pattern=r"^\d{0,12}$")] = "",
    signature: Annotated[str, Query(max_length=64)] = "",
    part: Annotated[str | None, Header(alias="Range")] = None,
    if_range: Annotated[str | None, Header()] = None,
) -> Response:
    """The bytes, by a link or by a token. Pictures may be shown, everything else is downloaded."""
    await run.limiter.check(READS_PER_ADDRESS, "chat-file-read", address_of(request))
    if reader is not None:
        key = run.settings.signing_key
        if not links.is_good(key, file_id, reader=str(reader), until=until, signature=signature):
            raise NoSuchFile()
        asking = await db.get(Participant, reader)
    file = await service.read(db, session_id=session_id, file_id=file_id, reader=asking)
    etag = f'"{file.id}"'
    wanted = wanted_part(part, file.size) if if_range in (None, etag) else None
    start, end = wanted or (0, file.size)
    try:
        pieces = await run.storage.read(file.key, start=start, end=end)
    except NotStored as error:
        raise NoSuchFile() from error
    headers = _headers(file) | {"ETag": etag, "Content-Length": str(end - start)}
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    return StreamingResponse(pieces, status_code=206 if wanted else 200, headers=headers)


def _headers(file: ChatFile) -> dict[str, str]:
    """Whatever is in a file, a browser does nothing with it but show a picture or save it."""
    plain = re.sub(r'[^ -~]|["\\]', "_", file.name)
    shown = "inline" if file.width else "attachment"
    return {
        "Content-Type": file.type or "application/octet-stream",
        # RFC 6266: the first name for those who do not read the second.
        "Content-Disposition": f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Accept-Ranges": "bytes",
    }


async def _writer(run: Run, request: Request, token: str | None, meeting_id: str) -> Participant:
    """Who uploads: somebody in this very room, who may write there."""
    if token is None:
        raise BadRoomToken()
    async with run.database.transaction() as db:
        participant = await tokens.bearer(db, token)
        session = await sessions.by_id(db, participant.session_id)
    if session is None or normalise_code(meeting_id[:100], *MEETING_ID) != session.meeting_id:
        raise NoSuchMeeting()
    hub: Hub = request.app.state.hub
    async with hub.presence.hold(participant.session_id) as room:
        person = room.people.get(str(participant.id))
        if person is None:
            raise NotInRoom()
        if Right.CHAT not in room.rights_of(person):
            raise NotAllowed()
    return participant
