"""A lesson of two in real browsers, in three places: the teacher's, the student's, the server's."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.chalkroom_room import PORT, Room
from bench.lab.browser import Browser, Page
from bench.lab.link import Link
from bench.lab.places import Place, places

needs_lab = [
    pytest.mark.skipif(
        os.geteuid() != 0 or not Path("/dev/net/tun").exists(), reason="network namespaces need root and /dev/net/tun"
    ),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium: apt-get install chromium"),
]

#: Until media flow, or flow again, on a machine that runs other tests at the same time.
PATIENCE = 30


@dataclass
class Person:
    name: str
    place: Place
    browser: Browser
    page: Page

    async def forget_gaps(self) -> None:
        await self.page.evaluate("watch.forget()")

    async def longest_gap(self, kind: str) -> float:
        """The longest time, in seconds, in which nothing of this kind ("audio", "video") arrived, since forgotten."""
        return await self.page.evaluate(f"watch.longestGap({kind!r})")

    async def receives(self) -> None:
        """Sound and picture of the other arrive."""
        await self.page.until("watch.silentFor('audio') < 0.5 && watch.silentFor('video') < 1", seconds=PATIENCE)

    async def hears_nothing(self, seconds: float) -> None:
        await self.page.until(f"watch.silentFor('audio') > {seconds}", seconds=PATIENCE)

    async def reads(self, words: str, *, seconds: float = PATIENCE) -> None:
        await self.page.until(f"document.body.innerText.includes({words!r})", seconds=seconds)


@dataclass
class Lesson:
    teacher: Person
    student: Person
    server: Place
    link: Link
    folder: Path


@asynccontextmanager
async def lesson(folder: Path) -> AsyncIterator[Lesson]:
    """Both are in the room, and see and hear each other."""
    async with places(3) as ((first, second, server), link):
        origins = [f"http://{server.address}:{PORT}"]
        async with Browser.start(first, origins) as one, Browser.start(second, origins) as other:
            room = await Room.open(server, folder, one, other)
            teacher = Person("Marie Curie", first, one, await one.new_page())
            student = Person("Ada Lovelace", second, other, await other.new_page())
            await room.meet(teacher.page, student.page)
            for person in (teacher, student):
                await person.receives()
            yield Lesson(teacher, student, server, link, folder)
