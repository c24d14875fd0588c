"""The room's log: what happened, in order, with the server's time, in the transaction in which it happened."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.models import LogEntry


class Kind(StrEnum):
    LIVE = "live"
    ENDED = "ended"
    WAITING = "waiting"
    ADMITTED = "admitted"
    DENIED = "denied"
    JOINED = "joined"
    RECONNECTED = "reconnected"
    LEFT = "left"
    MEDIA = "media"
    CHECKED = "checked"


def append(db: AsyncSession, session_id: UUID, kind: Kind, participant_id: UUID | None = None, **data: Any) -> None:
    db.add(LogEntry(session_id=session_id, kind=kind, participant_id=participant_id, data=data))
