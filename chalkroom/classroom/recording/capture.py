"""Whether a room records, as everybody in it sees it: the pure rules, without a database or a socket."""

from dataclasses import dataclass
from datetime import datetime

from chalkroom.classroom.recording.models import RecordingState
from chalkroom.sessions.models import RecordingMode

PEOPLE_TO_START = 2


@dataclass(frozen=True)
class Capture:
    state: RecordingState = RecordingState.OFF
    since: datetime | None = None
    """Since when it is in this state; None: nothing was recorded yet."""

    def starts_by_itself(self, mode: RecordingMode, people: int) -> bool:
        """Once in a session: what a host stopped stays stopped."""
        return mode is RecordingMode.AUTOMATIC and self.since is None and people >= PEOPLE_TO_START


NOT_YET = Capture()
