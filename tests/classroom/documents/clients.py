"""Somebody with a document open: a real WebSocket and a real Yjs document that speaks y-protocols as any client."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import websockets
from pycrdt import Doc, Map, Text, TransactionEvent
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from chalkroom.classroom.documents import wire
from chalkroom.classroom.documents.wire import DOCUMENTS_PROTOCOL, INK_PROTOCOL, Message, Reader, Sync
from tests.classroom.clients import PATIENCE


class Denied(Exception):
    """The server answered without opening the socket."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code')}")
        self.status, self.code = status, problem.get("code")


@dataclass
class DocumentClient:
    address: str
    session_id: str
    name: str
    credential: str | None
    ink: bool = True
    doc: Doc = field(default_factory=Doc)
    frames: list[tuple[Message, Any]] = field(default_factory=list)
    """Everything that was heard, in order."""
    sent: int = 0
    """Updates, as the server counts them."""
    saved: int = 0
    synced: bool = False
    awareness: dict[int, Any] = field(default_factory=dict)
    close_code: int | None = None

    def __post_init__(self) -> None:
        self._news = asyncio.Condition()
        self._applying = False
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self._outbox: list[bytes] = []
        self.clock = 0
        self._subscription = self.doc.observe(self._changed)

    # Opening and closing.

    async def open(self, *, protocols: list[str] | None = None, headers: dict[str, str] | None = None) -> None:
        """Raises Denied. Returns once the document is in step with the server's."""
        offered = [DOCUMENTS_PROTOCOL, *([INK_PROTOCOL] if self.ink else [])] if protocols is None else protocols
        if self.credential is not None:
            offered = [*offered, f"bearer.{self.credential}"]
        url = f"{self.address.replace('http', 'ws', 1)}/documents/{self.session_id}/{self.name}"
        try:
            self._socket = await websockets.connect(
                url,
                subprotocols=offered,  # pyright: ignore[reportArgumentType]
                additional_headers=headers,
                max_size=None,
                proxy=None,
                open_timeout=PATIENCE,
            )
        except InvalidStatus as refused:
            body = refused.response.body
            raise Denied(refused.response.status_code, json.loads(body) if body else {}) from refused
        self.sent = self.saved = 0
        self.synced, self.close_code = False, None
        self._reading = asyncio.create_task(self._read())
        await self.send(wire.sync_step_1(self.doc.get_state()))
        await self.until(lambda: self.synced)

    @property
    def subprotocol(self) -> str | None:
        assert self._socket
        return self._socket.subprotocol

    async def close(self) -> None:
        if self._socket:
            await self._socket.close()
        if self._reading:
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading

    async def drop(self) -> None:
        """The line is gone, without a word."""
        assert self._socket
        self._socket.transport.abort()
        await self.hears_close()

    # Saying.

    async def send(self, message: bytes) -> None:
        assert self._socket
        await self._socket.send(message)

    async def send_update(self, update: bytes) -> int:
        """The update's number on this connection."""
        await self.send(wire.update(update))
        self.sent += 1
        return self.sent

    async def flush(self) -> None:
        """What was changed in `doc` here goes out, an update each."""
        outbox, self._outbox = self._outbox, []
        for update in outbox:
            await self.send_update(update)

    async def write(self, key: str, value: Any) -> None:
        self.map[key] = value
        await self.flush()

    async def say(self, client: int, state: dict[str, Any] | None, clock: int | None = None) -> None:
        """An awareness state."""
        self.clock += 1
        entry = wire.awareness_entry(client, self.clock if clock is None else clock, json.dumps(state))
        await self.send(wire.awareness([entry]))

    async def ink_of(self, payload: dict[str, Any]) -> None:
        await self.send(bytes((Message.INK,)) + wire.chunk(json.dumps(payload).encode()))

    # What there is.

    @property
    def map(self) -> Map:
        return self.doc.get("map", type=Map)

    @property
    def text(self) -> Text:
        return self.doc.get("text", type=Text)

    @property
    def content(self) -> dict[str, Any]:
        return self.map.to_py() or {}

    def heard(self, kind: Message) -> list[Any]:
        return [content for of, content in self.frames if of == kind]

    @property
    def state(self) -> dict[str, Any]:
        """How things stand, as the server last said."""
        return self.heard(Message.STATE)[-1]

    # Hearing.

    async def until(self, condition: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(condition)

    async def has(self, **expected: Any) -> None:
        await self.until(lambda: all(self.content.get(key) == value for key, value in expected.items()))

    async def all_saved(self) -> None:
        await self.until(lambda: self.saved >= self.sent)

    async def hears_close(self) -> int:
        await self.until(lambda: self.close_code is not None)
        assert self.close_code
        return self.close_code

    async def is_answered(self) -> None:
        """Everything said before has been read: the server answers in order."""
        before = len(self.heard(Message.SYNC))
        await self.send(wire.sync_step_1(self.doc.get_state()))
        await self.until(lambda: any(step == Sync.STEP_2 for step, _ in self.heard(Message.SYNC)[before:]))

    async def _read(self) -> None:
        assert self._socket
        try:
            async for message in self._socket:
                assert isinstance(message, bytes)
                await self._take(Reader(message))
        except ConnectionClosed:
            pass
        async with self._news:
            self.close_code = self._socket.close_code or 1006
            self._news.notify_all()

    async def _take(self, reader: Reader) -> None:
        kind = Message(reader.number())
        content = await self._understand(kind, reader)
        async with self._news:
            self.frames.append((kind, content))
            self._news.notify_all()

    async def _understand(self, kind: Message, reader: Reader) -> Any:
        match kind:
            case Message.SYNC:
                step, data = Sync(reader.number()), reader.chunk()
                if step == Sync.STEP_1:
                    await self.send(wire.sync_step_2(self.doc.get_update(data)))
                    self.sent += 1
                else:
                    self._apply(data)
                    self.synced = self.synced or step == Sync.STEP_2
                return step, data
            case Message.AWARENESS:
                return self._hear_awareness(Reader(reader.chunk()))
            case Message.SAVED:
                self.saved = reader.number()
                return self.saved
            case Message.REFUSED:
                return reader.text(), reader.number()
            case _:
                return reader.json()

    def _hear_awareness(self, reader: Reader) -> dict[int, Any]:
        states: dict[int, Any] = {}
        for _ in range(reader.number()):
            client, _clock, state = reader.number(), reader.number(), reader.json()
            states[client] = state
            if state is None:
                self.awareness.pop(client, None)
            else:
                self.awareness[client] = state
        return states

    def _apply(self, update: bytes) -> None:
        self._applying = True
        try:
            self.doc.apply_update(update)
        finally:
            self._applying = False

    def _changed(self, event: TransactionEvent) -> None:
        if not self._applying and event.update != b"\x00\x00":
            self._outbox.append(event.update)
