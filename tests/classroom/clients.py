"""People in rooms, for tests: a real Socket.IO client each, that remembers everything it hears."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import aiohttp
import socketio
from socketio.exceptions import ConnectionError

EVENTS = [
    "user-joined",
    "user-updated",
    "user-left",
    "offer",
    "answer",
    "ice-candidate",
    "lobby",
    "admitted",
    "inside",
    "session-updated",
    "room-updated",
    "muted",
    "unmute-asked",
    "reaction",
    "media-reported",
    "room-key",
    "chat",
    "chat-changed",
    "carrier",
    "carrier-settled",
    "carrier-away",
    "recording",
    "recording-saved",
    "session-ended",
    "denied",
    "removed",
    "replaced",
]
PATIENCE = 20  # seconds; a busy machine is slow, and no test waits in vain


def _http() -> aiohttp.ClientSession:
    """Reads every answer to its end: Engine.IO's client drops those to polls it no longer cares for, half read."""

    async def read_whole(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
        response = await send(request)
        if response.status != HTTPStatus.SWITCHING_PROTOCOLS:
            await response.read()
        return response

    return aiohttp.ClientSession(middlewares=[read_whole])


class Refused(Exception):
    """The server would not open the socket."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem["code"])
        self.problem = problem


@dataclass
class RoomClient:
    """One page of one person. `heard` is everything the server sent, in order."""

    address: str
    token: str
    language: str = "en"
    transport: str = "websocket"
    connection_id: str = field(default_factory=lambda: str(uuid4()))
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    joined: dict[str, Any] = field(default_factory=dict)
    """What the room said on the latest entry."""
    closed: bool = False

    def __post_init__(self) -> None:
        self._news = asyncio.Condition()
        self._refusal: dict[str, Any] = {}
        self._websockets: list[Any] = []
        self.sio = socketio.AsyncClient(reconnection=False, http_session=_http)
        for event in EVENTS:
            self.sio.on(event, self._hearing(event))
        self.sio.on("connect_error", self._refused)
        self.sio.on("disconnect", self._disconnected)

    # Saying.

    async def connect(self) -> None:
        await self.connect_with({"token": self.token, "language": self.language})

    async def connect_with(self, auth: Any) -> None:
        try:
            await self.sio.connect(self.address, auth=auth, transports=[self.transport], wait_timeout=PATIENCE)
        except ConnectionError as error:
            raise Refused(self._refusal["data"]) from error
        self.closed = False
        if self.transport == "websocket":
            self._websockets.append(self.sio.eio.ws)

    async def ask(self, event: str, payload: Any = None) -> dict[str, Any]:
        """Emit, and give the acknowledgement."""
        return await self.sio.call(event, {} if payload is None else payload, timeout=PATIENCE)  # pyright: ignore

    async def do(self, event: str, payload: Any = None) -> dict[str, Any]:
        """Emit something that has to succeed."""
        answer = await self.ask(event, payload)
        assert answer["ok"], answer
        return answer

    async def problem(self, event: str, payload: Any = None) -> dict[str, Any]:
        """Emit something that has to be refused, and give the problem."""
        answer = await self.ask(event, payload)
        assert not answer["ok"], answer
        return answer["problem"]

    async def join(self, *, audio: bool = True, video: bool = True, **more: Any) -> dict[str, Any]:
        payload = {"connection_id": self.connection_id, "audio": audio, "video": video, **more}
        self.joined = await self.do("join-room", payload)
        return self.joined

    async def close(self) -> None:
        """As a page that goes away."""
        await self.sio.disconnect()
        for websocket in self._websockets:
            # After a brutal end the client's library leaves its side of the connection open.
            websocket._response.close()
        self._websockets.clear()

    async def drop(self) -> None:
        """As a network that breaks: the transport ends without a word."""
        websocket: Any = self.sio.eio.ws
        websocket._response.connection.transport.abort()
        await self.until(lambda: self.closed, "the dropped client to notice")

    async def go_away(self) -> None:
        """As a browser's page that is closed: its WebSocket says 1001 and nothing else is said."""
        websocket: Any = self.sio.eio.ws
        await websocket.close(code=1001)
        await self.until(lambda: self.closed, "the closed page to notice")

    def fall_silent(self) -> Callable[[], None]:
        """As a laptop that is shut: nothing is read, and so no ping is answered. Gives what opens it again."""
        websocket: Any = self.sio.eio.ws
        transport = websocket._response.connection.transport
        transport.pause_reading()
        return transport.resume_reading

    # Hearing.

    async def until(self, condition: Callable[[], Any], what: str) -> None:
        async with self._news:
            try:
                await asyncio.wait_for(self._news.wait_for(condition), PATIENCE)
            except TimeoutError:
                raise AssertionError(f"Waited in vain for {what}; heard {self.heard}") from None

    async def hears(self, event: str, **expected: Any) -> dict[str, Any]:
        """The first such event, taken out of `heard`; waits for it."""

        def find() -> int | None:
            for index, (name, payload) in enumerate(self.heard):
                if name == event and all(payload.get(key) == value for key, value in expected.items()):
                    return index
            return None

        await self.until(lambda: find() is not None, f"{event} {expected}")
        index = find()
        assert index is not None
        return self.heard.pop(index)[1]

    async def hears_close(self) -> None:
        await self.until(lambda: self.closed, "the server to close")
        # The library says so a moment before it is ready to connect again.
        async with asyncio.timeout(PATIENCE):
            while self.sio.eio.state != "disconnected":
                await asyncio.sleep(0.01)

    def has_heard(self, event: str) -> bool:
        return any(name == event for name, _ in self.heard)

    def _hearing(self, event: str) -> Callable[[dict[str, Any]], Any]:
        async def hear(payload: dict[str, Any]) -> None:
            async with self._news:
                self.heard.append((event, payload))
                self._news.notify_all()

        return hear

    async def _refused(self, error: dict[str, Any]) -> None:
        self._refusal = error

    async def _disconnected(self, _reason: str = "") -> None:
        async with self._news:
            self.closed = True
            self._news.notify_all()
