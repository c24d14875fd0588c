"""Tracks and chunks as pages bring them: in order or not, once or twice, from those who agreed."""

import asyncio
import os
from datetime import timedelta
from typing import Any

import pytest

from chalkroom.kit import clock
from tests.classroom.conftest import Lesson
from tests.recordings.capturing import Capturing


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_chunks_are_stored_sealed_and_their_room_hears_how_far(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    chunks = [os.urandom(5_000 + number) for number in range(3)]
    for number, chunk in enumerate(chunks):
        assert (await track.put(number, chunk)).status_code == 204
    await capturing.saved_until(capturing.student, track, 6000)
    assert (await track.close(3)).status_code == 204
    assert await capturing.stored(track) == dict(enumerate(chunks))
    assert (await capturing.row(track)).is_whole
    on_disk = b"".join(
        file.read_bytes() for file in (capturing.lesson.runtime.settings.data / "files").rglob("*") if file.is_file()
    )
    assert all(chunk[:32] not in on_disk for chunk in chunks)


async def test_order_and_repetition_change_nothing(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    assert (await track.open()).status_code == 201  # its answer was lost
    chunks = [bytes([number]) * 100 for number in range(4)]
    assert (await track.close(4)).status_code == 204
    for number in (3, 1, 1, 0, 3):
        assert (await track.put(number, chunks[number])).status_code == 204
    row = await capturing.row(track)
    assert (row.whole, row.whole_ms, row.is_whole) == (2, 4000, False)
    assert (await track.put(2, chunks[2])).status_code == 204
    row = await capturing.row(track)
    assert (row.whole, row.whole_ms, row.is_whole) == (4, 8000, True)
    assert await capturing.stored(track) == dict(enumerate(chunks))
    assert (await track.close(4)).status_code == 204


async def test_saved_is_what_nothing_before_it_is_missing_of(capturing: Capturing) -> None:
    sound = await capturing.track(capturing.student)
    picture = await capturing.track(
        capturing.student, kind="camera", mime_type="video/webm;codecs=vp8", started_at=sound.started_at
    )
    for number in range(3):
        await sound.put(number, b"sound")
    await picture.put(0, b"picture")
    await capturing.saved_until(capturing.student, sound, 2000)
    await picture.put(2, b"later")
    await picture.put(1, b"between")
    await capturing.saved_until(capturing.student, sound, 6000)


async def test_the_same_chunk_many_times_at_once_is_one_chunk(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    answers = await asyncio.gather(*(track.put(0, b"same") for _ in range(10)))
    assert {answer.status_code for answer in answers} == {204}
    assert await capturing.stored(track) == {0: b"same"}


async def test_of_two_different_chunks_at_once_one_is_kept_whole(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    contents = [bytes([number]) * 50_000 for number in range(6)]
    answers = await asyncio.gather(*(track.put(0, content) for content in contents))
    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == [204] + 5 * [409]
    assert await capturing.stored(track) == {0: contents[codes.index(204)]}


@pytest.mark.parametrize("agrees", [False, None])
async def test_who_did_not_agree_is_not_recorded(lesson: Lesson, agrees: bool | None) -> None:
    capturing = await Capturing.begins(lesson, student_agrees=agrees)
    assert problem(await capturing.track_of(capturing.student).open()) == (403, "not_recorded")
    await capturing.student.page.do("set-recorded", {"recorded": True})
    await capturing.track(capturing.student)


async def test_who_takes_back_their_yes_is_not_recorded_further(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    assert (await track.put(0, b"before")).status_code == 204
    await capturing.student.page.do("set-recorded", {"recorded": False})
    assert problem(await track.put(1, b"after")) == (410, "track_gone")
    assert problem(await track.close(2)) == (410, "track_gone")
    assert problem(await capturing.track_of(capturing.student).open()) == (403, "not_recorded")


async def test_nothing_begins_while_it_is_paused_or_before_it_began(capturing: Capturing) -> None:
    await capturing.teacher.page.do("pause-recording")
    late = clock.now() + timedelta(seconds=5)
    clock.travel_to(clock.now() + timedelta(minutes=1))
    during = capturing.track_of(capturing.student, started_at=clock.now())
    assert problem(await during.open()) == (403, "not_recorded")
    # Captured before the pause, and opened late: its page was offline.
    await capturing.track(capturing.student, started_at=late)
    long_ago = capturing.track_of(capturing.student, started_at=late - timedelta(hours=1))
    assert problem(await long_ago.open()) == (403, "not_recorded")
    not_yet = capturing.track_of(capturing.student, started_at=clock.now() + timedelta(minutes=1))
    assert problem(await not_yet.open()) == (422, "invalid_input")


async def test_what_is_left_comes_after_the_end(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    assert (await track.put(0, b"in time")).status_code == 204
    other = capturing.track_of(capturing.student)
    await capturing.teacher.page.do("end-session")
    assert (await track.put(1, b"late")).status_code == 204
    assert (await track.close(2)).status_code == 204
    # One that its page could not open before, for want of a line.
    assert (await other.open()).status_code == 201
    assert (await other.put(0, b"late as well")).status_code == 204
    clock.travel_to(clock.now() + timedelta(days=2))
    assert problem(await capturing.track_of(capturing.student, started_at=other.started_at).open()) == (
        410,
        "session_ended",
    )
    # What was opened is filled however late its page comes back.
    assert (await other.put(1, b"the laptop was shut")).status_code == 204
    assert await capturing.stored(track) == {0: b"in time", 1: b"late"}


async def test_a_teacher_has_so_much_room(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    await track.put(0, b"something")
    capturing.lesson.runtime.settings.recording_gigabytes = 0
    assert problem(await capturing.track_of(capturing.student).open()) == (507, "recordings_full")
    assert (await track.put(1, b"what runs, runs on")).status_code == 204


async def test_what_runs_does_not_fill_the_disk(capturing: Capturing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever was recorded once could, with one track."""
    track = await capturing.track(capturing.student)
    await track.put(0, b"something")
    monkeypatch.setattr(capturing.lesson.runtime.settings, "recording_gigabytes", 0)
    monkeypatch.setattr("chalkroom.recordings.service.GIGABYTES_BEYOND", 0)
    assert problem(await track.put(1, b"more")) == (507, "recordings_full")
    # Said again, what is there already is there.
    assert (await track.put(0, b"something")).status_code == 204
    assert (await track.close(1)).status_code == 204


async def test_a_full_disk_is_said_and_harms_nothing_else(
    capturing: Capturing, monkeypatch: pytest.MonkeyPatch
) -> None:
    track = await capturing.track(capturing.student)
    await track.put(0, b"before")

    async def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device (os error 28)")

    with monkeypatch.context() as patched:
        patched.setattr("obstore.put_async", full)
        assert problem(await track.put(1, b"no room")) == (507, "storage_full")
    assert await capturing.stored(track) == {0: b"before"}
    assert (await track.put(1, b"room again")).status_code == 204
    assert await capturing.stored(track) == {0: b"before", 1: b"room again"}
