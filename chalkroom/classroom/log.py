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
    MUTED = "muted"
    CAMERA_STOPPED = "camera_stopped"
    SCREEN_STOPPED = "screen_stopped"
    UNMUTE_ASKED = "unmute_asked"
    REMOVED = "removed"
    RULES = "rules"
    EXCEPTIONS = "exceptions"
    CO_HOST = "co_host"
    SPOTLIGHT = "spotlight"
    HAND = "hand"
    REACTION = "reaction"
    RENAMED = "renamed"
    MEDIA_REPORTED = "media_reported"
    EXTENDED = "extended"
    CHAT = "chat"
    CHAT_EDITED = "chat_edited"
    CHAT_DELETED = "chat_deleted"
    CHECKED = "checked"
    QUALITY = "quality"
    CARRIER = "carrier"
    SFU_JOINED = "sfu_joined"
    SFU_LEFT = "sfu_left"
    TRACK_OPENED = "track_opened"
    TRACK_CLOSED = "track_closed"
    DOCUMENT = "document"
    STAGE = "stage"
    RECORDING_STARTED = "recording_started"
    RECORDING_PAUSED = "recording_paused"
    RECORDING_RESUMED = "recording_resumed"
    RECORDING_STOPPED = "recording_stopped"
    CONSENT = "consent"
    COPIED = "copied"
    MARK = "mark"
    MARK_RENAMED = "mark_renamed"
    MARK_DELETED = "mark_deleted"


# The participant of an entry is the one whom it concerns; who decided it, where that is somebody else, is its `by`.


def append(db: AsyncSession, session_id: UUID, kind: Kind, participant_id: UUID | None = None, **data: Any) -> None:
    db.add(LogEntry(session_id=session_id, kind=kind, participant_id=participant_id, data=data))
