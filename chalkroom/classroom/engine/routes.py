"""Programs that an engine runs, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from chalkroom.accounts.errors import SignedOut
from chalkroom.classroom.credentials import RoomToken
from chalkroom.classroom.documents.credentials import bearer_of
from chalkroom.classroom.documents.routes import Hub
from chalkroom.classroom.engine import service
from chalkroom.classroom.engine.schemas import Offer, RunAnswer, RunInput
from chalkroom.kit.runtime import Run

router = APIRouter(tags=["code"])

_AccessToken = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False, bearerFormat="JWT"))]


@router.get("/engine")
async def read_offer(run: Run) -> Offer:
    """Which files are run by this school's code engine, to be known before anything is sent there."""
    return await service.offer(run.piston)


@router.post("/sessions/{session_id}/runs")
async def run_program(
    run: Run, documents: Hub, room_token: RoomToken, account: _AccessToken, session_id: UUID, asked: RunInput
) -> RunAnswer:
    """Send a program to the code engine. For whoever may write the session's code."""
    credential = room_token or (account.credentials if account else None)
    if credential is None:
        raise SignedOut()
    bearer = await bearer_of(run, credential, session_id)
    standing = await service.require_author(run, documents, session_id, bearer)
    return await service.run(run, asked, person=standing.person)
