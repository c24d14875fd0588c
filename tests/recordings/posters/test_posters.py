"""What a poster shows, when there is one, and when it goes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from chalkroom.classroom.models import Participant
from chalkroom.kit import clock
from chalkroom.recordings import cleaning, keeping
from chalkroom.recordings.export.film import making
from chalkroom.recordings.posters import working
from tests.recordings.export.filming import BLUE, GREEN, RED, picture
from tests.recordings.posters.posing import SIZE, SQUARE, Posing


@pytest.fixture
async def two(posing: Posing) -> Posing:
    """A lesson of ten seconds: its teacher, first before red, then before blue, and a student with them."""
    await posing.sits(posing.capturing.teacher, RED, BLUE, seconds=10)
    await posing.sits(posing.capturing.student, GREEN, seconds=10)
    await posing.end(after=10)
    return posing


async def test_it_shows_most_people(posing: Posing) -> None:
    await posing.sits(posing.capturing.teacher, RED, seconds=10)
    await posing.sits(posing.capturing.student, GREEN, seconds=2, at=4)
    await posing.end(after=10)
    assert await posing.src() is None
    await posing.reconciles()
    poster = await posing.poster(posing.student)
    assert poster.size == (640, 360)
    assert poster.share(RED) > 0.2
    assert poster.share(GREEN) > 0.005
    assert len(poster.file) < 60_000


async def test_it_shows_what_was_on_the_stage(posing: Posing) -> None:
    await posing.sits(posing.capturing.teacher, RED, seconds=10)
    await posing.puts_on_stage("board", at=5)
    await posing.draws(BLUE, at=6)
    await posing.end(after=10)
    await posing.reconciles()
    poster = await posing.poster()
    assert poster.share(BLUE) > 0.2
    assert 0.002 < poster.share(RED) < 0.05


async def test_an_empty_page_tells_nothing(posing: Posing) -> None:
    await posing.sits(posing.capturing.teacher, RED, seconds=10)
    await posing.shows(posing.capturing.student, (GREEN,), 4, kind="screen", at=6)
    await posing.end(after=10)
    await posing.reconciles()
    assert (await posing.poster()).share(RED) > 0.2


async def test_nor_does_a_covered_camera(posing: Posing) -> None:
    await posing.shows(posing.capturing.teacher, ((0, 0, 0),), 4)
    await posing.end(after=4)
    await posing.reconciles()
    assert await posing.src() is None
    assert (await posing.listed())["kinds"] == ["camera"]


async def test_somebodys_own_copy_is_not_in_it(posing: Posing) -> None:
    await posing.sits(posing.capturing.teacher, RED, seconds=10)
    student = posing.capturing.student
    await posing.draws(BLUE, at=1, owner=student)
    await posing.puts_on_stage("board", at=2, copy_of=student.id)
    await posing.end(after=10)
    await posing.reconciles()
    poster = await posing.poster()
    assert poster.share(BLUE) < 0.001
    assert poster.share(RED) > 0.2


async def test_sound_alone_has_none_and_is_not_tried_again(posing: Posing) -> None:
    await posing.hums(posing.capturing.student, (440.0,), 2)
    await posing.end(after=2)
    for _ in range(2):
        await posing.reconciles(after=working.LEFT_AFTER)
    listed = await posing.listed()
    assert (listed["poster"], listed["kinds"]) == (None, ["microphone"])
    row = await posing.row()
    assert row
    assert (row.attempts, row.size) == (1, None)
    assert posing.stored() == []


async def test_a_track_that_comes_late_is_looked_at(posing: Posing) -> None:
    await posing.hums(posing.capturing.student, (440.0,), 0.5)
    late = await posing.capturing.track(posing.capturing.teacher, kind="camera", mime_type="video/webm;codecs=vp8")
    await posing.end(after=10)
    await posing.reconciles(after=timedelta(hours=2))
    assert await posing.src() is None
    row = await posing.row()
    assert row
    assert row.made_at
    assert (await late.put(0, picture((RED,), 4, SIZE, SQUARE))).status_code == 204
    assert (await late.close(1)).status_code == 204
    await posing.rests(after=timedelta(hours=3))
    await posing.reconciles(after=timedelta(hours=4))
    assert (await posing.poster()).share(RED) > 0.2


async def test_a_lesson_that_goes_on_or_is_being_saved_has_none(posing: Posing) -> None:
    track = await posing.capturing.track(posing.capturing.student)
    await posing.sits(posing.capturing.teacher, RED, seconds=4)
    await posing.reconciles(after=timedelta(minutes=10))
    assert await posing.row() is None
    await posing.end(after=10)
    assert (await posing.listed())["state"] == "saving"
    await posing.reconciles()
    assert await posing.row() is None
    assert (await track.close(0)).status_code == 204
    await posing.rests()
    await posing.reconciles()
    assert await posing.src()


async def test_it_is_sealed_and_counted_and_goes_with_its_recording(two: Posing) -> None:
    before = (await two.recording())["bytes"]
    await two.reconciles()
    poster = await two.poster()
    assert poster.file[:4] + poster.file[8:12] == b"RIFFWEBP"
    (stored,) = two.stored()
    assert b"WEBP" not in stored
    assert (await two.recording())["bytes"] == before + len(poster.file)
    runtime = two.capturing.lesson.runtime
    assert list((runtime.settings.data / keeping.FOLDER).iterdir()) == []
    # What belongs to a row is left alone by those who look for what belongs to none.
    clock.travel_to(clock.now() + timedelta(days=2))
    await cleaning.sweep(runtime)
    clock.travel_to(None)
    assert len(two.stored()) == 1
    src, path = await two.src(), f"/api/recordings/{(await two.recording())['id']}"
    assert src
    assert (await two.http.delete(path, headers=two.teacher.headers)).status_code == 204
    assert (await two.http.get(src)).status_code == 404
    await two.works_off()
    assert (two.stored(), await two.row()) == ([], None)


async def test_one_that_belongs_to_no_row_goes(two: Posing) -> None:
    await two.reconciles()
    runtime = two.capturing.lesson.runtime
    row = await two.row()
    assert row
    async with runtime.database.transaction() as db:
        await db.delete(row)
    clock.travel_to(clock.now() + timedelta(days=2))
    await cleaning.sweep(runtime)
    clock.travel_to(None)
    assert two.stored() == []


async def test_it_goes_when_somebody_takes_back_their_yes_and_comes_back_without_them(two: Posing) -> None:
    await two.reconciles()
    src = await two.src()
    assert src
    assert (await two.poster()).share(GREEN) > 0.005
    before = (await two.recording())["bytes"]
    await two.withdraws(two.capturing.student)
    assert await two.src() is None
    assert (await two.http.get(src)).status_code == 404
    first = two.stored()
    await two.reconciles()
    poster = await two.poster()
    assert poster.share(GREEN) < 0.001
    assert poster.share(RED) + poster.share(BLUE) > 0.2
    assert len(two.stored()) == 1
    assert two.stored() != first
    assert (await two.http.get(src)).status_code == 404
    assert (await two.recording())["bytes"] < before + 60_000


async def test_it_goes_with_the_account_of_somebody_who_is_in_it(two: Posing) -> None:
    await two.reconciles()
    assert await two.src()
    async with two.capturing.lesson.runtime.database.transaction() as db:
        await db.delete(await db.get_one(Participant, UUID(two.capturing.student.id)))
    assert await two.src() is None
    await two.reconciles()
    assert (await two.poster()).share(GREEN) < 0.001


async def test_who_takes_it_back_while_it_is_made_is_not_in_it(two: Posing, monkeypatch: pytest.MonkeyPatch) -> None:
    make = making.make

    async def meanwhile(*given: Any, **more: Any) -> None:
        await make(*given, **more)
        monkeypatch.setattr(making, "make", make)
        await two.withdraws(two.capturing.student)

    monkeypatch.setattr(making, "make", meanwhile)
    await two.reconciles()
    assert await two.src() is None or (await two.poster()).share(GREEN) < 0.001
    await two.reconciles()
    assert (await two.poster()).share(GREEN) < 0.001
    assert len(two.stored()) == 1


async def test_it_shows_nothing_that_was_trimmed_away(two: Posing) -> None:
    begins = round(await two.begins_at() * 1000)
    await two.reconciles()
    src = await two.src()
    assert src
    for edges, inside, outside in (
        ({"to_ms": begins + 4000}, RED, BLUE),
        ({"from_ms": begins + 6000, "to_ms": None}, BLUE, RED),
    ):
        assert (await two.change(**edges)).json()["poster"] is None
        assert (await two.http.get(src)).status_code == 404
        await two.reconciles()
        poster = await two.poster(two.student)
        assert poster.share(inside) > 0.2
        assert poster.share(outside) < 0.001
        src = await two.src()
        assert src
    assert len(two.stored()) == 1


async def test_what_failed_is_tried_again_but_not_for_ever(two: Posing, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[Any] = []

    async def broken(*given: Any, **_: Any) -> None:
        tries.append(given)
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(making, "make", broken)
        await two.reconciles()
        await two.reconciles()
        assert len(tries) == 1  # it may be somebody else who works on it
        for times in range(1, 6):
            await two.reconciles(after=times * working.LEFT_AFTER + timedelta(minutes=times))
        assert len(tries) == working.MOST_ATTEMPTS
    await two.reconciles(after=10 * working.LEFT_AFTER)
    assert await two.src() is None
    # Another part is another try.
    assert (await two.change(from_ms=1000)).status_code == 200
    await two.reconciles()
    assert await two.src()


async def test_what_a_killed_server_left_is_begun_anew(two: Posing, monkeypatch: pytest.MonkeyPatch) -> None:
    async def killed(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(making, "make", killed)
        await two.reconciles()
    await two.reconciles(after=working.LEFT_AFTER + timedelta(minutes=1))
    assert (await two.poster()).share(GREEN) > 0.005
