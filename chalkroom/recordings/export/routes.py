"""Exports over HTTP, for those who may watch the recording with their account."""

import re
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import StreamingResponse

from chalkroom.accounts.limits import address_of
from chalkroom.accounts.models import User
from chalkroom.accounts.permissions import CurrentUser
from chalkroom.kit import sealing
from chalkroom.kit.database import Db
from chalkroom.kit.problems import NotFound
from chalkroom.kit.ranges import wanted_part
from chalkroom.kit.runtime import Run
from chalkroom.recordings.export import queries, schemas, service
from chalkroom.recordings.export.models import ExportKind, ExportState
from chalkroom.recordings.models import AccessKind
from chalkroom.recordings.replay import queries as replays
from chalkroom.recordings.replay.permissions import manages
from chalkroom.recordings.replay.routes import BYTES, READS_PER_ADDRESS, SAFE, Shown, begun

router = APIRouter(tags=["recordings"])

WISHES_PER_PERSON = "60/hour"

TYPES = {
    ExportKind.VIDEO: "video/mp4",
    ExportKind.AUDIO: "audio/mp4",
    ExportKind.CHAPTERS: "text/vtt; charset=utf-8",
    ExportKind.CAPTIONS: "text/vtt; charset=utf-8",
    ExportKind.BUNDLE: "application/zip",
}


@router.post("/recordings/{recording_id}/exports", status_code=202)
async def ask(db: Db, run: Run, user: CurrentUser, recording_id: UUID, new: schemas.NewExport) -> schemas.Export:
    """A file to take away, made as soon as those before it are. Asked for again, it is the same one."""
    recording, session = await replays.recording_for(db, user, recording_id=recording_id)
    await run.limiter.check(WISHES_PER_PERSON, "export", str(user.id))
    export = await service.ask(db, run, user=user, recording=recording, session=session, new=new)
    return service.described(run, user, recording, session, [export])[0]


@router.get("/recordings/{recording_id}/exports")
async def exports(db: Db, run: Run, user: CurrentUser, recording_id: UUID) -> schemas.Exports:
    """The newest first."""
    recording, session = await replays.recording_for(db, user, recording_id=recording_id)
    found = await queries.of_recording(db, recording_id, with_copies=manages(user, session))
    return schemas.Exports(items=service.described(run, user, recording, session, found))


@router.delete("/recordings/{recording_id}/exports/{export_id}", status_code=204)
async def delete(db: Db, user: CurrentUser, recording_id: UUID, export_id: UUID) -> None:
    """Cancels what is waited for or worked on, and deletes what is ready."""
    recording, session = await replays.recording_for(db, user, recording_id=recording_id)
    await service.delete(db, user=user, recording=recording, session=session, export_id=export_id)


@router.get(
    "/recordings/{recording_id}/exports/{export_id}/file",
    response_class=Response,
    responses={200: BYTES, 206: BYTES},
)
async def file(
    db: Db,
    run: Run,
    request: Request,
    link: Shown,
    recording_id: UUID,
    export_id: UUID,
    part: Annotated[str | None, Header(alias="Range")] = None,
    if_range: Annotated[str | None, Header()] = None,
) -> Response:
    """The bytes, by an export's `src`. A download that broke off goes on where it was."""
    await run.limiter.check(READS_PER_ADDRESS, "recording-read", address_of(request))
    user = await link.reader(db, service.LINK, export_id)
    if not isinstance(user, User):
        raise NotFound()
    recording, session = await replays.recording_for(db, user, recording_id=recording_id)
    export = await service.visible(db, user, recording, session, export_id)
    if export.state is not ExportState.READY or export.size is None:
        raise NotFound()
    await replays.note_access(db, recording.id, user.id, AccessKind.EXPORTED)
    etag = f'"{export.id}"'
    wanted = wanted_part(part, export.size) if if_range in (None, etag) else None
    start, end = wanted or (0, export.size)
    key = sealing.unwrap(run.settings.master_key, recording.key)
    opened = sealing.open_part(run.storage, key, export.key, size=export.size, start=start, end=end)
    headers = {
        **SAFE,
        "Content-Type": TYPES[export.kind],
        "Content-Disposition": _attachment(service.file_name(export, recording, session)),
        "ETag": etag,
        "Content-Length": str(end - start),
    }
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{export.size}"
    return StreamingResponse(await begun(opened), status_code=206 if wanted else 200, headers=headers)


def _attachment(name: str) -> str:
    """RFC 6266: the first name for those who do not read the second."""
    plain = re.sub(r'[^ -~]|["\\]', "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
