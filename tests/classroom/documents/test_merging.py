"""Whatever people write, in whatever order it travels and whenever lines drop: in the end everybody has the same.

The network is made up, so that hypothesis may choose what travels next; documents, server and Yjs are the real ones.
"""

import asyncio
from collections import deque
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, TransactionEvent

from chalkroom.classroom.documents import document as documents
from chalkroom.classroom.documents import wire
from chalkroom.classroom.documents.connections import Bearer, Connection, Standing
from chalkroom.classroom.documents.content import Content, merged
from chalkroom.classroom.documents.document import Accepted, Document
from chalkroom.classroom.documents.models import DocumentKey, DocumentName
from chalkroom.classroom.documents.wire import Message, Reader, Sync

PEOPLE = 3
LIMIT = 10_000_000


class Page:
    """A Yjs client. What it says and what it is told travels only when somebody moves it on."""

    def __init__(self, server: Document, person: str) -> None:
        self.server, self.person = server, person
        self.doc: Doc = Doc()
        self.applying = False
        self.doc.observe(self.changed)
        self.to_server: deque[bytes] = deque()
        self.from_server: deque[bytes] = deque()
        self.connect()

    # As the way to this page.

    backlog = 0

    def send(self, message: bytes) -> None:
        self.from_server.append(message)

    def abort(self) -> None:
        raise AssertionError("nothing waits here")

    def pause(self) -> None:
        raise AssertionError("nothing here is large")

    def resume(self) -> None:
        raise AssertionError("nothing here is large")

    def connect(self) -> None:
        standing = Standing(self.person, self.person, None, may_write=True)
        self.from_server = deque()
        self.connection = Connection(self, Bearer(), standing, ink=True, limit=LIMIT)
        self.server.add(self.connection)
        self.server.greet(self.connection)
        self.to_server = deque([wire.sync_step_1(self.doc.get_state())])

    def drop(self) -> None:
        """With everything that was on its way, in both directions."""
        self.server.remove(self.connection)
        self.connect()

    def changed(self, event: TransactionEvent) -> None:
        if not self.applying and event.update != b"\x00\x00":
            self.to_server.append(wire.update(event.update))

    def send_one(self) -> bool:
        if not self.to_server:
            return False
        self.server.hear(self.connection, self.to_server.popleft())
        return True

    def hear_one(self) -> bool:
        if not self.from_server:
            return False
        reader = Reader(self.from_server.popleft())
        kind = reader.number()
        assert kind != Message.REFUSED, reader.text()
        if kind == Message.SYNC:
            step, data = reader.number(), reader.chunk()
            if step == Sync.STEP_1:
                self.to_server.append(wire.sync_step_2(self.doc.get_update(data)))
            else:
                self.applying = True
                self.doc.apply_update(data)
                self.applying = False
        return True

    def write(self, what: tuple[str, int, str]) -> None:
        kind, at, value = what
        text, items, things = (
            self.doc.get(name, type=of) for name, of in (("text", Text), ("items", Array), ("things", Map))
        )
        with self.doc.transaction():
            if kind == "insert":
                text.insert(_bytes(str(text)[:at]), value)
            elif kind == "delete" and len(text) > 0:
                start, end = (_bytes(str(text)[: at % len(str(text)) + more]) for more in (0, 1))
                del text[start:end]
            elif kind == "append":
                items.insert(at % (len(items) + 1), value)
            elif kind == "remove" and len(items):
                del items[at % len(items)]
            elif kind == "set":
                things[str(at)] = {"value": value}
            elif kind == "nest":
                things[str(at)] = Map({"value": value})
            elif kind == "unset" and str(at) in things:
                del things[str(at)]

    @property
    def content(self) -> tuple[Any, ...]:
        return _content(self.doc)


writing = st.tuples(
    st.sampled_from(["insert", "delete", "append", "remove", "set", "nest", "unset"]),
    st.integers(0, 5),
    st.text("ab é😀", min_size=1, max_size=3),
)
step = st.tuples(
    st.integers(0, PEOPLE - 1),
    st.one_of(writing, st.sampled_from(["send", "send", "hear", "hear", "tick", "drop"])),
)


@settings(max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(step, max_size=60))
def test_everybody_ends_with_the_same(steps: list[tuple[int, Any]]) -> None:
    asyncio.run(_play(steps))


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "TICK_SECONDS", 0)


async def _play(steps: list[tuple[int, Any]]) -> None:
    kept: list[bytes] = []

    def keep(accepted: Accepted) -> None:
        if accepted.change is not None:
            kept.append(accepted.change)

    content = Content([], types=0, limit=LIMIT)
    server = Document(DocumentKey(uuid4(), DocumentName.BOARD), content, keep)
    pages = [Page(server, str(number)) for number in range(PEOPLE)]
    for who, what in steps:
        page = pages[who]
        if what == "send":
            page.send_one()
        elif what == "hear":
            page.hear_one()
        elif what == "tick":
            await asyncio.sleep(0.001)
        elif what == "drop":
            page.drop()
        else:
            page.write(what)
    while _move_on(pages) or await _tick_and_move_on(pages):
        pass

    replayed = Content([merged(kept)] if kept else [], types=0, limit=LIMIT)
    expected = _content(content._doc)
    assert [page.content for page in pages] == [expected] * PEOPLE
    assert _content(replayed._doc) == expected, "the log makes the same document"
    assert content.clocks == replayed.clocks


def _move_on(pages: list[Page]) -> bool:
    moved = [page.send_one() or page.hear_one() for page in pages]
    return any(moved)


async def _tick_and_move_on(pages: list[Page]) -> bool:
    await asyncio.sleep(0.001)
    return _move_on(pages)


def _bytes(text: str) -> int:
    """pycrdt counts in bytes of UTF-8."""
    return len(text.encode())


def _content(doc: Doc) -> tuple[Any, ...]:
    things = doc.get("things", type=Map).to_py() or {}
    return str(doc.get("text", type=Text)), doc.get("items", type=Array).to_py(), things
