"""A track from its first chunk to its finished file: playable all the time, and right in the end."""

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chalkroom.kit import clock
from chalkroom.recordings import cleaning, keeping, playing
from chalkroom.recordings.routes import LONGEST_MS
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying, frames, seconds
from tests.recordings.tracks import ABOUT, MICROPHONES, WEBM, chunks_of, cut, whole

WATCHED = timedelta(minutes=16)


@pytest.fixture
def replaying(capturing: Capturing) -> Replaying:
    return Replaying(capturing)


def lasts(name: str) -> Any:
    """In milliseconds, the last frame included."""
    return pytest.approx(seconds(name) * 1000, abs=130)


async def in_parts(replaying: Replaying, src: str, size: int) -> bytes:
    """As a player reads it, and with the server's memory gone between two parts."""
    chance, read = random.Random(src), b""
    while len(read) < size:
        end = min(size, len(read) + chance.randrange(1, 9000))
        answer = await replaying.http.get(src, headers={"Range": f"bytes={len(read)}-{end - 1}"})
        assert answer.status_code == 206
        assert answer.headers["content-range"] == f"bytes {len(read)}-{end - 1}/{size}"
        read += answer.content
        playing._files.clear()
    return read


@pytest.mark.parametrize("name", WEBM)
async def test_a_track_is_played_while_it_grows_and_when_it_is_finished(replaying: Replaying, name: str) -> None:
    track = await replaying.capture(name, close=False)
    growing = await replaying.described(name)
    file = await replaying.file(growing)
    assert frames(file) == frames(whole(name))
    assert await in_parts(replaying, growing["src"], len(file)) == file
    assert growing["duration_ms"] == lasts(name)
    assert (growing["rate"], growing["missing"], growing["speech"]) == (1, [], None)

    assert (await track.close(len(chunks_of(name)))).status_code == 204
    await replaying.works_off()
    finished = await replaying.described(name)
    kept = await replaying.file(finished)
    assert frames(kept) == frames(whole(name))
    assert await in_parts(replaying, finished["src"], len(kept)) == kept
    assert finished["src"] != growing["src"]
    assert finished["duration_ms"] == lasts(name)
    assert (finished["width"], finished["height"]) == ((None, None) if name in MICROPHONES else (160, 120))
    assert (finished["speech"] is not None) == (name in MICROPHONES)
    # Whoever plays the growing file goes on for a while.
    assert await replaying.file(growing) == file
    await replaying.reconciles(after=WATCHED)
    assert [key.rpartition("/")[2] for key in replaying.stored()] == ["track"]
    assert await replaying.file(await replaying.described(name)) == kept


async def test_who_spoke_and_when_is_found_in_the_sound(replaying: Replaying) -> None:
    """Firefox's pretended microphone hums all the time; Chromium's beeps, and this one was silent for two seconds."""
    await replaying.capture("firefox-microphone.webm")
    track = await replaying.capture("chromium-microphone.webm", without=[2], close=False)
    await track.close(6)
    await replaying.end()
    await replaying.reconciles(after=timedelta(days=7, minutes=1))
    hum = await replaying.described("firefox-microphone.webm")
    begins = hum["starts_ms"]
    ends = begins + seconds("firefox-microphone.webm") * 1000
    assert hum["speech"] == [[pytest.approx(begins, abs=100), pytest.approx(ends, abs=150)]]
    beeps = await replaying.described("chromium-microphone.webm")
    inside = [span for span in beeps["speech"] if beeps["starts_ms"] + 4100 < span[1] < beeps["starts_ms"] + 6000]
    assert beeps["speech"]
    assert inside == []


@pytest.mark.parametrize("name", ["chromium-camera.mp4", "firefox-microphone.ogg"])
async def test_other_containers_are_played_once_they_are_finished(replaying: Replaying, name: str) -> None:
    await replaying.capture(name)
    assert (await replaying.replay())["tracks"] == []
    await replaying.end()
    assert (await replaying.recording())["state"] == "saving"
    await replaying.works_off()
    assert (await replaying.recording())["state"] == "ready"
    described = await replaying.described(name)
    assert [data for _, data in frames(await replaying.file(described))] == [data for _, data in frames(whole(name))]
    assert described["duration_ms"] == lasts(name)
    assert described["mime_type"] == {"chromium-camera.mp4": ABOUT[name]["type"]}.get(name, "audio/webm;codecs=opus")


@pytest.mark.parametrize("name", ["chromium-camera.mp4", "firefox-microphone.ogg"])
async def test_of_other_containers_too_a_missing_chunk_costs_its_own_seconds(replaying: Replaying, name: str) -> None:
    data = whole(name)
    await replaying.capture(name, chunks=cut(data, range(1500, len(data), 1500)), without=[4 if "ogg" in name else 2])
    await replaying.end()
    await replaying.reconciles(after=timedelta(hours=1, minutes=1))
    described = await replaying.described(name)
    kept, recorded = frames(await replaying.file(described)), frames(whole(name))
    assert described["duration_ms"] == lasts(name)
    assert {data for _, data in kept} < {data for _, data in recorded}
    assert kept[0][1] == recorded[0][1] or "mp4" in name  # of which this much is one fragment
    assert kept[-1][1] == recorded[-1][1]


async def test_a_missing_chunk_is_told_of_and_waited_for_a_week(replaying: Replaying) -> None:
    name = "firefox-microphone.webm"
    await replaying.capture(name, without=[3])
    await replaying.end()
    assert (await replaying.recording())["state"] == "saving"
    described = await replaying.described(name)
    begins = described["starts_ms"]
    assert described["missing"] == [[pytest.approx(begins + 6000, abs=50), pytest.approx(begins + 8000, abs=50)]]
    with_a_gap = await replaying.file(described)
    await replaying.reconciles(after=timedelta(days=6))
    assert "have=0-2.4-6" in (await replaying.described(name))["src"]
    await replaying.reconciles(after=timedelta(days=7, minutes=1))
    assert (await replaying.recording())["state"] == "ready"
    kept = await replaying.described(name)
    assert kept["missing"] == described["missing"]
    assert frames(await replaying.file(kept)) == frames(with_a_gap)


async def test_a_chunk_that_comes_late_closes_the_gap(replaying: Replaying) -> None:
    name = "firefox-microphone.webm"
    track = await replaying.capture(name, without=[1, 3])
    before = await replaying.described(name)
    assert len(before["missing"]) == 2
    old = await replaying.file(before)
    for number in (3, 1):
        assert (await track.put(number, chunks_of(name)[number])).status_code == 204
    after = await replaying.described(name)
    assert after["missing"] == []
    assert frames(await replaying.file(after)) == frames(whole(name))
    # The link from before opens the same file, or none.
    assert await replaying.file(before) == old
    playing._files.clear()
    assert (await replaying.http.get(before["src"])).status_code == 404


async def test_a_missing_end_is_told_of(replaying: Replaying) -> None:
    await replaying.capture("firefox-camera.webm", without=[5])
    described = await replaying.described("firefox-camera.webm")
    ends = described["starts_ms"] + described["duration_ms"]
    assert described["missing"] == [[ends, ends + 2000]]


async def test_without_its_first_chunk_a_track_is_read_like_another_of_the_same_device(replaying: Replaying) -> None:
    name = "chromium-microphone.webm"
    await replaying.capture(name, without=[0])
    first = replaying.tracks[name].id
    assert (await replaying.replay())["tracks"] == []
    await replaying.capture(name)
    described = next(track for track in (await replaying.replay())["tracks"] if track["id"] == first)
    assert described["missing"] == [[described["starts_ms"], pytest.approx(described["starts_ms"] + 2000, abs=100)]]
    heard = frames(await replaying.file(described))
    assert heard == [frame for frame in frames(whole(name)) if frame[0] >= heard[0][0]]
    assert heard[0][0] < 2100


async def test_a_chunk_that_was_damaged_in_storage_costs_its_own_seconds(replaying: Replaying) -> None:
    name = "chromium-microphone.webm"
    await replaying.capture(name)
    folder = replaying.capturing.lesson.runtime.settings.data / "files" / "recordings"
    third = next(folder.rglob("000002-*"))
    content = bytearray(third.read_bytes())
    content[3000] ^= 1
    third.write_bytes(bytes(content))
    await replaying.works_off()
    described = await replaying.described(name)
    assert len(described["missing"]) == 1
    kept = frames(await replaying.file(described))
    assert set(kept) < set(frames(whole(name)))
    assert kept[-1] == frames(whole(name))[-1]


async def test_a_lost_chunk_ends_the_answer_and_nothing_else(replaying: Replaying) -> None:
    name = "chromium-microphone.webm"
    await replaying.capture(name, close=False)
    folder = replaying.capturing.lesson.runtime.settings.data / "files" / "recordings"
    next(folder.rglob("000000-*")).unlink()
    described = await replaying.described(name)
    answer = await replaying.http.get(described["src"], headers={"Range": "bytes=400-500"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await replaying.http.get(described["src"], headers={"Range": "bytes=9000-9100"})).status_code == 206


async def test_what_is_no_media_at_all_is_finished_too(replaying: Replaying) -> None:
    track = await replaying.capturing.track(replaying.capturing.student, mime_type="audio/webm;codecs=opus")
    await track.put(0, b"no media at all")
    await track.close(1)
    await replaying.works_off()
    await replaying.end()
    assert (await replaying.recording())["state"] == "ready"
    assert (await replaying.replay())["tracks"] == []


async def test_a_track_whose_page_never_came_back_is_finished_after_a_week(replaying: Replaying) -> None:
    await replaying.capture("chromium-camera.webm", without=[5], close=False)
    await replaying.end()
    assert (await replaying.recording())["state"] == "saving"
    await replaying.reconciles(after=timedelta(days=7, minutes=1))
    assert (await replaying.recording())["state"] == "ready"
    described = await replaying.described("chromium-camera.webm")
    assert described["duration_ms"] == pytest.approx(10_000, abs=300)


async def test_files_that_nobody_knows_are_deleted_and_rows_without_files_are_left(
    replaying: Replaying,
) -> None:
    await replaying.capture("chromium-camera.webm")
    await replaying.works_off()
    folder = replaying.capturing.lesson.runtime.settings.data / "files" / "recordings"
    known = replaying.stored()
    track = next(folder.rglob("track"))
    (track.parent / "000099-0123456789abcdef").write_bytes(b"left by a killed upload")
    await sweeps(replaying)
    assert len(replaying.stored()) == len(known) + 1  # it may belong to an upload that is under way
    clock.travel_to(clock.now() + timedelta(days=2))
    await sweeps(replaying)
    clock.travel_to(None)
    assert replaying.stored() == known
    track.unlink()
    await sweeps(replaying)
    assert (await replaying.http.get((await replaying.described("chromium-camera.webm"))["src"])).status_code == 404


async def sweeps(replaying: Replaying) -> None:
    await cleaning.sweep(replaying.capturing.lesson.runtime)


def in_six_days(name: str, chunks: list[bytes]) -> list[bytes]:
    """The same chunks, of which the last says that it was captured then; or, in an MP4, at the end of all counting."""
    mark = b"tfdt\x01\0\0\0" if name.endswith(".mp4") else b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff\xe7"
    data = b"".join(chunks)
    at = data.rindex(mark) + len(mark)
    if name.endswith(".mp4"):
        return [data[:at] + (2**62).to_bytes(8) + data[at + 8 :]]
    behind = at + 1 + (data[at] & 0x7F)
    return [data[:at] + b"\x88" + (6 * 24 * 3600 * 1000).to_bytes(8) + data[behind:]]


@pytest.mark.parametrize("name", ["chromium-microphone.webm", "chromium-camera.mp4"])
async def test_nobody_makes_the_lesson_longer_than_it_was(replaying: Replaying, name: str) -> None:
    """Everybody's timeline, and every film, would be as long."""
    track = await replaying.capture(name, chunks=in_six_days(name, chunks_of(name)))
    assert (await replaying.replay())["duration_ms"] < 600_000
    await replaying.end()
    await replaying.reconciles()
    assert (await replaying.capturing.row(track)).kept_at is not None
    assert (await replaying.replay(replaying.student))["duration_ms"] < 600_000


async def test_a_page_does_not_say_that_it_captured_what_is_still_to_come(replaying: Replaying) -> None:
    track = await replaying.capturing.track(replaying.capturing.student)
    assert (await track.put(0, chunks_of("chromium-microphone.webm")[0], ends_ms=LONGEST_MS)).status_code == 204
    assert (await replaying.capturing.row(track)).whole_ms < 600_000


async def test_a_track_that_cannot_be_finished_holds_up_no_other(
    replaying: Replaying, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor the films and bundles that are made of all of them."""
    odd = await replaying.capture("chromium-camera.webm")
    good = await replaying.capture("chromium-microphone.webm", replaying.capturing.teacher)
    finish = keeping.remux

    def stumble(source: Path, target: Path, *, mime_type: str, **more: Any) -> Any:
        if mime_type == ABOUT["chromium-camera.webm"]["type"]:
            raise RuntimeError("something in it that nobody thought of")
        return finish(source, target, mime_type=mime_type, **more)

    monkeypatch.setattr(keeping, "remux", stumble)
    row = await replaying.capturing.row(odd)
    await keeping.keep_whole(replaying.capturing.lesson.runtime, row.recording_id)
    assert (await replaying.capturing.row(odd)).kept_at is None
    assert (await replaying.capturing.row(good)).kept_at is not None
