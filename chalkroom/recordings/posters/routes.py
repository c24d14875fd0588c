"""Posters over HTTP, by the links of the list."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from chalkroom.accounts.limits import address_of
from chalkroom.kit import links, sealing
from chalkroom.kit.database import Db
from chalkroom.kit.problems import NotFound
from chalkroom.kit.runtime import Run
from chalkroom.recordings.posters import queries, service
from chalkroom.recordings.replay import queries as replays
from chalkroom.recordings.replay.routes import BYTES, READS_PER_ADDRESS, SAFE, Shown, begun

router = APIRouter(tags=["recordings"])

TYPE = "image/webp"
HEADERS = {**SAFE, "Accept-Ranges": "none", "Cache-Control": f"private, max-age={links.SECONDS}"}
"""Kept by nobody between, and no longer than its link is good."""


@router.get("/recordings/{recording_id}/posters/{poster_id}", response_class=Response, responses={200: BYTES})
async def poster(db: Db, run: Run, request: Request, link: Shown, recording_id: UUID, poster_id: UUID) -> Response:
    """The picture, by a recording's `poster`. Who sees a list does not look into its recordings: nothing is noted."""
    await run.limiter.check(READS_PER_ADDRESS, "recording-read", address_of(request))
    reader = await link.reader(db, service.LINK, poster_id)
    recording, _ = await replays.recording_for(db, reader, recording_id=recording_id)
    found = await queries.one(db, recording.id, poster_id)
    if found is None or found.size is None:
        raise NotFound()
    key = sealing.unwrap(run.settings.master_key, recording.key)
    opened = await begun(sealing.open_part(run.storage, key, found.key, size=found.size))
    return Response(b"".join([piece async for piece in opened]), media_type=TYPE, headers=HEADERS)
