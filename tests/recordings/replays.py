"""Replays as their readers get them, for tests without a server: what a test does not say is as in most of them."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from chalkroom.recordings.replay.schemas import Replay, ReplayTrack

STARTED = datetime(2026, 11, 22, 13, tzinfo=UTC)


def a_track(**fields: Any) -> ReplayTrack:
    return ReplayTrack.model_validate(
        {
            "id": uuid4(),
            "copied_by": None,
            "mime_type": "video/webm",
            "starts_ms": 0,
            "rate": 1.0,
            "src": "",
            "width": None,
            "height": None,
            "speech": None,
            "missing": [],
            **fields,
        }
    )


def a_replay(*, duration_ms: int, **fields: Any) -> Replay:
    return Replay.model_validate(
        {
            "id": uuid4(),
            "session": {"id": uuid4(), "title": "Fractions", "teacher_name": "Marie", "timezone": "Europe/Paris"},
            "started_at": STARTED,
            "duration_ms": duration_ms,
            "from_ms": 0,
            "to_ms": duration_ms,
            "state": "ready",
            "people": [],
            "tracks": [],
            "gaps": [],
            "events": [],
            "chat": [],
            "chapters": [],
            "documents": [],
            "captions": [],
            "keep_until": None,
            "may_manage": False,
            "server_time": STARTED,
            **fields,
        }
    )
