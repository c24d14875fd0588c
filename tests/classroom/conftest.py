"""A lesson to be in: its teacher, its students, and a socket for each page that somebody opens."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.hub import Hub
from chalkroom.classroom.models import LogEntry, Participant, RoomToken
from chalkroom.classroom.sockets import make_hub
from chalkroom.kit.runtime import Runtime
from tests.accounts.people import Person, a_student, a_teacher
from tests.classroom.clients import PATIENCE, RoomClient
from tests.sessions.lessons import a_session, enrol


@dataclass
class Lesson:
    address: str
    http: httpx.AsyncClient
    runtime: Runtime
    teacher: Person
    session: dict[str, Any]
    pages: list[RoomClient] = field(default_factory=list)

    @classmethod
    async def at(cls, address: str, runtime: Runtime, **session: Any) -> "Lesson":
        http = httpx.AsyncClient(base_url=address, timeout=PATIENCE)
        teacher = await a_teacher(http)
        return cls(address, http, runtime, teacher, await a_session(http, teacher, **session))

    async def student(self, name: str = "Émile Zola") -> Person:
        """Somebody with a place."""
        student = await a_student(self.http, name)
        await enrol(self.runtime, self.session, student)
        return student

    async def entrance(self, person: Person) -> dict[str, Any]:
        answer = await self.http.post(f"/api/sessions/{self.session['id']}/join", headers=person.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def by_code(self, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
        payload = {"passcode": self.session["passcode"], **body}
        return await self.http.post(f"/api/rooms/{self.session['meeting_id']}/join", json=payload, headers=headers)

    async def page(self, token: str, **more: Any) -> RoomClient:
        """An open socket, not yet in the room."""
        page = RoomClient(self.address, token, **more)
        self.pages.append(page)
        await page.connect()
        return page

    async def page_of(self, person: Person, **more: Any) -> RoomClient:
        return await self.page((await self.entrance(person))["room_token"], **more)

    async def page_of_guest(self, name: str = "Guest", **more: Any) -> RoomClient:
        answer = await self.by_code(name=name)
        assert answer.status_code == 200, answer.text
        return await self.page(answer.json()["room_token"], **more)

    async def in_room(self, person: Person, **more: Any) -> tuple[RoomClient, dict[str, Any]]:
        """A page of somebody who is in the room, and what the room said on the entry."""
        page = await self.page_of(person, **more)
        joined = await page.join()
        assert joined["state"] == "admitted", joined
        return page, joined

    async def open_tokens(self, db: AsyncSession) -> int:
        """Room tokens of the session that would still let somebody in."""
        count = (
            select(func.count())
            .select_from(RoomToken)
            .join(Participant, Participant.id == RoomToken.participant_id)
            .where(Participant.session_id == UUID(self.session["id"]), RoomToken.revoked_at.is_(None))
        )
        return await db.scalar(count) or 0

    async def log(self) -> list[tuple[str, dict[str, Any]]]:
        """What the room's log holds: kind and data."""
        async with self.runtime.database.transaction() as db:
            entries = await db.scalars(
                select(LogEntry).where(LogEntry.session_id == UUID(self.session["id"])).order_by(LogEntry.id)
            )
            return [(entry.kind, entry.data) for entry in entries]

    async def close(self) -> None:
        for page in self.pages:
            await page.close()
        await self.http.aclose()


@dataclass
class Inside:
    """Somebody in the room: their page, and who they are there."""

    page: RoomClient
    id: str
    person: Person

    @property
    def about(self) -> dict[str, Any]:
        """The payload of an event that is about them."""
        return {"participant_id": self.id}


@dataclass
class Class:
    lesson: Lesson
    teacher: Inside
    ada: Inside
    emile: Inside

    async def enters(self, person: Person, **more: Any) -> Inside:
        page, joined = await self.lesson.in_room(person, **more)
        return Inside(page, joined["self"]["id"], person)

    async def ada_helps(self) -> None:
        """Ada is co-host; what everyone heard of it is forgotten."""
        await self.teacher.page.do("set-co-host", {**self.ada.about, "co_host": True})
        for page in self.pages:
            await page.hears("user-updated")
        await self.ada.page.hears("lobby")

    async def sees(self, viewer: Inside, who: Inside) -> dict[str, Any]:
        """The participant as `viewer` is told on coming back through another socket."""
        await viewer.page.drop()
        await viewer.page.connect()
        joined = await viewer.page.join()
        people = {person["id"]: person for person in [joined["self"], *joined["participants"]]}
        return people[who.id]

    @property
    def pages(self) -> list[RoomClient]:
        return [self.teacher.page, self.ada.page, self.emile.page]


@pytest.fixture(autouse=True)
def hubs(monkeypatch: pytest.MonkeyPatch) -> list[Hub]:
    """The hub of each application that the test starts, for a look at what is left behind in it."""
    made: list[Hub] = []

    def noting(runtime: Runtime) -> Hub:
        made.append(make_hub(runtime))
        return made[-1]

    monkeypatch.setattr("chalkroom.app.make_hub", noting)
    return made


@pytest.fixture
async def lesson(server: str, runtime: Runtime) -> AsyncIterator[Lesson]:
    """One-to-one, no guests. Who drops has all the time they need to come back."""
    runtime.settings.reconnect_seconds = 60
    lesson = await Lesson.at(server, runtime)
    yield lesson
    await lesson.close()


@pytest.fixture
async def open_class(server: str, runtime: Runtime) -> AsyncIterator[Lesson]:
    """Five students, guests welcome. Who drops has all the time they need to come back."""
    runtime.settings.reconnect_seconds = 60
    lesson = await Lesson.at(server, runtime, capacity=5, allow_guests=True)
    yield lesson
    await lesson.close()


@pytest.fixture
async def room(open_class: Lesson) -> Class:
    """The teacher Marie Curie, Ada and Émile, all with microphone and camera on, in this order."""
    inside: list[Inside] = []
    for person in (open_class.teacher, await open_class.student("Ada"), await open_class.student("Émile")):
        page, joined = await open_class.in_room(person)
        for before in inside:
            await before.page.hears("user-joined")
        inside.append(Inside(page, joined["self"]["id"], person))
    for each in inside:
        each.page.heard.clear()
    return Class(open_class, *inside)
