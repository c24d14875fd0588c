"""What of a replay is handed on: nothing of those who are not recorded, and no link that will be over soon."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chalkroom.recordings.captions.vtt import Cue
from chalkroom.recordings.export.plan import Plan
from chalkroom.recordings.replay.schemas import ReplayEvent

_TOLD: Mapping[str, tuple[str, ...]] = {
    "joined": (),
    "reconnected": (),
    "left": ("reason",),
    "hand": ("raised",),
    "reaction": ("reaction",),
    "stage": ("stage", "copy_of"),
    "spotlight": (),
}
"""Kinds of events that are handed on, and what each says."""


def manifest(plan: Plan, tracks: list[str], documents: list[dict[str, Any]]) -> dict[str, Any]:
    """`tracks`: where their files are, in the plan's order. Every `*_ms` is on the recording's timeline."""
    replay, inside = plan.replay, (plan.from_ms, plan.to_ms)
    recorded = set(plan.people)
    return {
        "version": 1,
        "session": replay.session.model_dump(mode="json", exclude={"id"}),
        "started_at": replay.started_at.isoformat(),
        "from_ms": plan.from_ms,
        "to_ms": plan.to_ms,
        "people": [person.model_dump(mode="json") for person in replay.people if person.id in recorded],
        "tracks": [
            {**track.model_dump(mode="json", exclude={"src"}), "file": file}
            for track, file in zip(replay.tracks, tracks, strict=True)
            if file
        ],
        "gaps": [gap.model_dump() for gap in replay.gaps],
        "events": [
            _event(event, recorded, plan.from_ms) for event in replay.events if _is_told(event, recorded, inside)
        ],
        "chat": [
            line.model_dump(mode="json", exclude={"to", "files"}) | {"files": [file.name for file in line.files]}
            for line in replay.chat
            if line.participant_id in recorded and inside[0] <= line.at_ms <= inside[1]
        ],
        "chapters": [
            chapter.model_dump(mode="json", exclude={"mark_id"})
            for chapter in replay.chapters
            if chapter.participant_id in recorded | {None} and inside[0] <= chapter.at_ms <= inside[1]
        ],
        "captions": [
            {"language": language, "cues": [[cue.from_ms + inside[0], cue.to_ms + inside[0], cue.text] for cue in cues]}
            for language, cues in captions(plan).items()
        ],
        "documents": documents,
    }


def captions(plan: Plan) -> dict[str, list[Cue]]:
    """By languages; their times begin with the part of the recording that is in it, like those of its chapters."""
    start, end = plan.from_ms, plan.to_ms
    return {
        each.language: [
            Cue(max(cue.from_ms, start) - start, min(cue.to_ms, end) - start, cue.text)
            for cue in each.cues
            if cue.from_ms < end and cue.to_ms > start
        ]
        for each in plan.captions
    }


def _is_told(event: ReplayEvent, recorded: set[UUID], inside: tuple[int, int]) -> bool:
    if event.kind == "reaction" and event.at_ms < inside[0]:
        return False
    return event.kind in _TOLD and event.at_ms <= inside[1] and event.participant_id in recorded | {None}


def _event(event: ReplayEvent, recorded: set[UUID], from_ms: int) -> dict[str, Any]:
    """What was so when it begins is said as of then."""
    data = {key: event.data.get(key) for key in _TOLD[event.kind]}
    if data.get("copy_of") not in {str(person) for person in recorded}:
        data.pop("copy_of", None)
    return event.model_dump(mode="json") | {"at_ms": max(event.at_ms, from_ms), "data": data}
