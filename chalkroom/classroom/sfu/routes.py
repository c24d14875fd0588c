"""Where LiveKit tells what happens in its rooms."""

from fastapi import APIRouter, Request

from chalkroom.classroom.sfu import hooks
from chalkroom.kit.database import Db
from chalkroom.kit.problems import NotFound
from chalkroom.kit.runtime import Run

router = APIRouter(tags=["rooms"])


@router.post("/livekit/webhook", status_code=204)
async def webhook(db: Db, run: Run, request: Request) -> None:
    """For LiveKit alone: its configuration names this address and the key to sign with."""
    if not run.settings.livekit_url:
        raise NotFound()
    # Read as they came: the signature is one of these very bytes.
    signature = request.headers.get("authorization", "")
    await hooks.take(db, hooks.read(run.settings, await request.body(), signature))
