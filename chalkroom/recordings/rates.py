"""How fast a track's own clock runs by the room's."""

from collections.abc import Sequence

LEAST_MS = 5 * 60 * 1000
"""In a shorter track the few milliseconds by which chunks come early or late would weigh more than a drift."""
MOST = 0.002
"""A quartz is off by some 0.0001. More than this is no drift but a track that stood still."""


def rate(points: Sequence[tuple[int, int]]) -> float:
    """Milliseconds by the room's clock for one of the media. `points`: media time and room time at the ends of chunks.

    A microphone counts samples by the quartz of its own sound card, so its media are a little longer or shorter than
    the time they took: at 50 millionths 180 ms in an hour, which would be seen on lips. When a page got a chunk is off
    by some ten milliseconds each time, but not by more and more, so the slope of a line through all of them is the
    drift (least squares). Only the slope is taken: the track begins where its page said.
    """
    if not points or points[-1][0] - points[0][0] < LEAST_MS:
        return 1.0
    middle_media = sum(media for media, _ in points) / len(points)
    middle_room = sum(room for _, room in points) / len(points)
    spread = sum((media - middle_media) ** 2 for media, _ in points)
    slope = sum((media - middle_media) * (room - middle_room) for media, room in points) / spread
    return slope if abs(slope - 1) <= MOST else 1.0
