"""Chat over HTTP: to be read after the session."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from chalkroom.accounts.permissions import CurrentUser
from chalkroom.classroom.chat import service
from chalkroom.classroom.chat.messages import LARGEST_ID
from chalkroom.classroom.chat.schemas import ChatHistory
from chalkroom.kit.database import Db

router = APIRouter(tags=["rooms"])


@router.get("/sessions/{session_id}/chat")
async def read_chat(
    db: Db, user: CurrentUser, session_id: UUID, before: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None
) -> ChatHistory:
    return await service.read(db, session_id=session_id, user=user, before=before)
