"""Where LiveKit tells what happens in its rooms."""

from typing import Annotated

from fastapi import APIRouter, Header, Request

from chalkroom.classroom.sfu import hooks
from chalkroom.kit.database import Db
from chalkroom.kit.problems import NotFound
from chalkroom.kit.runtime import Run

router = APIRouter(tags=["rooms"])


@router.post("/livekit/webhook", status_code=204)
async def webhook(db: Db, run: Run, request: Request, authorization: Annotated[str, Header()] = "") -> None:
    """For LiveKit alone: its configuration names this address and the key to sign with."""
    if not run.settings.livekit_url:
        raise NotFound()
    await hooks.take(db, hooks.read(run.settings, await request.body(), authorization))
