"""What LiveKit's answers add up to."""

import pytest

from chalkroom.classroom.sfu.watch import Health


def after(*answers: tuple[float, bool]) -> Health:
    """The health after answers (or none) at these seconds."""
    health = Health()
    for at, answered in answers:
        health.heard(answered, at)
    return health


def test_before_it_was_asked_nothing_is_known_of_it() -> None:
    assert Health().state == "unknown"


def test_one_answer_is_enough_to_live() -> None:
    assert after((0, False), (1, False), (2, False), (3, True)).state == "alive"


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([(10, False), (11, False), (12, False)], "alive"),
        ([(10, False), (15, False)], "alive"),
        ([(10, False), (11, False), (12, False), (13, True), (14, False), (15, False)], "alive"),
        ([(10, False), (12, False), (14, False)], "dead"),
    ],
    ids=["too short", "too few", "interrupted", "long enough"],
)
def test_it_is_dead_after_several_failures_over_some_seconds(answers: list[tuple[float, bool]], state: str) -> None:
    assert after((0, True), *answers).state == state


def test_what_never_answered_is_given_up_sooner() -> None:
    assert after((0, False), (1, False), (2, False)).state == "dead"


def test_it_worries_from_the_first_failure_to_the_next_answer() -> None:
    assert not after((0, True)).worries
    assert after((0, True), (1, False)).worries
    assert not after((0, True), (1, False), (2, True)).worries
