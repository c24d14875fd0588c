"""What is large arrives, up to what a document may hold; what is larger harms nobody."""

import asyncio
import contextlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from chalkroom.classroom.documents import updates, wire
from chalkroom.classroom.documents.updates import ANY, Update
from chalkroom.classroom.documents.wire import Message, number
from chalkroom.kit.runtime import Runtime
from tests.classroom.conftest import Class, Lesson
from tests.classroom.documents.conftest import Desk
from tests.classroom.documents.servers import a_free_port, a_server
from tests.classroom.documents.test_hostile import still_works, struct, update

MEGABYTE = 1024 * 1024


def strokes(count: int) -> dict[str, Any]:
    """About 1.1 KB each."""
    return {
        str(at): {"type": "freedraw", "points": [[x * 1.5 + at, x * 0.3] for x in range(72)]} for at in range(count)
    }


async def test_what_was_written_offline_for_long_arrives_in_one_message(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), desk.client(room.ada.page.token)
    drawn = strokes(3000)
    for key, stroke in drawn.items():
        ada.map[key] = stroke
    size = len(ada.doc.get_update())
    assert size > 3 * MEGABYTE
    ada._outbox.clear()  # all of it goes as the answer to the server's first question
    await ada.open()
    # Behind it, and building on it.
    await ada.write("after", 1)
    await ada.all_saved()
    assert ada.sent == 2
    assert ada.heard(Message.REFUSED) == []
    await teacher.has(after=1)
    assert teacher.content == {**drawn, "after": 1}
    await ada.close()
    await teacher.close()
    late = await desk.of(room.emile)
    assert late.content == {**drawn, "after": 1}


async def test_others_are_heard_while_something_large_is_read(
    room: Class, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    slices: list[None] = []
    real = updates.reading

    def counted(data: bytes) -> Generator[None, None, Update]:
        steps = real(data)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value
            slices.append(None)
            yield

    monkeypatch.setattr(updates, "reading", counted)
    for key, stroke in strokes(3000).items():
        ada.map[key] = stroke
    whole, ada._outbox = ada.doc.get_update(), []
    which = await ada.send_update(whole)
    while not slices:
        await asyncio.sleep(0)
    await teacher.is_answered()
    answered_at = len(slices)
    await ada.until(lambda: ada.saved >= which)
    assert answered_at < len(slices) - 10, "in the middle of it"


async def test_what_no_document_could_hold_is_refused_as_full(room: Class, desk: Desk) -> None:
    teacher, ada, plain = await desk.of(room.teacher), await desk.of(room.ada), await desk.of(room.emile, ink=False)
    await still_works(teacher, ada)
    for client in (ada, plain):
        client.map["too much"] = "x" * (11 * MEGABYTE)
    await ada.flush()
    which = ada.sent
    await ada.until(lambda: ada.heard(Message.REFUSED) != [])
    assert ada.heard(Message.REFUSED) == [("full", which)]
    await plain.flush()
    assert await plain.hears_close() == 4409
    # What is larger still is not even read to its end.
    beyond = await desk.of(room.ada)
    with contextlib.suppress(ConnectionClosed):
        await beyond.send(wire.update(b"x" * (13 * MEGABYTE)))
    assert await beyond.hears_close() == 1009
    late = await desk.of(room.ada)
    await still_works(teacher, late)
    assert "too much" not in teacher.content


async def test_large_messages_without_end_do_not_fill_the_memory(
    database_url: str, tmp_path: Path, runtime: Runtime
) -> None:
    port = a_free_port()

    def text(at: int) -> bytes:
        return struct(ANY, number(1) + b"\x77" + wire.chunk(b"%d" % at + b"x" * MEGABYTE))

    floods: list[Callable[[int, int], bytes]] = [
        lambda client, at: b"\xff" * MEGABYTE,  # broken
        lambda client, at: update(text(at), client=client, clock=at + 1),  # what it builds on never comes
        lambda client, at: update(text(at), client=client, clock=at),  # the same key, again and again
    ]
    async with a_server(database_url, tmp_path, port) as process:
        lesson = await Lesson.at(f"http://127.0.0.1:{port}", runtime)
        desk = Desk(lesson)
        teacher = await desk.of_account(lesson.teacher)
        before = _memory(process.pid, "VmRSS")
        peaks: list[int] = []
        for _ in range(3):
            for flood in floods:
                client = await desk.of_account(lesson.teacher)
                with contextlib.suppress(ConnectionClosed):
                    for at in range(40):
                        await client.send(wire.update(flood(client.doc.client_id, at)))
                assert await client.hears_close() == 4429
            peaks.append((_memory(process.pid, "VmHWM") - before) // MEGABYTE)
        await teacher.is_answered()
        assert peaks[-1] - peaks[0] < 100, f"{peaks} MB after each round"
        await asyncio.gather(desk.close(), lesson.close())


def _memory(process: int, which: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(which))
