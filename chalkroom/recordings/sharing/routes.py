"""Links for those without an account, over HTTP: for whoever manages the recording."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.accounts.permissions import CurrentUser
from chalkroom.kit.database import Db
from chalkroom.kit.problems import NotAllowed
from chalkroom.recordings.replay import queries as replays
from chalkroom.recordings.replay.permissions import manages
from chalkroom.recordings.sharing import queries, schemas, service

router = APIRouter(tags=["recordings"])


@router.post("/recordings/{recording_id}/links", status_code=201)
async def make(db: Db, user: CurrentUser, recording_id: UUID, asked: schemas.NewSharedLink) -> schemas.MadeLink:
    """A link with which anybody may watch it, without an account."""
    await _require(db, user, recording_id)
    return schemas.MadeLink.of(*await service.make(db, recording_id=recording_id, user=user, days=asked.days))


@router.get("/recordings/{recording_id}/links")
async def made(db: Db, user: CurrentUser, recording_id: UUID) -> schemas.SharedLinks:
    """Those that still open it."""
    await _require(db, user, recording_id)
    found = await queries.of_recording(db, recording_id)
    return schemas.SharedLinks(items=[schemas.SharedLink.model_validate(link) for link in found])


@router.delete("/recordings/{recording_id}/links/{link_id}", status_code=204)
async def revoke(db: Db, user: CurrentUser, recording_id: UUID, link_id: UUID) -> None:
    await _require(db, user, recording_id)
    await service.revoke(db, recording_id=recording_id, link_id=link_id)


async def _require(db: AsyncSession, user: User, recording_id: UUID) -> None:
    _, session = await replays.recording_for(db, user, recording_id=recording_id)
    if not manages(user, session):
        raise NotAllowed()
