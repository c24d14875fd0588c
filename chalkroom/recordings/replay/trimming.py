"""The part of a recording that its teacher shows. Nothing is deleted: who manages it sees all of it, and may undo it.

Of what was outside, others get nothing but what still held when the part begins, as who was in the room. A track that
overlaps an edge is one file: its bytes beyond the edge are not played, but they are in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from chalkroom.classroom.log import Kind
from chalkroom.classroom.recording.models import Recording
from chalkroom.recordings.errors import BadPart
from chalkroom.recordings.replay.permissions import Reader, manages
from chalkroom.recordings.replay.schemas import Replay, ReplayEvent, Span
from chalkroom.recordings.replay.timeline import Timeline
from chalkroom.sessions.models import Session

SHORTEST_MS = 1000
FOR_EVER_MS = 2**31 - 1

_COMING_AND_GOING = frozenset({Kind.JOINED, Kind.RECONNECTED, Kind.LEFT})
_OF_THE_ROOM = frozenset({Kind.STAGE, Kind.SPOTLIGHT})
_MOMENTARY = frozenset(
    {Kind.REACTION, Kind.RECORDING_STARTED, Kind.RECORDING_PAUSED, Kind.RECORDING_RESUMED, Kind.RECORDING_STOPPED}
)


@dataclass(frozen=True)
class Part:
    from_ms: int
    to_ms: int

    def overlaps(self, start: int, end: int) -> bool:
        return start < self.to_ms and end > self.from_ms

    def holds(self, ms: int) -> bool:
        return self.from_ms <= ms <= self.to_ms

    def of(self, spans: Iterable[Span]) -> list[Span]:
        return [(max(start, self.from_ms), min(end, self.to_ms)) for start, end in spans if self.overlaps(start, end)]


WHOLE = Part(0, FOR_EVER_MS)


def part_of(recording: Recording) -> Part:
    return Part(recording.from_ms or 0, FOR_EVER_MS if recording.to_ms is None else recording.to_ms)


def part_for(reader: Reader, recording: Recording, session: Session) -> Part:
    """What `reader` may see of it."""
    return WHOLE if manages(reader, session) else part_of(recording)


def trim(recording: Recording, *, from_ms: int | None, to_ms: int | None) -> None:
    """Show only this part of a recording that has ended; None: up to its edge."""
    duration = Timeline.of(recording).duration_ms
    end = duration if to_ms is None else to_ms
    if recording.ended_at is None or (from_ms or 0) + SHORTEST_MS > end:
        raise BadPart()
    recording.from_ms = from_ms or None
    recording.to_ms = to_ms if to_ms is not None and to_ms < duration else None


def cut(replay: Replay, part: Part) -> Replay:
    """Without what is outside. Times stay what they are on the recording's timeline."""
    events = _events(replay.events, part)
    tracks = [
        track.model_copy(
            update={
                "speech": part.of(track.speech) if track.speech is not None else None,
                "missing": part.of(track.missing),
            }
        )
        for track in replay.tracks
        if part.overlaps(track.starts_ms, track.starts_ms + track.duration_ms)
    ]
    chat = [line for line in replay.chat if part.holds(line.at_ms)]
    known = {line.id for line in chat}
    seen = {track.participant_id for track in tracks} | _inside(events)
    return replay.model_copy(
        update={
            "duration_ms": min(replay.duration_ms, part.to_ms),
            "people": [person for person in replay.people if person.id in seen],
            "tracks": tracks,
            "gaps": [
                gap.model_copy(update={"from_ms": start, "to_ms": end})
                for gap in replay.gaps
                for start, end in part.of([(gap.from_ms, gap.to_ms)])
            ],
            "events": events,
            "chat": [
                line.model_copy(update={"reply_to": line.reply_to if line.reply_to in known else None}) for line in chat
            ],
            "chapters": [chapter for chapter in replay.chapters if part.holds(chapter.at_ms)],
        }
    )


def _events(events: Sequence[ReplayEvent], part: Part) -> list[ReplayEvent]:
    """What was so when the part begins is told with its beginning, once."""
    held: dict[tuple[str, UUID | None], ReplayEvent] = {}
    for event in events:
        if event.at_ms < part.from_ms and event.kind not in _MOMENTARY:
            held.pop(_topic(event), None)
            held[_topic(event)] = event
    gone = {event.participant_id for event in held.values() if event.kind == Kind.LEFT}
    before = [
        event.model_copy(update={"at_ms": part.from_ms})
        for event in held.values()
        if event.kind in _OF_THE_ROOM or event.participant_id not in gone
    ]
    return before + [event for event in events if part.holds(event.at_ms)]


def _topic(event: ReplayEvent) -> tuple[str, UUID | None]:
    """What a later event of the same topic takes the place of."""
    if event.kind in _COMING_AND_GOING:
        return "presence", event.participant_id
    return event.kind, None if event.kind in _OF_THE_ROOM else event.participant_id


def _inside(events: Sequence[ReplayEvent]) -> set[UUID | None]:
    """Who was in the room at some moment of the part; who left it before is not told of."""
    return {event.participant_id for event in events if event.kind in _COMING_AND_GOING}
