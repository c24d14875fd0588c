"""Which moments of a lesson are worth a picture. Without a server."""

from typing import Any
from uuid import UUID, uuid4

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.export.film.scenes import Scenes
from chalkroom.recordings.export.models import Layout
from chalkroom.recordings.models import TrackKind
from chalkroom.recordings.posters.moments import candidates
from chalkroom.recordings.replay.schemas import ReplayDocument, ReplayEvent, ReplayGap, ReplayTrack
from tests.recordings.replays import a_replay, a_track

MARIE, ADA = uuid4(), uuid4()
HOUR = 3_600_000


def track(who: UUID, kind: TrackKind, start: int, end: int, **more: Any) -> ReplayTrack:
    return a_track(participant_id=who, kind=kind, starts_ms=start, duration_ms=end - start, **more)


def moments(*tracks: ReplayTrack, from_ms: int = 0, to_ms: int = HOUR, **more: Any) -> list[int]:
    people = [{"id": MARIE, "name": "Marie", "role": "teacher"}, {"id": ADA, "name": "Ada", "role": "student"}]
    replay = a_replay(duration_ms=HOUR, people=people, tracks=tracks, **more)
    scenes = Scenes(replay, Layout.PRESENTATION, from_ms=from_ms, to_ms=to_ms)
    found = candidates(replay, scenes, from_ms=from_ms, to_ms=to_ms)
    best = max((moment.worth for moment in found), default=0)
    assert sorted(moment.at_ms for moment in found) == [moment.at_ms for moment in found]
    return [moment.at_ms for moment in found if moment.worth == best]


def test_while_most_people_are_there_and_something_is_on_the_stage() -> None:
    board = ReplayDocument(name=DocumentName.BOARD, owner=None, src="")
    shown = ReplayEvent(at_ms=HOUR // 2, kind="stage", participant_id=MARIE, data={"stage": "board"})
    both = track(MARIE, TrackKind.CAMERA, 0, HOUR), track(ADA, TrackKind.CAMERA, 0, HOUR * 3 // 4)
    found = moments(*both, documents=[board], events=[shown])
    assert len(found) == 5
    assert all(HOUR // 2 <= at < HOUR * 3 // 4 for at in found)
    # What is on the stage counts more than who is there.
    assert min(moments(both[1], documents=[board], events=[shown])) >= HOUR // 2


def test_never_while_it_was_paused_nor_where_a_picture_did_not_arrive() -> None:
    paused = ReplayGap(from_ms=0, to_ms=HOUR // 2, reason="paused")
    camera = track(MARIE, TrackKind.CAMERA, HOUR // 2, HOUR, missing=[(HOUR // 2, HOUR * 3 // 4)])
    found = moments(camera, gaps=[paused])
    assert len(found) == 5
    assert all(at >= HOUR * 3 // 4 for at in found)


def test_only_of_the_part_that_is_shown() -> None:
    camera = track(MARIE, TrackKind.CAMERA, 0, HOUR)
    found = moments(camera, from_ms=1000, to_ms=2000)
    assert len(found) == 5
    assert all(1000 <= at < 2000 for at in found)


def test_whoever_is_seen_comes_before_whoever_only_speaks() -> None:
    speaks = track(ADA, TrackKind.MICROPHONE, 0, HOUR, speech=[(HOUR // 2, HOUR)])
    found = moments(track(MARIE, TrackKind.CAMERA, 0, HOUR), speaks)
    assert len(found) == 5
    assert all(at < HOUR // 2 for at in found)


def test_sound_alone_has_none() -> None:
    assert moments(track(MARIE, TrackKind.MICROPHONE, 0, HOUR)) == []


def test_the_shortest_recording_has_some() -> None:
    assert moments(track(MARIE, TrackKind.CAMERA, 0, 40), to_ms=40)
