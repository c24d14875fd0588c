"""A class with its people inside."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.accounts.people import Person
from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Lesson


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
