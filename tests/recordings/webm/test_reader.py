"""Reading a live track in pieces: wherever it is cut, and whatever of it is missing."""

import io
import json
import random
from collections.abc import Sequence
from typing import Any

import av
import pytest

from chalkroom.recordings.webm import ebml
from chalkroom.recordings.webm.ebml import Damaged, Id
from chalkroom.recordings.webm.layout import lay_out
from chalkroom.recordings.webm.reader import LARGEST_ELEMENT, beginning, read_chunk
from tests.recordings.replaying import frames
from tests.recordings.tracks import CAMERAS, MICROPHONES, WEBM, Read, chunks_of, cut, read, whole

FRAMES = {name: [] for name in WEBM}


def recorded(name: str) -> list[tuple[int, bytes]]:
    FRAMES[name] = FRAMES[name] or frames(whole(name))
    return FRAMES[name]


def is_within(track: Read, name: str) -> bool:
    """Whether all that the file holds was recorded, at the times at which it was."""
    return set(frames(track.file)) <= set(recorded(name))


@pytest.mark.parametrize("name", WEBM)
def test_the_chunks_as_they_came_make_a_file_with_every_frame_and_the_right_duration(name: str) -> None:
    track = read(chunks_of(name))
    assert frames(track.file) == recorded(name)
    with av.open(io.BytesIO(track.file), "r") as container:
        assert container.duration == pytest.approx(recorded(name)[-1][0] * 1000, abs=130_000)
        assert container.size == len(track.file)
    assert track.layout
    assert track.layout.missing == []
    assert (track.layout.header.width, track.layout.header.height) == ((160, 120) if name in CAMERAS else (None, None))


@pytest.mark.parametrize("name", WEBM)
def test_however_it_is_cut_the_file_is_the_same(name: str) -> None:
    chance = random.Random(name)
    data, expected = whole(name), read(chunks_of(name)).file
    for pieces in (1, 2, 3, 10, 100, 1000):
        edges = [chance.randrange(len(data)) for _ in range(pieces)]
        assert read(cut(data, edges)).file == expected, edges


@pytest.mark.parametrize("name", ["chromium-camera.webm", "firefox-microphone.webm"])
def test_it_may_come_byte_for_byte(name: str) -> None:
    data = whole(name)
    assert read(cut(data, range(1, len(data)))).file == read(chunks_of(name)).file


@pytest.mark.parametrize("name", WEBM)
def test_at_every_moment_there_is_a_whole_file_of_what_came_so_far(name: str) -> None:
    chance = random.Random(name)
    data = whole(name)
    chunks = cut(data, [chance.randrange(len(data)) for _ in range(60)])
    before = 0
    for count in range(1, len(chunks) + 1):
        track = read(chunks[:count])
        if track.layout:
            so_far = frames(track.file)
            assert so_far == recorded(name)[: len(so_far)]
            assert len(so_far) >= before
            before = len(so_far)
    assert before == len(recorded(name))


@pytest.mark.parametrize("name", WEBM)
@pytest.mark.parametrize("gone", range(1, 5))
def test_a_missing_chunk_costs_its_own_seconds(name: str, gone: int) -> None:
    """Of a picture, up to the next one that needs no other."""
    track = read(chunks_of(name), without=[gone])
    assert track.layout
    assert is_within(track, name)
    kept = {time for time, _ in frames(track.file)}
    lost = [time for time, _ in recorded(name) if time not in kept]
    # A chunk holds what was encoded when it was cut, which is a little less than what was heard and seen until then.
    first, last = gone * 2000 - 250, (gone + 1) * 2000 + 250
    if name in MICROPHONES:
        assert all(first <= time <= last for time in lost)
    else:
        assert lost[0] >= first
    if lost[-1] < recorded(name)[-1][0]:
        ((missing_from, missing_to),) = track.layout.missing
        assert missing_from <= lost[0] + 70
        assert lost[-1] < missing_to


@pytest.mark.parametrize("name", WEBM)
def test_whatever_chunks_are_missing_nothing_is_moved_or_made_up(name: str) -> None:
    chance = random.Random(name)
    data = whole(name)
    for _ in range(60):
        chunks = cut(data, [chance.randrange(300, len(data)) for _ in range(chance.randrange(1, 40))])
        gone = chance.sample(range(1, len(chunks)), chance.randrange(len(chunks)))
        track = read(chunks, without=gone)
        if track.layout:
            assert is_within(track, name), (gone, [len(chunk) for chunk in chunks])


@pytest.mark.parametrize("name", WEBM)
def test_whatever_stands_in_a_chunk_reading_goes_on_behind_it(name: str) -> None:
    """What arrives was checked against its digest. Should a browser write nonsense, it harms nothing else."""
    chance = random.Random(name)
    chunks = chunks_of(name)
    chunks[2] = chance.randbytes(len(chunks[2]))
    track = read(chunks)
    before = [frame for frame in recorded(name) if frame[0] < 3700]
    assert frames(track.file)[: len(before)] == before
    if name in MICROPHONES:
        assert frames(track.file)[-1] == recorded(name)[-1]


@pytest.mark.parametrize("name", MICROPHONES)
def test_the_four_bytes_of_a_cluster_by_chance_are_no_cluster(name: str) -> None:
    chunks = chunks_of(name)
    # Behind a gap, in the middle of a frame.
    chunks[3] = bytes.fromhex("1f43b675") + bytes(40) + bytes.fromhex("1f43b67501ffffffffffffffa3") + chunks[3]
    track = read(chunks, without=[2])
    assert is_within(track, name)
    assert frames(track.file)[-1] == recorded(name)[-1]


def test_what_is_no_webm_is_refused() -> None:
    for data in (b"OggS" + bytes(100), bytes(100), b"\x00\x00\x00\x18ftypmp42", b"\x1aE\xdf\xa3" + b"\x00" * 70_000):
        with pytest.raises(Damaged):
            read_chunk(beginning(), data)


def test_a_frame_that_never_ends_is_no_frame() -> None:
    data = whole("chromium-camera.webm")
    huge = bytes.fromhex("a3") + (LARGEST_ELEMENT + 1 | 1 << 56).to_bytes(8)
    second = data.index(bytes.fromhex("1f43b675"), 200)
    broken = data[:300] + huge + data[300:second]
    track = read([broken, data[second:]])
    assert frames(track.file)[-1] == recorded("chromium-camera.webm")[-1]


@pytest.mark.parametrize("name", WEBM)
def test_what_goes_from_chunk_to_chunk_is_small(name: str) -> None:
    chance = random.Random(name)
    data = whole(name)
    state = beginning()
    for chunk in cut(data, [chance.randrange(len(data)) for _ in range(30)]):
        found = read_chunk(state, chunk)
        state = found.state
        assert len(json.dumps(state)) < 800


@pytest.mark.parametrize("name", WEBM)
def test_every_cue_points_to_a_cluster_that_a_player_can_begin_with(name: str) -> None:
    track = read(chunks_of(name), without=[2])
    for second in range(12):
        with av.open(io.BytesIO(track.file), "r") as container:
            container.seek(second * 1_000_000)
            packet = next(container.demux())
            assert packet.is_keyframe
            assert packet.pts is not None
            assert packet.pts <= second * 1000 + 100
            assert (packet.pts, bytes(packet)) in recorded(name)


def test_nothing_is_nothing() -> None:
    header = whole("chromium-camera.webm")[:143]
    assert lay_out(header, []) is None
    assert read([header, b"", b"\x1f"]).layout is None


def a_track(*, scale: int = 1_000_000, numbers: Sequence[int] = (1,), time: int = 0, width: int = 160) -> bytes:
    pixels = ebml.element(Id.VIDEO, ebml.unsigned(Id.PIXEL_WIDTH, width) + ebml.unsigned(Id.PIXEL_HEIGHT, 120))
    entries = b"".join(
        ebml.element(Id.TRACK_ENTRY, ebml.unsigned(Id.TRACK_NUMBER, number) + ebml.unsigned(Id.TRACK_TYPE, 1) + pixels)
        for number in numbers
    )
    info = ebml.element(Id.INFO, ebml.unsigned(Id.TIMESTAMP_SCALE, scale))
    block = ebml.element(Id.SIMPLE_BLOCK, b"\x81\0\0\x80picture")
    cluster = ebml.element(Id.CLUSTER, ebml.unsigned(Id.TIMESTAMP, time) + block)
    body = info + ebml.element(Id.TRACKS, entries) + cluster
    return ebml.element(Id.EBML, b"") + ebml.element(Id.SEGMENT, body)


def test_a_small_track_is_one() -> None:
    layout = read([a_track()]).layout
    assert layout
    assert (layout.header.width, layout.header.height) == (160, 120)


@pytest.mark.parametrize("odd", [{"scale": 0}, {"scale": 2**64}, {"numbers": ()}, {"numbers": (2**70,)}])
def test_what_counts_as_no_browser_does_is_refused(odd: dict[str, Any]) -> None:
    """Nothing is divided by it, and nothing said about it to others."""
    with pytest.raises(Damaged):
        read([a_track(**odd)])


def test_a_time_beyond_all_lessons_is_damage() -> None:
    assert read([a_track(time=2**50)]).layout is None


def test_a_picture_wider_than_any_has_no_width() -> None:
    layout = read([a_track(width=2**40)]).layout
    assert layout
    assert layout.header.width is None
