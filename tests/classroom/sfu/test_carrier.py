"""When a room moves, and when a move is over: the machine on a clock of the test's own."""

from dataclasses import dataclass, field

import pytest

from chalkroom.classroom.sfu.carrier import (
    SETTLE_SECONDS,
    Carrier,
    Census,
    Kind,
    Limits,
    LiveKitState,
    Move,
    Page,
    Rescue,
    Settle,
    Step,
    Strand,
)

LIMITS = Limits(mesh=4, return_seconds=60)


@dataclass
class Story:
    """A room whose people come and go, and what was done in it."""

    carrier: Carrier = field(default_factory=Carrier)
    people: list[Page] = field(default_factory=list)
    offline: set[Page] = field(default_factory=set)
    livekit: LiveKitState = "alive"
    now: float = 1000.0
    done: list[Step] = field(default_factory=list)

    def come(self, number: int) -> None:
        """So many people are here now; each is on page 1."""
        self.people = [(f"p{person}", "page-1") for person in range(number)]
        self.tend()

    def wait(self, seconds: float) -> None:
        """Asked once a second meanwhile, as a room is."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(self.now + 1, until)
            self.tend()

    def is_ready(self, *people: int) -> None:
        for person in people:
            self.carrier.ready(self.people[person], self.carrier.number)
        self.tend()

    def tend(self) -> None:
        online = frozenset(self.people) - self.offline
        while step := self.carrier.due(Census(len(self.people), online, self.livekit), LIMITS, self.now):
            self.done.append(step)
            match step:
                case Move():
                    self.carrier.move(step, online, self.now)
                case Settle():
                    self.carrier.settle()
                case Strand():
                    self.carrier.strand()
                case Rescue():
                    self.carrier.rescue()

    @property
    def is_at(self) -> tuple[Kind, int, bool]:
        return self.carrier.kind, self.carrier.number, self.carrier.settled

    def on_sfu(self, people: int) -> "Story":
        """They have arrived there, as move number 1."""
        self.come(people)
        self.is_ready(*range(people))
        assert self.is_at == ("sfu", 1, True)
        self.done.clear()
        return self


def test_a_room_moves_with_one_more_than_the_limit_and_is_settled_when_all_have_arrived() -> None:
    story = Story()
    story.come(4)
    story.wait(600)
    assert story.is_at == ("mesh", 0, True)
    story.come(5)
    assert story.is_at == ("sfu", 1, False)
    story.is_ready(0, 1, 2, 3)
    assert not story.carrier.settled
    story.is_ready(4)
    assert story.is_at == ("sfu", 1, True)
    assert story.done == [Move("sfu", "crowded"), Settle()]


def test_who_does_not_arrive_is_waited_for_twelve_seconds() -> None:
    story = Story()
    story.come(5)
    story.is_ready(0, 1, 2, 3)
    story.wait(SETTLE_SECONDS - 1)
    assert not story.carrier.settled
    story.wait(1)
    assert story.is_at == ("sfu", 1, True)


def test_nobody_waits_for_who_is_offline_has_left_or_came_later() -> None:
    story = Story()
    story.come(5)
    newcomer = ("late", "page-1")
    story.offline = {story.people[1]}
    story.people = [*story.people[:4], newcomer]
    story.is_ready(0, 2, 3)
    assert story.carrier.settled


def test_a_reloaded_page_has_nothing_to_bring_over() -> None:
    story = Story()
    story.come(5)
    story.people[0] = ("p0", "page-2")
    story.is_ready(1, 2, 3, 4)
    assert story.carrier.settled


def test_while_every_connection_is_broken_a_move_is_not_over() -> None:
    story = Story()
    story.come(5)
    story.offline = set(story.people)
    story.wait(5)
    assert not story.carrier.settled
    story.offline = set()
    story.is_ready(0, 1, 2, 3, 4)
    assert story.carrier.settled


def test_an_old_number_counts_for_nothing() -> None:
    story = Story()
    story.come(5)
    for page in story.people:
        story.carrier.ready(page, 0)
    story.tend()
    assert not story.carrier.settled


def test_a_room_goes_back_after_a_quiet_minute_that_nobody_interrupted() -> None:
    story = Story().on_sfu(6)
    story.come(4)
    story.wait(50)
    story.come(5)
    story.come(4)
    story.wait(59)
    assert story.is_at == ("sfu", 1, True)
    story.wait(1)
    assert story.is_at == ("mesh", 2, False)
    story.is_ready(0, 1, 2, 3)
    assert story.is_at == ("mesh", 2, True)
    assert story.done == [Move("mesh", "quiet"), Settle()]


def test_an_empty_room_begins_anew_in_a_mesh() -> None:
    story = Story().on_sfu(5)
    story.come(0)
    assert story.is_at == ("mesh", 2, True)
    story.come(1)
    story.wait(600)
    assert story.is_at == ("mesh", 2, True)


@pytest.mark.parametrize("state", ["off", "unknown", "dead"])
def test_no_room_moves_to_a_livekit_that_is_not_known_to_answer(state: LiveKitState) -> None:
    story = Story(livekit=state)
    story.come(6)
    story.wait(600)
    assert story.is_at == ("mesh", 0, True)
    if state != "off":
        story.livekit = "alive"
        story.tend()
        assert story.is_at == ("sfu", 1, False)


def test_when_livekit_dies_a_small_room_goes_back_and_rests() -> None:
    story = Story().on_sfu(6)
    story.livekit = "dead"
    story.tend()
    assert story.is_at == ("mesh", 2, False)
    story.is_ready(0, 1, 2, 3, 4, 5)
    story.livekit = "alive"
    story.wait(29)
    assert story.is_at == ("mesh", 2, True)
    story.wait(1)
    assert story.is_at == ("sfu", 3, False)


def test_a_flapping_livekit_is_trusted_less_each_time() -> None:
    story = Story()
    story.come(5)
    rests = []
    for _ in range(6):
        assert story.carrier.kind == "sfu"
        story.is_ready(0, 1, 2, 3, 4)
        story.livekit = "dead"
        story.tend()
        story.is_ready(0, 1, 2, 3, 4)
        story.livekit = "alive"
        died_at = story.now
        while story.carrier.kind == "mesh":
            story.wait(1)
        rests.append(story.now - died_at)
    assert rests == [30, 60, 120, 240, 480, 480]


def test_a_room_that_no_mesh_can_hold_is_told_once_and_brought_back_when_livekit_is() -> None:
    story = Story().on_sfu(7)
    story.livekit = "dead"
    story.wait(30)
    assert story.done == [Strand()]
    story.livekit = "alive"
    story.wait(10)
    assert story.done == [Strand(), Rescue()]
    assert story.is_at == ("sfu", 1, True)


def test_stranded_people_get_a_mesh_once_enough_have_left() -> None:
    story = Story().on_sfu(7)
    story.livekit = "dead"
    story.tend()
    story.come(6)
    assert story.done == [Strand(), Move("mesh", "livekit_away")]
    assert not story.carrier.stranded


def test_a_rest_ends_when_more_come_than_a_mesh_can_hold() -> None:
    story = Story().on_sfu(6)
    story.livekit = "dead"
    story.tend()
    story.livekit = "alive"
    story.come(7)
    assert story.is_at == ("sfu", 3, False)


def test_a_livekit_that_no_browser_reaches_costs_nobody_the_mesh() -> None:
    story = Story()
    story.come(5)
    story.wait(SETTLE_SECONDS)
    assert story.done == [Move("sfu", "crowded"), Move("mesh", "nobody_arrived")]
    assert story.is_at == ("mesh", 2, False)
    story.wait(29)
    assert story.carrier.kind == "mesh"


def test_livekit_dies_in_the_middle_of_a_move() -> None:
    story = Story()
    story.come(5)
    story.is_ready(0, 1)
    story.livekit = "dead"
    story.tend()
    assert story.is_at == ("mesh", 2, False)


def test_a_livekit_that_is_not_set_any_more_is_left_at_once() -> None:
    story = Story(Carrier.resumed("sfu", 3, settled=True, now=1000), livekit="off")
    story.come(9)
    assert story.is_at == ("mesh", 4, False)


def test_an_unfinished_move_gets_its_time_again_after_a_restart() -> None:
    story = Story(Carrier.resumed("sfu", 3, settled=False, now=1000), livekit="unknown")
    story.come(5)
    story.wait(SETTLE_SECONDS - 1)
    assert story.is_at == ("sfu", 3, False)
    story.wait(1)
    assert story.is_at == ("sfu", 3, True)


def test_livekit_is_wanted_until_the_way_back_is_settled() -> None:
    story = Story()
    assert not story.carrier.uses_livekit
    story.on_sfu(5)
    assert story.carrier.uses_livekit
    story.come(4)
    story.wait(60)
    assert story.is_at == ("mesh", 2, False)
    assert story.carrier.uses_livekit
    story.is_ready(0, 1, 2, 3)
    assert not story.carrier.uses_livekit
