"""Whose camera shows what when, without the moments in which there is nothing yet, or nothing any more.

A camera needs a moment to begin: when a recording starts or goes on after a pause, or when somebody takes another
camera. Each time their initials would flash for some pictures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from chalkroom.recordings.models import TrackKind
from chalkroom.recordings.replay.schemas import Replay, ReplayTrack

SOON_MS = 1000
"""For so long at most something else is shown than what was to be seen then: the picture that came next, or before."""


@dataclass(frozen=True)
class Seen:
    """From when until when the picture of a track is shown."""

    track: int
    from_ms: int
    to_ms: int


def cameras(replay: Replay) -> dict[UUID | None, list[Seen]]:
    """By whose they are. The last one comes first: it counts where there are two."""
    begins = [0, *(gap.to_ms for gap in replay.gaps)]
    ends = [*(gap.from_ms for gap in replay.gaps), replay.duration_ms]
    own: dict[UUID | None, list[tuple[int, ReplayTrack]]] = {}
    for number, track in enumerate(replay.tracks):
        if track.kind is TrackKind.CAMERA:
            own.setdefault(track.participant_id, []).append((number, track))
    return {person: list(reversed(_bridged(tracks, begins, ends))) for person, tracks in own.items()}


def _bridged(tracks: list[tuple[int, ReplayTrack]], begins: list[int], ends: list[int]) -> list[Seen]:
    """`tracks`: of one person, in the order of their beginning; `begins` and `ends`: of what is shown without a cut."""
    found: list[Seen] = []
    starts = [track.starts_ms for _, track in tracks]
    former = 0
    for number, track in tracks:
        end = track.starts_ms + track.duration_ms
        from_ms = max(former, _soonest((at for at in begins if at <= track.starts_ms), track.starts_ms))
        to_ms = _soonest((at for at in (*ends, *starts) if at >= end), end)
        found.append(Seen(number, min(from_ms, track.starts_ms), to_ms))
        former = max(former, end)
    return found


def _soonest(moments: Iterable[int], ms: int) -> int:
    """That of these which is nearest to `ms`, if it is near enough; otherwise `ms` itself."""
    nearest = min(moments, key=lambda at: abs(at - ms), default=ms)
    return nearest if abs(nearest - ms) < SOON_MS else ms
