"""What of a replay is handed on: nothing of those who are not recorded, and no link that will be over soon."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

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
        "events": [_event(event, recorded) for event in replay.events if _is_told(event, recorded, plan.to_ms)],
        "chat": [
            line.model_dump(mode="json", exclude={"to", "files"}) | {"files": [file.name for file in line.files]}
            for line in replay.chat
            if line.participant_id in recorded and inside[0] <= line.at_ms <= inside[1]
        ],
        "chapters": [
            chapter.model_dump(mode="json")
            for chapter in replay.chapters
            if chapter.participant_id in recorded | {None} and inside[0] <= chapter.at_ms <= inside[1]
        ],
        "documents": documents,
    }


def _is_told(event: ReplayEvent, recorded: set[UUID], to_ms: int) -> bool:
    return event.kind in _TOLD and event.at_ms <= to_ms and event.participant_id in recorded | {None}


def _event(event: ReplayEvent, recorded: set[UUID]) -> dict[str, Any]:
    data = {key: event.data.get(key) for key in _TOLD[event.kind]}
    if data.get("copy_of") not in {str(person) for person in recorded}:
        data.pop("copy_of", None)
    return event.model_dump(mode="json") | {"data": data}
