"""The server process is killed in the middle: what it had said to be saved is there afterwards."""

import asyncio
import random
import signal
from pathlib import Path

from pycrdt import Doc, Map
from websockets.exceptions import ConnectionClosed

from chalkroom.kit.runtime import Runtime
from tests.classroom.conftest import Lesson
from tests.classroom.documents.clients import DocumentClient
from tests.classroom.documents.conftest import Desk
from tests.classroom.documents.servers import a_free_port, a_server

WRITERS, KILLS = 10, 10
PAUSE = 0.02
"""Seconds between two updates of a writer."""


async def test_an_acknowledged_update_survives_kill_9(database_url: str, tmp_path: Path, runtime: Runtime) -> None:
    port = a_free_port()
    address = f"http://127.0.0.1:{port}"
    async with a_server(database_url, tmp_path, port) as process:
        lesson = await Lesson.at(address, runtime)
        desk = Desk(lesson)
        teacher = await desk.of_account(lesson.teacher)
        for number in range(50):
            await teacher.write(str(number), number)
        # In the middle of it: some are saved, others are on their way.
        await teacher.until(lambda: teacher.saved > 1)
        process.send_signal(signal.SIGKILL)
        saved = teacher.saved - 1  # the first was the answer to the server's own question
        await teacher.hears_close()

    async with a_server(database_url, tmp_path, port):
        reader = await desk.of_account(lesson.teacher)
        there = {int(key) for key in reader.content}
        assert there >= set(range(saved))
        # Whoever wrote the rest still has it, and brings it.
        await teacher.open()
        await reader.has(**{str(number): number for number in range(50)})
        await desk.close()
        await lesson.close()


class Writer:
    """Writes without a pause for as long as the line holds, and remembers what was said to be saved."""

    def __init__(self, client: DocumentClient, name: str) -> None:
        self.client, self.name = client, name
        self.written: list[str] = []
        self.acknowledged: set[str] = set()

    async def write_until_the_end(self) -> None:
        """Of the connection, or of the time."""
        await self.client.open()
        # The first update answers the server's question, and holds everything from before.
        numbers = dict.fromkeys(self.written, 1)
        try:
            while self.client.close_code is None:
                key = f"{self.name}.{len(self.written)}"
                self.written.append(key)
                numbers[key] = self.client.sent + 1
                await self.client.write(key, key)
                await asyncio.sleep(PAUSE)
        except ConnectionClosed:
            pass
        await self.client.hears_close()
        self.acknowledged |= {key for key, number in numbers.items() if number <= self.client.saved}

    async def is_told_of_something_saved(self) -> None:
        await self.client.until(lambda: self.client.close_code is None and self.client.saved > 1)


async def test_ten_writers_lose_nothing_acknowledged_in_ten_kills(
    database_url: str, tmp_path: Path, runtime: Runtime
) -> None:
    dice, port = random.Random(9), a_free_port()
    writers: list[Writer] = []
    lesson: Lesson | None = None
    for _ in range(KILLS):
        async with a_server(database_url, tmp_path, port) as process:
            if lesson is None:
                lesson = await Lesson.at(f"http://127.0.0.1:{port}", runtime, capacity=5)
                writers = await _a_class_of_writers(lesson)
            assert await _keys(lesson) >= _acknowledged(writers)
            writing = asyncio.gather(*(writer.write_until_the_end() for writer in writers))
            saved = len(_acknowledged(writers))
            await writers[0].is_told_of_something_saved()
            await asyncio.sleep(dice.uniform(0, 0.6))
            process.send_signal(signal.SIGKILL)
            await writing
            assert len(_acknowledged(writers)) > saved

    assert lesson
    async with a_server(database_url, tmp_path, port):
        assert await _keys(lesson) >= _acknowledged(writers)
        for writer in writers:
            await writer.client.open()
            await writer.client.all_saved()
        everything = {key for writer in writers for key in writer.written}
        assert await _keys(lesson) == everything, "whoever wrote the rest still had it"
        for writer in writers:
            await writer.client.close()
        await lesson.close()


async def _a_class_of_writers(lesson: Lesson) -> list[Writer]:
    """The teacher, who begins the lesson, and students with a place; for the board nobody has to be in the call."""
    people = [lesson.teacher, *[await lesson.student(f"Student {at}") for at in range(1, WRITERS)]]
    await lesson.in_room(lesson.teacher)
    desk = Desk(lesson)
    tokens = [(await lesson.entrance(person))["room_token"] for person in people[1:]]
    clients = [desk.client(lesson.pages[0].token), *(desk.client(token) for token in tokens)]
    return [Writer(client, str(at)) for at, client in enumerate(clients)]


def _acknowledged(writers: list[Writer]) -> set[str]:
    return {key for writer in writers for key in writer.acknowledged}


async def _keys(lesson: Lesson) -> set[str]:
    """What is there, over HTTP."""
    address = f"/api/sessions/{lesson.session['id']}/documents/board"
    answer = await lesson.http.get(address, headers=lesson.teacher.headers)
    assert answer.status_code == 200, answer.text
    doc: Doc = Doc()
    doc.apply_update(answer.content)
    return set(doc.get("map", type=Map).to_py() or {})
