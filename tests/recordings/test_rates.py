"""How fast a track's own clock runs."""

import random

import pytest

from chalkroom.recordings.rates import rate

CHUNKS = range(1, 1801)


def heard(millionths: float, *, jitter_ms: float = 40) -> list[tuple[int, int]]:
    """An hour of a microphone whose quartz is off by so much; its page got each chunk a little late."""
    chance = random.Random(7)
    return [
        (2000 * chunk, round(2000 * chunk * (1 + millionths / 1e6) + chance.uniform(0, jitter_ms))) for chunk in CHUNKS
    ]


@pytest.mark.parametrize("millionths", [-120, -30, 0, 30, 120])
def test_a_quartz_that_is_off_is_found_to_a_millisecond_or_two_in_an_hour(millionths: float) -> None:
    found = rate(heard(millionths))
    assert abs(found - (1 + millionths / 1e6)) * 3_600_000 < 5


def test_a_short_track_has_none() -> None:
    assert rate(heard(120)[:140]) == 1
    assert rate([]) == 1


def test_what_stood_still_is_no_drift() -> None:
    points = heard(0)
    assert rate([*points[:900], *((media, room + 60_000) for media, room in points[900:])]) == 1
