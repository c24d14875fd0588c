"""Where things stand on a recording's timeline: what the room's log says, in milliseconds from its beginning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chalkroom.classroom.chat.schemas import Message
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry
from chalkroom.classroom.recording.models import Recording, RecordingState
from chalkroom.classroom.rights import Stage
from chalkroom.kit import clock
from chalkroom.recordings.replay.schemas import ReplayChapter, ReplayEvent, ReplayGap, ReplayMessage

_STATES = frozenset(
    {Kind.JOINED, Kind.RECONNECTED, Kind.LEFT, Kind.MEDIA, Kind.HAND, Kind.STAGE, Kind.SPOTLIGHT, Kind.CO_HOST}
    | {Kind.MUTED, Kind.CAMERA_STOPPED, Kind.SCREEN_STOPPED}
)
"""What holds until something else is said: what was so when the recording began is told with it."""
_OFF = {Kind.RECORDING_PAUSED: "paused", Kind.RECORDING_STOPPED: "stopped"}
_ON = frozenset({Kind.RECORDING_STARTED, Kind.RECORDING_RESUMED})
KINDS = _STATES | _OFF.keys() | _ON | {Kind.REACTION}


@dataclass(frozen=True)
class Timeline:
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, recording: Recording) -> "Timeline":
        """It ends where the recording was stopped for good; while it runs, it ends now."""
        stopped = recording.state is RecordingState.OFF
        return cls(recording.started_at, recording.changed_at if stopped else clock.now())

    @property
    def duration_ms(self) -> int:
        return self.place(self.ends_at)

    def place(self, at: datetime) -> int:
        """May lie before the beginning."""
        return round((at - self.starts_at) / timedelta(milliseconds=1))

    def at(self, ms: int) -> datetime:
        return self.starts_at + timedelta(milliseconds=ms)

    def gaps(self, entries: Sequence[LogEntry]) -> list[ReplayGap]:
        """When it recorded nothing."""
        found: list[ReplayGap] = []
        since: tuple[int, str] | None = None
        for entry in entries:
            kind = Kind(entry.kind)
            if kind in _OFF and since is None:
                since = self.place(entry.at), _OFF[kind]
            elif kind in _ON and since:
                found.append(_gap(*since, self.place(entry.at)))
                since = None
        if since and since[0] < self.duration_ms:
            found.append(_gap(*since, self.duration_ms))
        return found

    def events(self, entries: Sequence[LogEntry], gaps: Sequence[ReplayGap], recorded: set[UUID]) -> list[ReplayEvent]:
        """Without what people sent while nothing was recorded, or who are not recorded; not without where they were."""
        found: list[ReplayEvent] = []
        for entry in entries:
            at = self.place(entry.at)
            lasting = entry.kind in _STATES
            if (at < 0 or _within(at, gaps) or entry.participant_id not in recorded) and entry.kind == Kind.REACTION:
                continue
            if at < 0 and not lasting:
                continue
            found.append(
                ReplayEvent(at_ms=max(0, at), kind=entry.kind, participant_id=entry.participant_id, data=entry.data)
            )
        return found

    def chat(self, messages: Sequence[Message], gaps: Sequence[ReplayGap], recorded: set[UUID]) -> list[ReplayMessage]:
        """Lines of people who are recorded, written while it recorded."""
        placed = [(self.place(message.at), UUID(message.author), message) for message in messages]
        kept = [line for line in placed if line[1] in recorded and not _within(line[0], gaps)]
        known = {message.id for _, _, message in kept}
        return [
            ReplayMessage(
                at_ms=at,
                id=message.id,
                participant_id=author,
                name=message.name,
                text=message.text,
                reply_to=message.reply_to if message.reply_to in known else None,
                files=message.files,
            )
            for at, author, message in kept
        ]

    def chapters(self, entries: Sequence[LogEntry], recorded: set[UUID]) -> list[ReplayChapter]:
        """Raised hands, shared screens, and what was put on the stage."""
        found: list[ReplayChapter] = []
        screens: dict[UUID | None, str | None] = {}
        stage = Stage.PEOPLE.value
        for entry in entries:
            at, who = self.place(entry.at), entry.participant_id
            if entry.kind == Kind.STAGE:
                stage, before = entry.data["stage"], stage
                if stage != before and at >= 0:
                    found.append(ReplayChapter(at_ms=at, kind="stage", title=stage, participant_id=None))
            elif entry.kind in (Kind.MEDIA, Kind.JOINED):
                screens[who], before = entry.data.get("screen"), screens.get(who)
                if screens[who] and not before and at >= 0 and who in recorded:
                    found.append(ReplayChapter(at_ms=at, kind="screen", title=None, participant_id=who))
            elif entry.kind == Kind.HAND and entry.data.get("raised") and at >= 0 and who in recorded:
                found.append(ReplayChapter(at_ms=at, kind="hand", title=None, participant_id=who))
        return found


def _gap(start: int, reason: str, end: int) -> ReplayGap:
    return ReplayGap(from_ms=start, to_ms=end, reason="paused" if reason == "paused" else "stopped")


def _within(at: int, gaps: Sequence[ReplayGap]) -> bool:
    return any(gap.from_ms <= at < gap.to_ms for gap in gaps)
