"""Captions over HTTP: brought by whoever manages the recording, read by a link of the replay."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from chalkroom.accounts.permissions import CurrentUser
from chalkroom.kit.database import Db
from chalkroom.recordings.captions import service
from chalkroom.recordings.replay import queries as replays
from chalkroom.recordings.replay import trimming
from chalkroom.recordings.replay.routes import SAFE, Shown, visible
from chalkroom.recordings.replay.service import CAPTIONS

router = APIRouter(tags=["recordings"])

VTT = {"content": {"text/vtt": {"schema": {"type": "string"}}}}

Language = Annotated[str, Query(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", description="BCP 47: en, fr-CA")]


@router.put(
    "/recordings/{recording_id}/captions", status_code=204, openapi_extra={"requestBody": {"required": True, **VTT}}
)
async def put(db: Db, request: Request, user: CurrentUser, recording_id: UUID, language: Language) -> None:
    """WebVTT, in place of the captions in this language. As every body, it has at most 1 MB."""
    recording, _ = await replays.managed_by(db, user, recording_id)
    await service.put(db, recording_id=recording.id, language=language, content=await request.body())


@router.delete("/recordings/{recording_id}/captions", status_code=204)
async def delete(db: Db, user: CurrentUser, recording_id: UUID, language: Language) -> None:
    recording, _ = await replays.managed_by(db, user, recording_id)
    await service.remove(db, recording_id=recording.id, language=language)


@router.get("/recordings/{recording_id}/captions/{language}", response_class=Response, responses={200: VTT})
async def read(db: Db, link: Shown, recording_id: UUID, language: str) -> Response:
    """By a link of the replay, as far as its reader may watch."""
    reader = await link.reader(db, CAPTIONS, recording_id, language)
    recording, session = await visible(db, reader, recording_id)
    part = trimming.part_for(reader, recording, session)
    text = await service.text_of(db, recording.id, language, from_ms=part.from_ms, to_ms=part.to_ms)
    return Response(text, media_type="text/vtt", headers=SAFE)
