"""A film shows what a replay shows: one table of cases holds both, this and web/src/replay/who-is-large.test.ts."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from chalkroom.recordings.export.film.scenes import Scenes
from chalkroom.recordings.export.models import Layout
from chalkroom.recordings.replay.schemas import Replay

CASES = json.loads((Path(__file__).parent / "who-is-large.json").read_text())
LONG_MS = 60_000
PEOPLE = {"marie": "teacher", "ada": "student"}
IDS = {name: uuid5(UUID(int=0), name) for name in PEOPLE}
NAMES = {person: name for name, person in IDS.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_large_is_what_a_replay_shows_large(case: dict[str, Any]) -> None:
    replay = _replay(case)
    scenes = Scenes(replay, Layout.PRESENTATION, from_ms=0, to_ms=LONG_MS)
    for moment in case["moments"]:
        scene = scenes.at(round(moment["at"] * 1_000))
        shown = {*scene.people, *([scene.large.person] if scene.large and scene.large.person else [])}
        assert {NAMES[person] for person in shown} == set(moment["people"]), moment
        assert _large(replay, scenes, moment) == moment["large"], moment


def _large(replay: Replay, scenes: Scenes, moment: dict[str, Any]) -> str:
    """In the table's words. Where nothing is large in a replay, a film shows who speaks, or else the first."""
    large = scenes.at(round(moment["at"] * 1_000)).large
    if large is None:
        return "people"
    if large.screen is not None:
        return f"screen:{NAMES[replay.tracks[large.screen].participant_id]}"
    if large.document is not None:
        name, owner = replay.documents[large.document].name, replay.documents[large.document].owner
        return f"{name}:{NAMES[owner]}" if owner else name
    assert large.person is not None
    who = NAMES[large.person]
    # Nobody speaks in these lessons.
    return "people" if moment["large"] == "people" and who == moment["people"][0] else f"person:{who}"


def _replay(case: dict[str, Any]) -> Replay:
    tracks = [
        {
            "id": uuid5(UUID(int=1), str(number)),
            "participant_id": IDS[who],
            "copied_by": None,
            "kind": kind,
            "mime_type": "video/webm",
            "starts_ms": round(start * 1_000),
            "duration_ms": round((end - start) * 1_000),
            "rate": 1,
            "src": "",
            "width": None,
            "height": None,
            "speech": None,
            "missing": [],
        }
        for number, (who, kind, start, end) in enumerate(case["tracks"])
    ]
    events = [
        {"at_ms": at * 1_000, "kind": kind, "participant_id": who and IDS[who], "data": _data(*data)}
        for at, kind, who, *data in case.get("events", [])
    ]
    documents = [{"name": name, "owner": owner and IDS[owner], "src": ""} for name, owner in case.get("documents", [])]
    started = datetime(2026, 11, 22, 13, tzinfo=UTC)
    return Replay.model_validate(
        {
            "id": UUID(int=2),
            "session": {"id": UUID(int=3), "title": "Fractions", "teacher_name": "Marie", "timezone": "Europe/Paris"},
            "started_at": started,
            "duration_ms": LONG_MS,
            "from_ms": 0,
            "to_ms": LONG_MS,
            "state": "ready",
            "people": [{"id": IDS[name], "name": name, "role": role} for name, role in PEOPLE.items()],
            "tracks": tracks,
            "gaps": [],
            "events": events,
            "chat": [],
            "chapters": [],
            "documents": documents,
            "captions": [],
            "keep_until": None,
            "may_manage": False,
            "server_time": started,
        }
    )


def _data(data: dict[str, str] | None = None) -> dict[str, str]:
    """As the log has it: a copy is its owner's by their id."""
    return {key: str(IDS[value]) if key == "copy_of" else value for key, value in (data or {}).items()}
