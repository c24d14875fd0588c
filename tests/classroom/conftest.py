"""A lesson to be in: its teacher, its students, and a socket for each page that somebody opens."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

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

    async def close(self) -> None:
        for page in self.pages:
            await page.close()


async def a_lesson(address: str, runtime: Runtime, http: httpx.AsyncClient, **session: Any) -> Lesson:
    teacher = await a_teacher(http)
    return Lesson(address, http, runtime, teacher, await a_session(http, teacher, **session))


@pytest.fixture
async def http(server: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server, timeout=PATIENCE) as client:
        yield client


@pytest.fixture
async def lesson(server: str, http: httpx.AsyncClient, runtime: Runtime) -> AsyncIterator[Lesson]:
    """One-to-one, no guests."""
    lesson = await a_lesson(server, runtime, http)
    yield lesson
    await lesson.close()


@pytest.fixture
async def open_class(server: str, http: httpx.AsyncClient, runtime: Runtime) -> AsyncIterator[Lesson]:
    """Five students, guests welcome."""
    lesson = await a_lesson(server, runtime, http, capacity=5, allow_guests=True)
    yield lesson
    await lesson.close()
