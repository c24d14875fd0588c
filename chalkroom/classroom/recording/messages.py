"""What passes over the socket about recording."""

from datetime import datetime

from chalkroom.classroom.messages import FromClient, ToClient
from chalkroom.classroom.recording.models import RecordingState


class SetRecorded(FromClient):
    recorded: bool


class RecordingChanged(ToClient):
    state: RecordingState
    since: datetime | None
    by: str | None
    """The name of who did it; None: it started by itself."""


class RecordingSaved(ToClient):
    participant_id: str
    saved_until: datetime
    """What of theirs was captured before this instant is stored."""
