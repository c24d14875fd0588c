"""Which moments of a recording tell what the lesson was: much is on the stage, and most people are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalkroom.recordings.export.film.scenes import Scenes
from chalkroom.recordings.export.running_time import RunningTime
from chalkroom.recordings.models import TrackKind
from chalkroom.recordings.replay.schemas import Replay, ReplayTrack

CONSIDERED = 200
"""Moments, evenly over what is shown."""
OF_THE_BEST = 5
OF_THE_REST = 3


@dataclass(frozen=True)
class Moment:
    at_ms: int
    worth: float
    """Of 4: something is on the stage; what is large is seen; the share of people who are there; who have a picture."""


def candidates(replay: Replay, scenes: Scenes, *, from_ms: int, to_ms: int) -> list[Moment]:
    """Those that are worth drawing, in their order; none where there is never anything to be seen.

    The best ones, and some others: what is on the stage may be an empty page.
    """
    found = _weighed(replay, scenes, _evenly(replay, from_ms, to_ms))
    best = max((moment.worth for moment in found), default=0)
    chosen = _spread([moment for moment in found if moment.worth == best], OF_THE_BEST)
    chosen += _spread([moment for moment in found if moment.worth < best], OF_THE_REST)
    return sorted(chosen, key=lambda moment: moment.at_ms)


def _evenly(replay: Replay, from_ms: int, to_ms: int) -> list[int]:
    """Without pauses."""
    pieces = [piece for piece in RunningTime.of(replay.gaps, from_ms=from_ms, to_ms=to_ms).pieces if not piece.card]
    step = sum(piece.length_ms for piece in pieces) / CONSIDERED
    found: list[int] = []
    passed = 0
    for piece in pieces:
        while passed + piece.length_ms > (len(found) + 0.5) * step:
            found.append(int(piece.from_ms + (len(found) + 0.5) * step - passed))
        passed += piece.length_ms
    return found


def _weighed(replay: Replay, scenes: Scenes, moments: Sequence[int]) -> list[Moment]:
    """Without those at which there is nothing to be seen."""
    cameras = [track for track in replay.tracks if track.kind is TrackKind.CAMERA]
    seen: list[tuple[int, int, int, int]] = []
    for at in moments:
        scene = scenes.at(at)
        large = scene.large
        people = {*scene.people, *([large.person] if large and large.person else [])}
        pictures = {track.participant_id for track in cameras if _shows(track, at)} & people
        stage = 0
        if large and large.person:
            stage = 1 if large.person in pictures else 0
        elif large and (large.screen is None or _shows(replay.tracks[large.screen], at)):
            stage = 2
        if stage or pictures:
            seen.append((at, stage, len(people), len(pictures)))
    most_people = max((people for _, _, people, _ in seen), default=0) or 1
    most_pictures = max((pictures for _, _, _, pictures in seen), default=0) or 1
    return [Moment(at, stage + people / most_people + pictures / most_pictures) for at, stage, people, pictures in seen]


def _spread(moments: Sequence[Moment], count: int) -> list[Moment]:
    """So many of them, evenly."""
    if len(moments) <= count:
        return list(moments)
    return [moments[(2 * number + 1) * len(moments) // (2 * count)] for number in range(count)]


def _shows(track: ReplayTrack, ms: int) -> bool:
    is_there = track.starts_ms <= ms < track.starts_ms + track.duration_ms
    return is_there and not any(start <= ms < end for start, end in track.missing)
