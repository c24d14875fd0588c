"""Chapters that teachers add, over HTTP: for whoever manages the recording."""

from uuid import UUID

from fastapi import APIRouter

from chalkroom.accounts.permissions import CurrentUser
from chalkroom.kit.database import Db
from chalkroom.recordings.marking import schemas, service
from chalkroom.recordings.replay import queries as replays

router = APIRouter(tags=["recordings"])


@router.post("/recordings/{recording_id}/marks", status_code=201)
async def add(db: Db, user: CurrentUser, recording_id: UUID, new: schemas.NewMark) -> schemas.Mark:
    """A chapter at this moment; behind the end: at the end."""
    recording, _ = await replays.managed_by(db, user, recording_id)
    mark = await service.add(db, recording=recording, user=user, new=new)
    return schemas.Mark(id=mark.id, at_ms=mark.at_ms, title=mark.title)


@router.patch("/recordings/{recording_id}/marks/{mark_id}", status_code=204)
async def rename(db: Db, user: CurrentUser, recording_id: UUID, mark_id: UUID, change: schemas.MarkChange) -> None:
    """One that was added here, or made in the room."""
    recording, session = await replays.managed_by(db, user, recording_id)
    about = {"recording_id": recording.id, "session_id": session.id, "mark_id": mark_id}
    await service.rename(db, **about, title=change.title)


@router.delete("/recordings/{recording_id}/marks/{mark_id}", status_code=204)
async def delete(db: Db, user: CurrentUser, recording_id: UUID, mark_id: UUID) -> None:
    """One that was added here, or made in the room."""
    recording, session = await replays.managed_by(db, user, recording_id)
    await service.delete(db, recording_id=recording.id, session_id=session.id, mark_id=mark_id)
