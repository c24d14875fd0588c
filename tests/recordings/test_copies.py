"""Tracks of somebody whose browser cannot record, brought by the page that was chosen to copy them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from chalkroom.kit import clock
from tests.classroom.conftest import Inside, Lesson
from tests.recordings.capturing import Capturing, Track


@dataclass
class Copying:
    """A class that is being recorded: Marie's page records Leo, whose browser cannot; Ada is there too."""

    capturing: Capturing
    marie: Inside
    ada: Inside
    leo: Inside

    def copy(self, by: Inside, **more: Any) -> tuple[Track, dict[str, str]]:
        return self.capturing.track_of(by, **more), {"participant_id": self.leo.id}


@pytest.fixture
async def copying(open_class: Lesson) -> Copying:
    people: list[Inside] = []
    for name in (None, "Ada", "Leo"):
        person = await open_class.student(name) if name else open_class.teacher
        page = await open_class.page_of(person)
        joined = await page.join(recorded=True, can_record=name != "Leo")
        people.append(Inside(page, joined["self"]["id"], person))
    marie, ada, leo = people
    await chosen(leo, marie.id)
    return Copying(Capturing(open_class, marie, ada), marie, ada, leo)


async def chosen(who: Inside, by: str | None) -> None:
    def found() -> bool:
        heard = [payload["participant"] for event, payload in who.page.heard if event == "user-updated"]
        return any(each["id"] == who.id and each["copied_by"] == by for each in heard)

    await who.page.until(found, f"copied by {by}")


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_a_copy_is_a_track_of_its_person(copying: Copying) -> None:
    track, of_leo = copying.copy(copying.marie)
    assert (await track.open(**of_leo)).status_code == 201
    assert (await track.open(**of_leo)).status_code == 201  # its answer was lost
    assert (await track.put(0, b"as Marie heard it")).status_code == 204
    row = await copying.capturing.row(track)
    assert (str(row.participant_id), str(row.copied_by)) == (copying.leo.id, copying.marie.id)
    # "Saved up to" is Leo's.
    await copying.capturing.saved_until(copying.leo, track, 2000)
    own = await copying.capturing.track(copying.marie)
    assert (await copying.capturing.row(own)).copied_by is None


async def test_only_the_one_who_was_chosen_may_bring_it(copying: Copying) -> None:
    for by in (copying.ada, copying.leo):
        track, of_leo = copying.copy(by)
        other = of_leo if by is copying.ada else {"participant_id": copying.marie.id}
        assert problem(await track.open(**other)) == (403, "not_the_copier")
    stranger, _ = copying.copy(copying.marie)
    assert problem(await stranger.open(participant_id=stranger.id)) == (403, "not_the_copier")


async def test_who_was_chosen_then_brings_what_is_of_then(copying: Copying) -> None:
    began = clock.now()
    clock.travel_to(began + timedelta(minutes=1))
    await copying.marie.page.go_away()
    await chosen(copying.leo, copying.ada.id)
    clock.travel_to(began + timedelta(minutes=2))
    late, of_leo = copying.copy(copying.marie, started_at=began)
    assert (await late.open(**of_leo)).status_code == 201
    now, _ = copying.copy(copying.marie, started_at=clock.now())
    assert problem(await now.open(**of_leo)) == (403, "not_the_copier")
    hers, _ = copying.copy(copying.ada, started_at=clock.now())
    assert (await hers.open(**of_leo)).status_code == 201
    too_early, _ = copying.copy(copying.ada, started_at=began)
    assert problem(await too_early.open(**of_leo)) == (403, "not_the_copier")


async def test_who_takes_back_their_yes_is_copied_no_further(copying: Copying) -> None:
    track, of_leo = copying.copy(copying.marie)
    assert (await track.open(**of_leo)).status_code == 201
    await copying.leo.page.do("set-recorded", {"recorded": False})
    assert problem(await track.put(0, b"after")) == (410, "track_gone")
    again, _ = copying.copy(copying.marie)
    assert problem(await again.open(**of_leo)) == (403, "not_recorded")


async def test_whoever_copies_need_not_be_recorded(copying: Copying) -> None:
    await copying.marie.page.do("set-recorded", {"recorded": False})
    track, of_leo = copying.copy(copying.marie)
    assert (await track.open(**of_leo)).status_code == 201
    assert problem(await copying.capturing.track_of(copying.marie).open()) == (403, "not_recorded")


async def test_nothing_is_copied_during_a_pause(copying: Copying) -> None:
    await copying.marie.page.do("pause-recording")
    clock.travel_to(clock.now() + timedelta(minutes=1))
    track, of_leo = copying.copy(copying.marie, started_at=clock.now())
    assert problem(await track.open(**of_leo)) == (403, "not_recorded")
