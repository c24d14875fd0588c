"""What a film shows at a moment: who is inside, what is large. By the rules of web/src/replay/timeline.ts."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from chalkroom.recordings.export.film.tiles import MOST_BESIDE, MOST_IN_GRID
from chalkroom.recordings.export.models import Layout
from chalkroom.recordings.models import TrackKind
from chalkroom.recordings.replay.schemas import Replay, ReplayEvent, ReplayTrack, Span

BREATH_MS = 400
"""A shorter pause does not part what somebody says, nor when they are there."""
WORD_MS = 700
"""Whoever says less than that, hm or yes, does not become large."""
SILENT_MS = 1500
"""Who is large stays so until they have said nothing for that long,"""
HELD_MS = 2500
"""and for at least that long."""
STEP_MS = 250

_COMING_AND_GOING = frozenset({"joined", "reconnected", "left"})
_CHANGES = _COMING_AND_GOING | {"stage", "spotlight"}


@dataclass(frozen=True)
class Large:
    """One of these is set: a shared screen by the number of its track, a document by its number, or somebody."""

    screen: int | None = None
    document: int | None = None
    person: UUID | None = None


@dataclass(frozen=True)
class Scene:
    large: Large | None
    """None: all are in equal tiles."""
    people: tuple[UUID, ...]
    """In tiles, besides what is large."""


class Scenes:
    """Those of one film; asked for moments of the recording."""

    def __init__(self, replay: Replay, layout: Layout, *, from_ms: int, to_ms: int) -> None:
        self._replay, self._layout = replay, layout
        changes = (event for event in replay.events if event.kind in _CHANGES)
        self._events = sorted(changes, key=lambda event: event.at_ms)
        self._present = {
            person.id: _joined(
                (_span(track) for track in replay.tracks if track.participant_id == person.id), BREATH_MS
            )
            for person in replay.people
            if person.name is not None
        }
        self._speech = {person: self._speech_of(person) for person, spans in self._present.items() if spans}
        self._teacher = next((person.id for person in replay.people if person.role == "teacher"), None)
        self._starts: list[int] = []
        self._found: list[Scene] = []
        speakers = {} if layout is Layout.GRID else self._speakers(from_ms, to_ms)
        speaker: UUID | None = None
        for at in sorted({from_ms, *self._moments(from_ms, to_ms), *speakers}):
            speaker = speakers.get(at, speaker)
            scene = self._scene(at, speaker)
            if not self._found or scene != self._found[-1]:
                self._starts.append(at)
                self._found.append(scene)

    def at(self, ms: int) -> Scene:
        return self._found[max(0, bisect_right(self._starts, ms) - 1)]

    def shown_from(self, document: int, ms: int) -> int | None:
        """This moment, or the first after it at which the document is large; None: never again."""
        for number in range(max(0, bisect_right(self._starts, ms) - 1), len(self._found)):
            large = self._found[number].large
            if large and large.document == document:
                return max(ms, self._starts[number])
        return None

    def _scene(self, ms: int, speaker: UUID | None) -> Scene:
        people = self._people_at(ms)
        if self._layout is Layout.GRID:
            return Scene(None, self._chosen(people, ms, MOST_IN_GRID))
        large = self._stage_at(ms, people) if self._layout is Layout.PRESENTATION else None
        if large is None and speaker in people:
            large = Large(person=speaker)
        if large is None and people:
            large = Large(person=self._teacher if self._teacher in people else people[0])
        others = [person for person in people if large is None or person != large.person]
        return Scene(large, self._chosen(others, ms, MOST_BESIDE))

    def _stage_at(self, ms: int, people: Sequence[UUID]) -> Large | None:
        screens = [number for number, track in enumerate(self._replay.tracks) if _is_screen(track) and _at(track, ms)]
        if screens:
            return Large(screen=screens[-1])
        stage = self._last("stage", ms)
        if stage:
            owner = stage.data.get("copy_of")
            for number, document in enumerate(self._replay.documents):
                whose = None if document.owner is None else str(document.owner)
                if document.name == stage.data.get("stage") and whose == owner:
                    return Large(document=number)
        spotlight = self._last("spotlight", ms)
        if spotlight and spotlight.participant_id in people:
            return Large(person=spotlight.participant_id)
        return None

    def _people_at(self, ms: int) -> list[UUID]:
        """Everybody of whom something is kept and who was inside."""
        inside: dict[UUID | None, bool] = {}
        for event in self._until(ms):
            if event.kind in _COMING_AND_GOING:
                inside[event.participant_id] = event.kind != "left"
        return [
            person
            for person, present in self._present.items()
            if present and inside.get(person, any(start <= ms < end for start, end in present))
        ]

    def _chosen(self, people: Sequence[UUID], ms: int, most: int) -> tuple[UUID, ...]:
        """Where there is no room for all: first those with a picture. In the order in which they came."""
        if len(people) <= most:
            return tuple(people)
        cameras = [track for track in self._replay.tracks if track.kind is TrackKind.CAMERA]
        seen = {track.participant_id for track in cameras if _at(track, ms)}
        chosen = set(sorted(people, key=lambda person: person not in seen)[:most])
        return tuple(person for person in people if person in chosen)

    def _speakers(self, from_ms: int, to_ms: int) -> dict[int, UUID]:
        """From when on who is large, with enough patience that the picture does not jump."""
        found: dict[int, UUID] = {}
        current: UUID | None = None
        since = heard = from_ms
        for ms in range(from_ms, to_ms, STEP_MS):
            speaking = [person for person, spans in self._speech.items() if _within(spans, ms)]
            if current in speaking:
                heard = ms
            elif speaking and (current is None or (ms - heard >= SILENT_MS and ms - since >= HELD_MS)):
                current, since, heard = speaking[0], ms, ms
                found[ms] = current
        return found

    def _speech_of(self, person: UUID) -> list[Span]:
        own = [track.speech or [] for track in self._replay.tracks if track.participant_id == person]
        said = _joined((span for spans in own for span in spans), BREATH_MS)
        return [(start, end) for start, end in said if end - start >= WORD_MS]

    def _moments(self, from_ms: int, to_ms: int) -> list[int]:
        """At which something may change."""
        moments = [edge for track in self._replay.tracks for edge in _span(track)]
        moments += [event.at_ms for event in self._events]
        return [at for at in moments if from_ms < at < to_ms]

    def _last(self, kind: str, ms: int) -> ReplayEvent | None:
        return next((event for event in reversed(self._until(ms)) if event.kind == kind), None)

    def _until(self, ms: int) -> Sequence[ReplayEvent]:
        return self._events[: bisect_right(self._events, ms, key=lambda event: event.at_ms)]


def _is_screen(track: ReplayTrack) -> bool:
    return track.kind is TrackKind.SCREEN


def _span(track: ReplayTrack) -> Span:
    return track.starts_ms, track.starts_ms + track.duration_ms


def _at(track: ReplayTrack, ms: int) -> bool:
    start, end = _span(track)
    return start <= ms < end


def _within(spans: Sequence[Span], ms: int) -> bool:
    number = bisect_right(spans, ms, key=lambda span: span[0]) - 1
    return number >= 0 and ms < spans[number][1]


def _joined(spans: Iterable[Span], apart_ms: int = 0) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + apart_ms:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found
