"""A class at work on a document: the teacher, Ada and Émile in the room, each with the board open."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from tests.accounts.people import Person
from tests.classroom.conftest import Class, Inside, Lesson
from tests.classroom.documents.clients import DocumentClient


class Desk:
    """Opens documents of a lesson."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.clients: list[DocumentClient] = []

    def client(self, credential: str | None, name: str = "board", **more: Any) -> DocumentClient:
        client = DocumentClient(self.lesson.address, self.lesson.session["id"], name, credential, **more)
        self.clients.append(client)
        return client

    async def opened(self, credential: str, name: str = "board", **more: Any) -> DocumentClient:
        client = self.client(credential, name, **more)
        await client.open()
        return client

    async def of(self, inside: Inside, name: str = "board", **more: Any) -> DocumentClient:
        """Through the room token of somebody in the room."""
        return await self.opened(inside.page.token, name, **more)

    async def of_account(self, person: Person, name: str = "board", **more: Any) -> DocumentClient:
        return await self.opened(access_token(person), name, **more)

    async def close(self) -> None:
        for client in self.clients:
            await client.close()


def access_token(person: Person) -> str:
    return person.headers["Authorization"].removeprefix("Bearer ")


OpenDesk = Callable[[Lesson], Awaitable[Desk]]


@pytest.fixture
async def desk(room: Class) -> AsyncIterator[Desk]:
    desk = Desk(room.lesson)
    yield desk
    await desk.close()


@pytest.fixture
async def lone_desk(open_class: Lesson) -> AsyncIterator[Desk]:
    """Of a lesson that has not begun."""
    desk = Desk(open_class)
    yield desk
    await desk.close()
