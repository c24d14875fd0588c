"""What passes over the socket about recording."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from chalkroom.classroom.messages import AboutParticipant, FromClient, ToClient
from chalkroom.classroom.recording.models import RecordingState
from chalkroom.kit.text import one_line


class SetRecorded(FromClient):
    recorded: bool


class ReportCopy(AboutParticipant):
    received: bool


class MarkMoment(FromClient):
    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(one_line)] | None


class RecordingChanged(ToClient):
    state: RecordingState
    since: datetime | None
    by: str | None
    """The name of who did it; None: it started by itself."""


class RecordingSaved(ToClient):
    participant_id: str
    saved_until: datetime
    """What of theirs was captured before this instant is stored."""
