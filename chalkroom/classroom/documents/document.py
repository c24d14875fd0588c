"""One document that somebody has open: takes updates, and tells the others once a tick what happened in it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from chalkroom.classroom.documents import updates, wire
from chalkroom.classroom.documents.awareness import Awareness, Changes
from chalkroom.classroom.documents.connections import Close, Connection
from chalkroom.classroom.documents.content import Content, Refused
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.documents.tick import Tick
from chalkroom.classroom.documents.updates import NOTHING, Update
from chalkroom.classroom.documents.waiting import WAITING_SECONDS, Waiting, WaitingRoom
from chalkroom.classroom.documents.wire import Malformed, Message, Reader, Sync
from chalkroom.classroom.errors import TooManySockets

logger = structlog.get_logger()

TICK_SECONDS = 0.033
CONNECTIONS_PER_PERSON = 10
LARGEST_INK = 4 * 1024
"""Bytes of JSON."""
LARGEST_MESSAGE = 1024 * 1024
"""Bytes, of what is no update. An update may have as many as the document."""
LARGE = 64 * 1024
"""Bytes of an update from which on it is read in slices."""


class Document:
    def __init__(self, key: DocumentKey, content: Content, keep: Callable[["Accepted"], None]) -> None:
        """`keep` is given everything that was accepted, and everything that is to be counted as saved."""
        self.key, self.content = key, content
        self.connections: list[Connection] = []
        self._keep = keep
        self._awareness = Awareness()
        self._waiting = WaitingRoom(content.limit)
        self._reading = asyncio.Lock()
        """One large update at a time."""
        self._tick = Tick()
        self._tick_due: asyncio.TimerHandle | None = None
        self._told_percent = self._percent

    # Coming and going.

    def add(self, connection: Connection) -> None:
        """Raises TooManySockets."""
        if sum(other.person == connection.person for other in self.connections) >= CONNECTIONS_PER_PERSON:
            raise TooManySockets()
        self.connections.append(connection)

    def greet(self, connection: Connection) -> None:
        """The first words on a connection: how things stand, what the server has, and who is there."""
        connection.is_open = True
        self.tell_state(connection)
        connection.send(wire.sync_step_1(self.content.state_vector()))
        if everyone := self._awareness.everyone():
            connection.send(wire.awareness(everyone))

    def remove(self, connection: Connection) -> None:
        self.connections.remove(connection)
        self._waiting.forget(connection)
        self._note_awareness(None, self._awareness.leave(connection))

    def tell_state(self, connection: Connection) -> None:
        if connection.ink:
            size, limit = self.content.size, self.content.limit
            connection.send(wire.state(may_write=connection.standing.may_write, bytes=size, limit=limit))

    @property
    def _percent(self) -> int:
        return 100 * self.content.size // self.content.limit

    # What clients say.

    def hear(self, connection: Connection, message: bytes) -> None:
        """Everything a client may send; what it sends wrongly harms nobody else."""
        if not connection.messages.take():
            connection.close(Close.TOO_MANY)
        elif connection.reading:
            connection.postponed.append(message)
        else:
            self._hear(connection, message)

    def _hear(self, connection: Connection, message: bytes) -> None:
        try:
            self._read(connection, Reader(message))
        except Malformed:
            self._count_broken(connection)

    def _read(self, connection: Connection, reader: Reader) -> None:
        kind = reader.number()
        if kind == Message.SYNC:
            step = reader.number()
            if step in (Sync.STEP_2, Sync.UPDATE):
                self._take_from(connection, reader.chunk())
            elif len(reader.data) > LARGEST_MESSAGE:
                connection.close(Close.TOO_LARGE)
            elif step == Sync.STEP_1:
                self._answer(connection, reader.chunk())
        elif len(reader.data) > LARGEST_MESSAGE:
            connection.close(Close.TOO_LARGE)
        elif kind == Message.AWARENESS:
            self._note_awareness(connection, self._awareness.hear(connection, reader.chunk()))
        elif kind == Message.QUERY_AWARENESS:
            self._answer(connection, None)
        elif kind == Message.INK and connection.ink:
            self._take_ink(connection, reader)

    def _answer(self, connection: Connection, state_vector: bytes | None) -> None:
        """What somebody lacks of the document; None: who is there."""
        if not connection.questions.take():
            connection.close(Close.TOO_MANY)
        elif state_vector is None:
            connection.send(wire.awareness(self._awareness.everyone()))
        else:
            connection.send(wire.sync_step_2(self.content.missing(state_vector)))

    def _take_from(self, connection: Connection, data: bytes) -> None:
        connection.received += 1
        number = connection.received
        if data == NOTHING:
            self._keep(Accepted(connection, number))
            return
        if len(data) > self.content.limit:
            self._refuse(connection, number, "full")
            return
        if not connection.update_bytes.take(len(data)):
            connection.close(Close.TOO_MANY)
            return
        if len(data) > LARGE:
            connection.reading = asyncio.create_task(self._take_in_slices(connection, number, data))
            return
        try:
            update = updates.read(data)
        except Malformed:
            self._refuse(connection, number, "broken")
        else:
            self._take_read(connection, number, data, update)

    async def _take_in_slices(self, connection: Connection, number: int, data: bytes) -> None:
        """A large update. Others are served between the slices; its sender has to wait, so that order stays."""
        connection.pause()
        try:
            async with self._reading:
                update = await _read_in_slices(data)
            if connection in self.connections and not connection.is_closing:
                self._take_read(connection, number, data, update)
        except Malformed:
            self._refuse(connection, number, "broken")
        except Exception as error:
            logger.error("update not read", session_id=str(self.key.session_id), exc_info=error)
            connection.close(Close.TRY_AGAIN)
        finally:
            connection.reading = None
            connection.resume()
        while connection.postponed and not connection.reading and not connection.is_closing:
            self._hear(connection, connection.postponed.popleft())

    def _take_read(self, connection: Connection, number: int, data: bytes, update: Update) -> None:
        if not connection.standing.may_write:
            # A Yjs client that connects sends what the server may lack. Mostly that is nothing.
            if self.content.knows(data, update):
                self._keep(Accepted(connection, number))
            else:
                self._refuse(connection, number, "read_only")
            return
        self._take_or_wait(Waiting(connection, number, data, update, _now() + WAITING_SECONDS))

    def _take_or_wait(self, asked: Waiting) -> None:
        if self._fits(asked):
            self._take(asked)
            self._take_what_waited()
        elif self._waiting.add(asked):
            self._wake_up()
        else:
            self._refuse(asked.connection, asked.number, "broken")

    def _fits(self, asked: Waiting) -> bool:
        if not asked.update.fits(self.content.clocks):
            return False
        person = asked.connection.person
        news = asked.update.news(self.content.clocks)
        return not any(self._awareness.belongs_to_another(client, person) for client in news)

    def _take(self, asked: Waiting) -> None:
        connection = asked.connection
        if not connection.standing.may_write:  # not any more, for one that waited
            self._refuse(connection, asked.number, "read_only")
            return
        types = self.content.types
        try:
            change = self.content.take(asked.data, asked.update)
        except Refused as refused:
            self._refuse(connection, asked.number, refused.reason)
            return
        if change is not None:
            self._tick.changes.append((connection, change))
            self._wake_up()
        self._keep(Accepted(connection, asked.number, change, self.content.types - types))

    def _take_what_waited(self) -> None:
        """As long as one of them fits, another one may fit after it."""
        while ready := self._waiting.next(self._fits):
            self._take(ready)

    def _give_up_on_what_waits(self) -> None:
        now = _now()
        while late := self._waiting.next(lambda waiting: waiting.until <= now):
            self._refuse(late.connection, late.number, "broken")

    def _refuse(self, connection: Connection, number: int, reason: str) -> None:
        """Clients of ours begin anew from what the server has. Others cannot be told, and go on with what they have."""
        if connection.ink:
            connection.send(wire.refused(reason, number))
        elif reason == "full":
            connection.close(Close.FULL)
        elif reason == "broken":
            connection.close(Close.BROKEN)
        self._keep(Accepted(connection, number))
        if reason == "broken":
            self._count_broken(connection)

    def _count_broken(self, connection: Connection) -> None:
        if not connection.broken.take():
            connection.close(Close.TOO_MANY)

    def _note_awareness(self, by: Connection | None, changes: Changes) -> None:
        for client, entry in changes.items():
            self._tick.awareness[client] = (by, entry)
        if changes:
            self._wake_up()

    def _take_ink(self, connection: Connection, reader: Reader) -> None:
        text = reader.chunk()
        if len(text) > LARGEST_INK or not connection.standing.may_write:
            return
        payload = wire.parsed(text)
        if not isinstance(payload, dict) or not isinstance(payload.get("k"), str):
            raise Malformed("ink has no key")
        client = connection.clients[0] if connection.clients else 0
        # What was read as JSON goes on as it came.
        entry = b'["%b",%d,%b]' % (connection.person.encode(), client, text)
        # The latest of a key takes the place of those before it, at the end: what came later stays later.
        key = (connection, payload["k"]) if payload.get("latest") is True else object()
        self._tick.ink.pop(key, None)
        self._tick.ink[key] = (connection, entry)
        self._wake_up()

    # Telling.

    def put(self, source: Content) -> None:
        """A copy of another document. Raises Refused."""
        self._put(source.state(), source.as_update_for(self.content))

    def put_update(self, data: bytes) -> None:
        """An update that the server made itself. Raises Refused."""
        self._put(data, updates.read(data))

    def _put(self, data: bytes, update: Update) -> None:
        types = self.content.types
        change = self.content.take(data, update)
        if change is not None:
            self._tick.changes.append((None, change))
            self._wake_up()
            self._keep(Accepted(None, 0, change, self.content.types - types))

    def _wake_up(self) -> None:
        if self._tick_due is None:
            self._tick_due = asyncio.get_running_loop().call_later(TICK_SECONDS, self._tell)

    def _tell(self) -> None:
        """Everything that happened in this tick: one frame each for updates, awareness and ink."""
        self._tick_due = None
        self._give_up_on_what_waits()
        tick, self._tick = self._tick, Tick()
        tick.tell(self.connections)
        if self._percent != self._told_percent:
            self._told_percent = self._percent
            for connection in self.connections:
                self.tell_state(connection)
        if self._waiting:
            self._wake_up()


@dataclass
class Accepted:
    """An update of a connection that was settled, and what was new in it, which is still to be saved."""

    connection: Connection | None
    number: int
    change: bytes | None = None
    types: int = 0
    """How many maps, texts and lists it put inside others."""


async def _read_in_slices(data: bytes) -> Update:
    steps = updates.reading(data)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
        await asyncio.sleep(0)


def _now() -> float:
    return asyncio.get_running_loop().time()
