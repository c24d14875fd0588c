"""A document that a whole term was written in opens as quickly as one of a lesson."""

import time
from uuid import UUID

from pycrdt import Doc, Map
from sqlalchemy import delete, func, select

from chalkroom.classroom.documents import service, updates
from chalkroom.classroom.documents.connections import Bearer, Connection, Standing
from chalkroom.classroom.documents.content import Content
from chalkroom.classroom.documents.document import Accepted
from chalkroom.classroom.documents.keeping import SNAPSHOT_ENTRIES, Keeper
from chalkroom.classroom.documents.models import DocumentKey, DocumentName, DocumentSnapshot
from chalkroom.classroom.models import LogEntry
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from tests.classroom.conftest import Lesson

PEOPLE, BATCHES = 100, 200
LIMIT = 10 * 1024 * 1024
MOST_SECONDS = 1


class NoLine:
    backlog = 0

    def send(self, message: bytes) -> None: ...
    def abort(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...


async def test_twenty_thousand_entries_of_the_log_load_at_once(lesson: Lesson, runtime: Runtime) -> None:
    key = DocumentKey(UUID(lesson.session["id"]), DocumentName.BOARD)
    await _write(key, runtime)
    async with runtime.database.transaction() as db:
        of_it = select(func.count()).where(LogEntry.session_id == key.session_id, LogEntry.kind == "document")
        assert await db.scalar(of_it) == PEOPLE * BATCHES

    begun = time.perf_counter()
    async with runtime.database.transaction() as db:
        loaded = await service.load(db, key)
    content = Content(loaded.parts, types=loaded.types, limit=LIMIT)
    took = time.perf_counter() - begun
    assert loaded.entries < SNAPSHOT_ENTRIES
    assert len(_keys(content.state())) == PEOPLE * BATCHES
    assert took < MOST_SECONDS, f"{took:.2f} s"

    # The replay's question, at its worst: no snapshot helps, and every entry is read.
    begun = time.perf_counter()
    async with runtime.database.transaction() as db:
        await db.execute(delete(DocumentSnapshot))
        replayed = await service.state_at(db, key, clock.now())
    from_the_log = time.perf_counter() - begun
    assert _keys(replayed) == _keys(content.state())
    assert from_the_log < 10 * MOST_SECONDS, f"{from_the_log:.2f} s"
    print(
        f"{len(replayed) / 1024:.0f} KB: {took:.3f} s with its snapshot, {from_the_log:.3f} s from the first stroke on"
    )


async def _write(key: DocumentKey, runtime: Runtime) -> None:
    """A stroke of each person in each batch, kept as the server keeps them."""
    content = Content([], types=0, limit=LIMIT)
    async with runtime.database.transaction() as db:
        keeper = Keeper(runtime.database, key, content, await service.load(db, key))
    connections = [
        Connection(NoLine(), Bearer(), Standing(str(UUID(int=at)), "Ada", None, may_write=True), ink=False, limit=LIMIT)
        for at in range(PEOPLE)
    ]
    pages: list[Doc] = [Doc() for _ in connections]
    for batch in range(BATCHES):
        for connection, page in zip(connections, pages, strict=True):
            before = page.get_state()
            stroke = {"type": "freedraw", "points": [[at * 1.5, at * 0.3] for at in range(10)]}
            page.get("map", type=Map)[f"{connection.person}.{batch}"] = stroke
            data = page.get_update(before)
            update = updates.read(data)
            keeper._batch.add(Accepted(connection, batch + 1, content.take(data, update)))
        await keeper.save()


def _keys(state: bytes) -> set[str]:
    doc: Doc = Doc()
    doc.apply_update(state)
    return set(doc.get("map", type=Map).to_py() or {})
