"""A room of two hours, told in seconds: what the server remembers of it stays as small as it was after half an hour.

What is accelerated is the time between events alone; each of them goes through real sockets to the real server and
its database. What pages remember is looked at in real browsers (e2e/calls/many.spec.ts).
"""

import asyncio
import gc
import tracemalloc
from collections.abc import Iterator

import pytest

from chalkroom.classroom.connections import Bucket
from chalkroom.classroom.hub import Hub
from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Class

MINUTES = 120
FIRST_LOOK = 30
#: A leak of ten bytes for each event would be more.
MOST_GROWN_BYTES = 25_000
SERVER_FILES = (
    "*/chalkroom/*",
    "*/socketio/async_*server.py",
    "*/socketio/async_*manager.py",
    "*/engineio/async_server.py",
)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hours of chat in a minute would be too many tries."""
    monkeypatch.setattr(Bucket, "take", lambda bucket: True)


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


async def a_minute(room: Class, minute: int) -> None:
    """What three people do in a lively minute."""
    await asyncio.gather(*(a_minute_of(page, minute) for page in room.pages))
    await room.teacher.page.do("set-rules", {"join_muted": minute % 2 == 0})
    if minute % 5 == 0:
        # A network that breaks, and a page that is loaded anew.
        await room.ada.page.drop()
        await room.ada.page.connect()
        await room.ada.page.join()
        await room.emile.page.close()
        await room.emile.page.connect()
        await room.emile.page.join()
    for page in room.pages:
        page.heard.clear()


async def a_minute_of(page: RoomClient, minute: int) -> None:
    await page.do("media-state", {"audio": minute % 2 == 0, "video": True})
    await page.do("chat", {"client_id": f"minute-{minute}", "text": f"What is said in minute {minute}"})
    await page.do("raise-hand", {"raised": minute % 2 == 0})
    await page.do("react", {"reaction": "clap"})
    for _ in range(6):
        await page.do("report-quality", {"people": [], "own": {"quality": "good"}})


async def remembered(hub: Hub) -> int:
    """Bytes that the server's own code holds, without the measures of the last seconds that wait to be written."""
    await hub.measures.write(hub)
    gc.collect()
    snapshot = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, file) for file in SERVER_FILES])
    return sum(each.size for each in snapshot.statistics("filename"))


@pytest.mark.usefixtures("unhurried", "traced")
async def test_two_hours_leave_no_more_behind_than_half_an_hour(room: Class, hubs: list[Hub]) -> None:
    sizes: dict[int, int] = {}
    for minute in range(1, MINUTES + 1):
        await a_minute(room, minute)
        if minute in (FIRST_LOOK, MINUTES):
            sizes[minute] = await remembered(hubs[0])
    assert sizes[MINUTES] - sizes[FIRST_LOOK] < MOST_GROWN_BYTES
    assert len(hubs[0].connections) == len(room.pages)
    assert len(await room.lesson.log()) > MINUTES * len(room.pages)
