"""The connection check over HTTP. None of it needs an account."""

import os
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from chalkroom.accounts.limits import address_of
from chalkroom.accounts.permissions import CurrentUser, OptionalUser
from chalkroom.classroom.check import service
from chalkroom.classroom.check.schemas import CheckInput, CheckSetup, PersonCheck, PersonChecks, Received
from chalkroom.classroom.routes import PER_ADDRESS, PER_MEETING
from chalkroom.kit.database import Db
from chalkroom.kit.http import LARGEST_BODY
from chalkroom.kit.problems import TooLarge
from chalkroom.kit.runtime import Run
from chalkroom.kit.tokens import normalise_code
from chalkroom.sessions.models import MEETING_ID

router = APIRouter(tags=["check"])

LARGEST_DOWNLOAD = 1024 * 1024  # bytes
LARGEST_UPLOAD = 512 * 1024  # bytes; below what the server takes of any request
assert LARGEST_UPLOAD <= LARGEST_BODY

# Whole classes check from one address, the evening before.
SETUPS = "120/minute"
TRANSFERS = "1200/minute"  # a check makes about a hundred, most of them of a few bytes
REPORTS_ADDRESS = "120/hour"
REPORTS_MEETING = "600/day"  # each is kept in the log

# Random, so that nothing on the way makes it smaller.
NOISE = os.urandom(LARGEST_DOWNLOAD)
BINARY = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


@router.get("/check")
async def setup(run: Run, request: Request) -> CheckSetup:
    address = address_of(request)
    await run.limiter.check(SETUPS, "check", address)
    return CheckSetup(
        ice_servers=service.servers_for_check(run.settings, address),
        relay_only=run.settings.relay_only,
        largest_download_bytes=LARGEST_DOWNLOAD,
        largest_upload_bytes=LARGEST_UPLOAD,
    )


@router.get("/check/download", response_class=Response, responses={200: BINARY})
async def download(
    run: Run, request: Request, size: Annotated[int, Query(alias="bytes", ge=0, le=LARGEST_DOWNLOAD)] = 0
) -> Response:
    await run.limiter.check(TRANSFERS, "check-transfer", address_of(request))
    headers = {"Cache-Control": "no-store, no-transform"}
    return Response(NOISE[:size], media_type="application/octet-stream", headers=headers)


@router.post("/check/upload")
async def upload(run: Run, request: Request) -> Received:
    """Takes a body of any kind, up to the limit that `GET /api/check` names, and throws it away."""
    await run.limiter.check(TRANSFERS, "check-transfer", address_of(request))
    received = 0
    async for piece in request.stream():
        received += len(piece)
        if received > LARGEST_UPLOAD:
            raise TooLarge(limit_bytes=LARGEST_UPLOAD)
    return Received(received_bytes=received)


@router.post("/rooms/{meeting_id}/checks", status_code=201)
async def report(
    db: Db, run: Run, request: Request, user: OptionalUser, meeting_id: str, told: CheckInput
) -> PersonCheck:
    address, meeting = address_of(request), normalise_code(meeting_id[:100], *MEETING_ID)
    # A wrong passcode counts together with those at the door: there are no more guesses here than there.
    await run.limiter.check(PER_ADDRESS, "room", address)
    await run.limiter.check(PER_MEETING, "room", meeting)
    await run.limiter.check(REPORTS_ADDRESS, "check-report", address, meeting)
    await run.limiter.check(REPORTS_MEETING, "check-report", meeting)
    return await service.report(db, meeting_id=meeting_id, user=user, report=told)


@router.get("/sessions/{session_id}/checks")
async def checks(db: Db, user: CurrentUser, session_id: UUID) -> PersonChecks:
    return PersonChecks(items=await service.checks_of(db, session_id=session_id, user=user))
