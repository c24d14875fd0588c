"""A class with a real LiveKit behind it, whose web hooks reach the application, and whose jobs are done at once."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from chalkroom.classroom.hub import Hub
from chalkroom.classroom.sfu import livekit as client
from chalkroom.classroom.sfu.livekit import Participant
from chalkroom.kit.runtime import Runtime
from chalkroom.settings import Settings
from tests.classroom.clients import PATIENCE
from tests.classroom.conftest import Inside, Lesson
from tests.classroom.sfu.livekit import KEY, SECRET, Server, livekit, needed
from tests.conftest import serving


def set_livekit(settings: Settings, url: str) -> None:
    settings.livekit_url, settings.livekit_key, settings.livekit_secret = url, KEY, SECRET


class Group(Lesson):
    """A lesson whose people enter one after the other."""

    people: list[Inside]
    server: Server
    hub: Hub

    async def enter(self, number: int) -> list[Inside]:
        """So many more, the teacher first."""
        came = []
        for _ in range(number):
            person = await self.student(f"Student {len(self.people)}") if self.people else self.teacher
            page, joined = await self.in_room(person)
            came.append(Inside(page, joined["self"]["id"], person))
            self.people.append(came[-1])
        return came

    async def on_sfu(self, number: int = 5) -> list[Inside]:
        """So many people, and all have arrived on LiveKit."""
        people = await self.enter(number)
        for person in people:
            await person.page.do("carrier-ready", {"number": 1})
        for person in people:
            await person.page.hears("carrier-settled", number=1)
            person.page.heard.clear()
        return people

    async def way_in(self, who: Inside) -> tuple[str, str]:
        """LiveKit's address and a fresh token."""
        answer = await who.page.join()
        return answer["carrier"]["livekit"]["url"], answer["carrier"]["livekit"]["token"]

    async def in_livekit(self) -> dict[str, Participant]:
        async with client.connected(self.runtime.settings) as connection:
            there = await connection.participants(UUID(self.session["id"]))
        return {participant.id: participant for participant in there}

    async def livekit_has(self, condition: Callable[[dict[str, Participant]], Any], what: str) -> None:
        """Waits for LiveKit's room to become so."""
        there = {}
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition(there := await self.in_livekit()):
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"Waited in vain for {what}; there is {there}") from None

    async def livekit_answers(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.hub.livekit.state != "alive":
                await asyncio.sleep(0.05)

    async def has_logged(self, kind: str, **expected: Any) -> dict[str, Any]:
        """What the log says of the first such thing; waits for it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for logged, data in await self.log():
                    if logged == kind and expected.items() <= data.items():
                        return data
                await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def a_group(runtime: Runtime, hubs: list[Hub], url: str, port: int, **session: Any) -> AsyncIterator[Group]:
    """The application at this port, and a class that knows the LiveKit at `url`."""
    settings = runtime.settings
    set_livekit(settings, url)
    settings.worker_inside, settings.reconnect_seconds = True, 60
    async with serving(runtime, port=port) as address:
        group = await Group.at(address, runtime, **({"capacity": 20, "allow_guests": True} | session))
        assert isinstance(group, Group)
        group.people, group.hub = [], hubs[-1]
        await group.livekit_answers()
        try:
            yield group
        finally:
            await group.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@pytest.fixture
async def group(runtime: Runtime, hubs: list[Hub], tmp_path: Path) -> AsyncIterator[Group]:
    needed()
    port = free_port()
    with livekit(tmp_path, f"http://127.0.0.1:{port}") as server:
        async with a_group(runtime, hubs, server.url, port) as group:
            group.server = server
            yield group
