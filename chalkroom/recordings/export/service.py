"""The verbs of exports: asked for, described, given up."""

import re
from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import links
from chalkroom.kit.jobs import defer
from chalkroom.kit.problems import NotAllowed, NotFound
from chalkroom.kit.runtime import Runtime
from chalkroom.recordings import queries as tracks
from chalkroom.recordings.errors import RecordingsFull
from chalkroom.recordings.export import queries, schemas, tasks
from chalkroom.recordings.export.errors import StillSaving
from chalkroom.recordings.export.failures import Failure
from chalkroom.recordings.export.models import Export, ExportKind, ExportState
from chalkroom.recordings.export.removing import remove_row
from chalkroom.recordings.lifetime import service as lifetime
from chalkroom.recordings.models import AccessKind
from chalkroom.recordings.replay import queries as replays
from chalkroom.recordings.replay import service as replay
from chalkroom.recordings.replay.permissions import manages
from chalkroom.recordings.service import GIGABYTE
from chalkroom.sessions.models import Session

LINK = "recording export"

_WITH_DOCUMENTS = frozenset({ExportKind.VIDEO, ExportKind.BUNDLE})
"""In which own copies of documents could be seen."""
_QUICK = frozenset({ExportKind.CHAPTERS, ExportKind.CAPTIONS})
"""Made anew each time: marks and captions may have changed."""
_ENDINGS = {
    ExportKind.VIDEO: "mp4",
    ExportKind.AUDIO: "m4a",
    ExportKind.CHAPTERS: "chapters.vtt",
    ExportKind.CAPTIONS: "captions.vtt",
    ExportKind.BUNDLE: "zip",
}


async def ask(
    db: AsyncSession, runtime: Runtime, *, user: User, recording: Recording, session: Session, new: schemas.NewExport
) -> Export:
    """The same file is made once, however many ask for it."""
    if await replay.state_of(db, recording) != "ready":
        raise StillSaving()
    is_film = new.kind is ExportKind.VIDEO
    wish = {
        "kind": new.kind,
        "layout": new.layout if is_film else None,
        "height": new.height if is_film else None,
        "language": user.language,
        "with_copies": new.kind in _WITH_DOCUMENTS and manages(user, session),
    }
    await db.refresh(recording, with_for_update=True)  # two who ask at once get one
    await replays.note_access(db, recording.id, user.id, AccessKind.EXPORTED)
    known = await queries.alike(db, recording.id, **wish)
    is_old = known is not None and known.state is ExportState.READY and new.kind in _QUICK
    if known and not is_old and await queries.is_true(db, known.id):
        return known
    if known:
        await _give_up(db, known)
    gigabytes = runtime.settings.recording_gigabytes
    if await tracks.bytes_of_teacher(db, session.teacher_id) >= gigabytes * GIGABYTE:
        raise RecordingsFull(limit_gigabytes=gigabytes)
    part = {"from_ms": recording.from_ms or 0, "to_ms": recording.to_ms}
    export = Export(recording_id=recording.id, asked_by=user.id, **wish, **part)
    db.add(export)
    await db.flush()
    await defer(db, tasks.make)
    return export


async def delete(db: AsyncSession, *, user: User, recording: Recording, session: Session, export_id: UUID) -> None:
    """For whoever asked for it, and those who manage the recording. Who works on it stops within a second."""
    export = await visible(db, user, recording, session, export_id)
    if not _may_delete(user, session, export):
        raise NotAllowed()
    await _give_up(db, export)


async def visible(db: AsyncSession, user: User, recording: Recording, session: Session, export_id: UUID) -> Export:
    export = await queries.one(db, recording.id, export_id)
    if export is None or (export.with_copies and not manages(user, session)):
        raise NotFound()
    return export


def described(
    runtime: Runtime, user: User, recording: Recording, session: Session, exports: Sequence[Export]
) -> list[schemas.Export]:
    return [
        schemas.Export(
            id=export.id,
            kind=export.kind,
            layout=export.layout,
            height=export.height,
            state=export.state,
            progress=export.progress,
            reason=Failure(export.reason) if export.reason else None,
            bytes=export.size,
            src=_src(runtime, user, export) if export.state is ExportState.READY else None,
            file_name=file_name(export, recording, session),
            created_at=export.created_at,
            keep_until=export.keep_until,
            may_delete=_may_delete(user, session, export),
        )
        for export in exports
    ]


def file_name(export: Export, recording: Recording, session: Session) -> str:
    """Title and day, without what some system has no room for in a name."""
    title = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", lifetime.title(recording, session))
    title = re.sub(r"\s+", " ", title).strip(" .")[:100]
    return f"{title} {recording.started_at:%Y-%m-%d}.{_ENDINGS[export.kind]}"


async def _give_up(db: AsyncSession, export: Export) -> None:
    """Nobody sees it from now on; a job deletes the file."""
    await remove_row(db, export)
    await defer(db, tasks.delete_file, key=export.key)


def _may_delete(user: User, session: Session, export: Export) -> bool:
    return manages(user, session) or export.asked_by == user.id


def _src(runtime: Runtime, user: User, export: Export) -> str:
    signed = links.sign(runtime.settings.signing_key, LINK, user.id, export.id)
    return f"/api/recordings/{export.recording_id}/exports/{export.id}/file?{urlencode({'reader': user.id} | signed)}"
