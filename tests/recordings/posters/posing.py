"""Lessons whose posters tests look at: people in front of walls with squares of one colour."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from av import CodecContext, Packet
from sqlalchemy import select

from chalkroom.classroom.documents import service
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.models import Participant
from chalkroom.classroom.rights import DocumentName
from chalkroom.kit import clock
from chalkroom.recordings import keeping
from chalkroom.recordings.posters import tasks
from chalkroom.recordings.posters.models import Poster
from tests.accounts.people import Person
from tests.classroom.conftest import Inside
from tests.kit.working import AnyTask
from tests.recordings.drawing.pages import Pages, element
from tests.recordings.export.filming import Colour, Filming, Track

RECONCILE: AnyTask = tasks.reconcile
SIZE = 320, 180
SQUARE = 20


@dataclass
class Posing(Filming):
    async def end(self, *, after: float, at_rest: bool = True) -> None:
        """`at_rest`: and its tracks are finished. Nobody looks for posters yet."""
        await super().end(after=after, at_rest=False)
        if at_rest:
            await self.rests()

    async def rests(self, *, after: timedelta = timedelta()) -> None:
        """What was captured is finished, so long after now."""
        recording = await self.recording()
        clock.travel_to(clock.now() + after)
        await keeping.keep_whole(self.capturing.lesson.runtime, UUID(recording["id"]))
        clock.travel_to(None)

    async def sits(self, who: Inside, *colours: Colour, seconds: float, at: float = 0) -> Track:
        """In front of a camera, for so long before a wall of each colour."""
        return await self.shows(who, colours, seconds, SIZE, SQUARE, at=at)

    async def draws(self, colour: Colour, *, at: float, owner: Inside | None = None) -> None:
        """Squares all over a page of the board, or of somebody's own copy of it; so many seconds after `begins`."""
        pages = Pages()
        fill = "#{:02x}{:02x}{:02x}".format(*colour)
        for place in range(24):
            x, y = place % 6 * 150, place // 6 * 120
            pages.put(element("rectangle", x, y, 100, 80, str(place), backgroundColor=fill, strokeColor=fill))
        lesson = self.capturing.lesson
        key = DocumentKey(UUID(lesson.session["id"]), DocumentName.BOARD, UUID(owner.id) if owner else None)
        teacher = self.capturing.teacher.id
        clock.travel_to(self.begins + timedelta(seconds=at))
        async with lesson.runtime.database.transaction() as db:
            await service.append(db, key, [service.Written(UUID(teacher), teacher, pages.update(), 0)])
        clock.travel_to(None)

    async def puts_on_stage(self, stage: str, *, at: float, **more: Any) -> None:
        clock.travel_to(self.begins + timedelta(seconds=at))
        await self.capturing.teacher.page.do("set-stage", {"stage": stage, "follow": True, **more})
        clock.travel_to(None)

    async def reconciles(self, *, after: timedelta = timedelta()) -> None:
        """What runs by itself every minute, so long after now."""
        clock.travel_to(clock.now() + after)
        await RECONCILE.defer_async(timestamp=0)
        await self.works_off()
        clock.travel_to(None)

    async def listed(self, person: Person | None = None) -> dict[str, Any]:
        answer = await self.http.get("/api/recordings", headers=(person or self.teacher).headers)
        assert answer.status_code == 200, answer.text
        (recording,) = answer.json()["items"]
        return recording

    async def src(self, person: Person | None = None) -> str | None:
        return (await self.listed(person))["poster"]

    async def poster(self, person: Person | None = None) -> "Picture":
        src = await self.src(person)
        assert src
        answer = await self.http.get(src)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "image/webp"
        return Picture(answer.content)

    async def change(self, **change: Any) -> httpx.Response:
        return await self.http.patch(
            f"/api/recordings/{(await self.recording())['id']}", json=change, headers=self.teacher.headers
        )

    async def withdraws(self, who: Inside) -> None:
        async with self.capturing.lesson.runtime.database.transaction() as db:
            participant = await db.get(Participant, UUID(who.id))
            assert participant
            participant.recorded = False

    async def row(self) -> Poster | None:
        async with self.capturing.lesson.runtime.database.transaction() as db:
            return await db.scalar(select(Poster))

    def stored(self) -> list[bytes]:
        """What is in storage of posters."""
        folder = self.capturing.lesson.runtime.settings.data / "files" / "recordings"
        return [file.read_bytes() for file in folder.rglob("posters/*") if file.is_file()]


@dataclass(frozen=True)
class Picture:
    file: bytes

    @property
    def size(self) -> tuple[int, int]:
        frame = self._frame()
        return frame.width, frame.height

    def share(self, colour: Colour) -> float:
        """Which part of it has about this colour."""
        rgb = self._frame().reformat(format="rgb24")
        plane = rgb.planes[0]
        lines = memoryview(plane)
        points = [
            lines[start + 3 * x : start + 3 * x + 3]
            for start in range(0, plane.line_size * rgb.height, plane.line_size)
            for x in range(rgb.width)
        ]
        near = sum(all(abs(one - other) < 40 for one, other in zip(point, colour, strict=True)) for point in points)
        return near / len(points)

    def _frame(self) -> Any:
        return CodecContext.create("webp", "r").decode(Packet(self.file))[0]
