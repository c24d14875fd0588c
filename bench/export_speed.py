"""What a film of a lesson costs, beside what Jibri's way of recording it costs.

Four people with camera (720p, 30 frames a second) and microphone. Ours is the whole export as the server does it:
opening what is sealed, composing, encoding, sealing. Beside it stand a browser that shows the same four films and an
FFmpeg that films its screen, with Jibri's settings. That takes as long as the lesson; ours is as fast as it can be.
"""

import asyncio
import resource
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

from bench.jibri import recorder, screen
from bench.lab.places import LabError
from bench.recording import people
from bench.recording.tracks import MICROPHONE, chunks
from bench.report import Measurement, report
from chalkroom.kit import sealing
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.storage import Storage
from chalkroom.recordings import playing
from chalkroom.recordings.export.film import making
from chalkroom.recordings.export.models import ExportKind, Layout
from chalkroom.recordings.export.plan import Plan, Wish
from chalkroom.recordings.models import RecordedTrack, TrackKind
from chalkroom.recordings.remuxing import remux
from chalkroom.recordings.replay.schemas import Replay, ReplayPerson, ReplaySession, ReplayTrack
from chalkroom.recordings.replay.timeline import Timeline

RUNS = 3
PEOPLE = 4
SECONDS = 60
TIMES_LESS = 20


@dataclass(frozen=True)
class Source:
    kind: TrackKind
    file: Path
    duration_ms: int


async def run() -> None:
    ours: list[float] = []
    theirs: list[float] = []
    speeds: list[float] = []
    with tempfile.TemporaryDirectory(prefix="chalklab-export-") as temporary:
        folder = Path(temporary)
        films, sounds = await asyncio.to_thread(_tracks, folder)
        for number in range(1, RUNS + 1):
            print(f"\rrun {number} of {RUNS} ", end="", flush=True)
            spent, took = await _export(folder, [*films, *sounds])
            ours.append(spent)
            speeds.append(SECONDS / took)
            target = folder / "screen.mp4"
            spent = await screen.filmed(
                [film.file for film in films], [sound.file for sound in sounds], SECONDS, target
            )
            theirs.append(spent)
        print("\r\033[K", end="")
        sizes = {"ours": (folder / "film.mp4").stat().st_size, "theirs": (folder / "screen.mp4").stat().st_size}
    measured = Measurement.of(
        "a minute of four people", ours, theirs, unit="s of processor time", goal=1 / TIMES_LESS,
        conditions={
            "pictures": f"{people.WIDTH}×{people.HEIGHT} at {people.FRAMES_PER_SECOND} frames a second, VP8",
            "film": "1280×720, H.264 and AAC, everybody in tiles",
            "theirs": f"{recorder.FRAMES_PER_SECOND} frames a second, x264 {recorder.X264}, Chromium {screen.FLAGS}",
            "seconds": SECONDS,
        },
        details={"times_real_time": [round(speed, 1) for speed in speeds], "bytes": sizes},
    )  # fmt: skip
    report("export-speed", "Jibri's way: Chromium on Xvfb, filmed by FFmpeg", [measured])
    print(f"export-speed: {sorted(speeds)[len(speeds) // 2]:.1f} times real time")


def _tracks(folder: Path) -> tuple[list[Source], list[Source]]:
    """As the server keeps them."""
    films: list[Source] = []
    sounds: list[Source] = []
    for number in range(PEOPLE):
        made = folder / "made"
        people.film(made, number, SECONDS)
        films.append(_kept(folder / f"camera-{number}.webm", made, TrackKind.CAMERA))
        made.write_bytes(b"".join(chunks(MICROPHONE, SECONDS)))
        sounds.append(_kept(folder / f"microphone-{number}.webm", made, TrackKind.MICROPHONE))
    return films, sounds


def _kept(file: Path, made: Path, kind: TrackKind) -> Source:
    finished = remux(made, file, mime_type="video/webm", with_speech=False)
    return Source(kind, file, finished.duration_ms)


async def _export(folder: Path, sources: list[Source]) -> tuple[float, float]:
    """Processor seconds, and seconds."""
    storage, key = Storage(None, folder=folder / "files"), sealing.new_key()
    plan = await _plan(storage, key, sources)
    runtime = cast(Runtime, SimpleNamespace(storage=storage))
    target = folder / "film.mp4"
    before, began = _processor_seconds(), time.monotonic()
    await making.make(runtime, plan, target, lambda _: None)
    await storage.put("film", sealing.seal(key, "film", _pieces(target)))
    spent, took = _processor_seconds() - before, time.monotonic() - began
    if target.stat().st_size < 100_000:
        raise LabError("There is hardly anything in the film.")
    return spent, took


async def _plan(storage: Storage, key: bytes, sources: list[Source]) -> Plan:
    now = datetime.now(UTC)
    who = [ReplayPerson(id=uuid4(), name=name, role=role) for name, role in _NAMES]
    shown: list[ReplayTrack] = []
    rows: list[tuple[RecordedTrack, playing.File]] = []
    recording_id = uuid4()
    for number, source in enumerate(sources):
        row = RecordedTrack(id=uuid4(), recording_id=recording_id, kind=source.kind)
        content = source.file.read_bytes()
        await storage.put(row.key, sealing.seal(key, row.key, _whole(content)))
        rows.append((row, playing.File("", len(content), source.duration_ms, 1.0, [], None, None)))
        shown.append(_shown(row.id, who[number % PEOPLE].id, source))
    replay = Replay(
        id=recording_id,
        session=ReplaySession(id=uuid4(), title="Fractions", teacher_name=who[0].name or "", timezone="UTC"),
        started_at=now,
        duration_ms=SECONDS * 1000,
        from_ms=0,
        to_ms=SECONDS * 1000,
        captions=[],
        state="ready",
        people=who,
        tracks=shown,
        gaps=[],
        events=[],
        chat=[],
        chapters=[],
        documents=[],
        keep_until=None,
        may_manage=False,
        server_time=now,
    )
    return Plan(
        wish=Wish(recording_id, ExportKind.VIDEO, Layout.GRID, height=720, from_ms=0, to_ms=None),
        from_ms=0,
        to_ms=SECONDS * 1000,
        replay=replay,
        tracks=rows,
        documents=[],
        key=key,
        timeline=Timeline(now, now + timedelta(seconds=SECONDS)),
    )


def _shown(track_id: UUID, participant_id: UUID, source: Source) -> ReplayTrack:
    return ReplayTrack(
        id=track_id,
        participant_id=participant_id,
        copied_by=None,
        kind=source.kind,
        mime_type="video/webm",
        starts_ms=0,
        duration_ms=source.duration_ms,
        rate=1.0,
        src="",
        width=None,
        height=None,
        speech=None,
        missing=[],
    )


_NAMES: list[Any] = [("Marie", "teacher"), ("Léo", "student"), ("Ada", "student"), ("Robin", "student")]


def _processor_seconds() -> float:
    """Of this process, and of those it started that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as reading:
        while piece := reading.read(1024 * 1024):
            yield piece
