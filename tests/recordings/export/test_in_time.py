"""Sound and picture stay together, whatever the clocks of the machines that captured them. Without a server."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import av
import pytest
from av.packet import Packet

from chalkroom.recordings.export.film.composing import compose
from chalkroom.recordings.export.film.order import Order
from chalkroom.recordings.export.models import Layout
from chalkroom.recordings.models import TrackKind
from chalkroom.recordings.replay.schemas import Replay, ReplayPerson, ReplaySession, ReplayTrack
from tests.recordings.export.filming import BLUE, RAISED, RED, Film, colour, hum, is_near, picture

TEACHER = uuid4()


class Tracks:
    """What a parent knows."""

    def __init__(self, files: Sequence[bytes]) -> None:
        self._files = files
        self.told: list[float] = []

    def read(self, track: int, start: int, end: int) -> bytes:
        return self._files[track][start:end]

    def next_change(self, document: int) -> tuple[int, bytes] | None:
        return None

    def tell(self, **word: Any) -> None:
        self.told.append(word["progress"])


def filmed(target: Path, tracks: Sequence[tuple[ReplayTrack, bytes]], **more: Any) -> Film:
    files = [file for _, file in tracks]
    ends = max(track.starts_ms + track.duration_ms for track, _ in tracks)
    replay = Replay(
        id=uuid4(),
        session=ReplaySession(id=uuid4(), title="Fractions", teacher_name="Marie", timezone="UTC"),
        started_at=datetime.now(UTC),
        duration_ms=ends,
        from_ms=0,
        to_ms=ends,
        captions=[],
        state="ready",
        people=[ReplayPerson(id=TEACHER, name="Marie", role="teacher")],  # pyright: ignore[reportArgumentType]
        tracks=[track for track, _ in tracks],
        gaps=[],
        events=[],
        chat=[],
        chapters=[],
        documents=[],
        keep_until=None,
        may_manage=False,
        server_time=datetime.now(UTC),
    )
    said: dict[str, Any] = {"from_ms": 0, "to_ms": ends, "layout": Layout.GRID, "height": 720, "language": "en", **more}
    compose(Order(replay=replay, sizes=[len(file) for file in files], target=target, **said), Tracks(files))
    return Film(target.read_bytes())


def track(kind: TrackKind, seconds: float, *, starts_ms: int = 0, rate: float = 1.0, missing: Any = ()) -> ReplayTrack:
    return ReplayTrack(
        id=UUID(int=uuid4().int),
        participant_id=TEACHER,
        copied_by=None,
        kind=kind,
        mime_type="video/webm",
        starts_ms=starts_ms,
        duration_ms=round(seconds * 1000 * rate),
        rate=rate,
        src="",
        width=None,
        height=None,
        speech=None,
        missing=list(missing),
    )


@pytest.mark.parametrize("rate", [0.998, 1.002])
def test_a_clock_that_runs_wrong_is_followed(tmp_path: Path, rate: float) -> None:
    """Two in a thousand, the most there is: a tenth of a second in 50, more than lips forgive."""
    sound = track(TrackKind.MICROPHONE, 60, rate=rate), hum((440.0,) * 5 + (880.0,), 60)
    film = filmed(tmp_path / "film", [(track(TrackKind.CAMERA, 60), picture((RED,) * 5 + (BLUE,), 60)), sound])
    changes = 50 * rate
    assert film.seconds == pytest.approx(max(60, 60 * rate), abs=0.1)
    assert film.loudness(440, changes - 0.1, 0.06) > 0.1
    assert film.loudness(880, changes - 0.1, 0.06) < 0.05
    assert film.loudness(880, changes + 0.05, 0.06) > 0.1
    assert film.loudness(440, changes + 0.05, 0.06) < 0.05


def test_picture_and_sound_change_together(tmp_path: Path) -> None:
    start = 1370
    film = filmed(
        tmp_path / "film",
        [
            (track(TrackKind.CAMERA, 8, starts_ms=start, rate=1.002), picture((RED, BLUE), 8)),
            (track(TrackKind.MICROPHONE, 8, starts_ms=start, rate=1.002), hum((440.0, 880.0), 8)),
        ],
    )
    changes = start / 1000 + 4 * 1.002
    before, after = film.frames(changes - 0.05, changes + 0.05)
    assert is_near(colour(before, 0.5, 0.5), RED)
    assert is_near(colour(after, 0.5, 0.5), BLUE)
    assert film.loudness(440, changes - 0.1, 0.06) > 0.1
    assert film.loudness(880, changes + 0.04, 0.06) > 0.1
    assert film.loudness(440, 0.0, 1.3) < 0.01


def test_what_is_missing_is_a_calm_tile_and_silence(tmp_path: Path) -> None:
    gap = [(2000, 5000)]
    film = filmed(
        tmp_path / "film",
        [
            (track(TrackKind.CAMERA, 8, missing=gap), without(picture((RED, BLUE), 8), 2, 5)),
            (track(TrackKind.MICROPHONE, 8, missing=gap), without(hum((440.0, 880.0), 8), 2, 5)),
        ],
    )
    before, missing, after = film.frames(1, 3, 6)
    assert is_near(colour(before, 0.5, 0.2), RED)
    assert is_near(colour(missing, 0.5, 0.2), RAISED)
    assert is_near(colour(after, 0.5, 0.2), BLUE)
    assert film.loudness(440, 1.5) > 0.1
    assert max(film.loudness(440, 3), film.loudness(880, 3)) < 0.01
    assert film.loudness(880, 5.5) > 0.1


def test_a_part_of_it_begins_where_it_is_wanted(tmp_path: Path) -> None:
    tracks = [
        (track(TrackKind.CAMERA, 30), picture((RED, BLUE), 30)),
        (track(TrackKind.MICROPHONE, 30), hum((440.0, 880.0), 30)),
    ]
    film = filmed(tmp_path / "film", tracks, from_ms=14_000, to_ms=17_000)
    assert film.seconds == pytest.approx(3, abs=0.1)
    first, last = film.frames(0.5, 2)
    assert is_near(colour(first, 0.5, 0.5), RED)
    assert is_near(colour(last, 0.5, 0.5), BLUE)
    assert film.loudness(440, 0.4) > 0.1
    assert film.loudness(880, 1.6) > 0.1


def without(file: bytes, start: float, end: float) -> bytes:
    """The same frames but for those between these seconds, as after chunks that never came."""
    written = io.BytesIO()
    with av.open(io.BytesIO(file), "r") as read, av.open(written, "w", format="webm") as target:
        stream = target.add_stream_from_template(read.streams[0])
        for packet in read.demux():
            if packet.dts is None or start <= float((packet.pts or 0) * packet.time_base) < end:
                continue
            assert isinstance(packet, Packet)
            packet.stream = stream
            target.mux(packet)
    return written.getvalue()
