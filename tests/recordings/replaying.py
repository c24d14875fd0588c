"""Replays for tests: tracks that browsers recorded are captured again, in a lesson of the tests, and played."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import av

from chalkroom.kit import clock
from chalkroom.recordings import tasks
from tests.accounts.people import Person
from tests.classroom.conftest import Inside
from tests.kit.working import AnyTask, work_off
from tests.recordings.capturing import OfALesson, Track
from tests.recordings.tracks import ABOUT, chunks_of, whole

Frames = list[tuple[int, bytes]]


@dataclass
class Replaying(OfALesson):
    tracks: dict[str, Track] = field(default_factory=dict)

    async def capture(
        self,
        name: str,
        who: Inside | None = None,
        *,
        chunks: Sequence[bytes] = (),
        without: Iterable[int] = (),
        close: bool = True,
    ) -> Track:
        """All chunks of a track at once. `chunks`: cut otherwise than by its browser."""
        kind = "camera" if "camera" in name else "microphone"
        track = await self.capturing.track(
            who or self.capturing.student, kind=kind, mime_type=ABOUT[name]["type"], started_at=clock.now()
        )
        chunks = chunks or [chunk for chunk in chunks_of(name) if chunk]
        for number, chunk in enumerate(chunks):
            if number not in set(without):
                assert (await track.put(number, chunk)).status_code == 204
        if close:
            assert (await track.close(len(chunks))).status_code == 204
        self.tracks[name] = track
        return track

    async def end(self) -> None:
        await self.capturing.teacher.page.do("end-session")

    async def recording(self, person: Person | None = None) -> dict[str, Any]:
        path = f"/api/sessions/{self.capturing.lesson.session['id']}/recording"
        answer = await self.http.get(path, headers=(person or self.teacher).headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def replay(self, person: Person | None = None) -> dict[str, Any]:
        recording = await self.recording(person)
        answer = await self.http.get(f"/api/recordings/{recording['id']}", headers=(person or self.teacher).headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def described(self, name: str, person: Person | None = None) -> dict[str, Any]:
        """One track, as a replay describes it."""
        tracks = (await self.replay(person))["tracks"]
        return next(track for track in tracks if track["id"] == self.tracks[name].id)

    async def file(self, described: dict[str, Any]) -> bytes:
        answer = await self.http.get(described["src"])
        assert answer.status_code == 200, answer.text
        assert int(answer.headers["content-length"]) == len(answer.content)
        return answer.content

    async def works_off(self) -> None:
        await work_off(self.capturing.lesson.runtime)

    async def reconciles(self, *, after: timedelta = timedelta()) -> None:
        """What runs by itself every ten minutes, so long after now."""
        clock.travel_to(clock.now() + after)
        reconcile: AnyTask = tasks.reconcile
        await reconcile.defer_async(timestamp=0)
        await self.works_off()
        clock.travel_to(None)

    def stored(self) -> list[str]:
        """Names of what is in storage."""
        folder = self.capturing.lesson.runtime.settings.data / "files" / "recordings"
        return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def seconds(name: str) -> float:
    """When the last frame of a track begins."""
    return frames(whole(name))[-1][0] / 1000


def frames(file: bytes) -> Frames:
    """Time in ms and bytes of each, as an independent reader (FFmpeg's) finds them."""
    with av.open(io.BytesIO(file), "r") as container:
        return [
            (round((packet.pts or 0) * (packet.time_base or 0) * 1000), bytes(packet))
            for packet in container.demux()
            if packet.size
        ]
