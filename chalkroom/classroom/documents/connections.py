"""One WebSocket each: whose it is, what it may do and how much, and the frames on their way to it."""

import asyncio
from collections import deque
from dataclasses import dataclass
from uuid import UUID

from starlette.websockets import WebSocket

from chalkroom.classroom.connections import Bucket
from chalkroom.classroom.documents import wire

MESSAGES_PER_SECOND, MESSAGES_BURST = 120, 600
"""A pen makes 60 a second at most, an awareness beside it some more."""
STEPS_PER_SECOND, STEPS_BURST = 0.2, 5
"""Questions for the document: each may be answered with all of it."""
BROKEN_PER_SECOND, BROKEN_BURST = 0.1, 5
UPDATE_BYTES_PER_SECOND, UPDATE_BYTES_BURST = 512 * 1024, 12 * 1024 * 1024
LARGEST_BACKLOG = 32 * 1024 * 1024
"""Bytes that may wait for somebody's line: a whole document and some minutes of what happens to it."""
SLOW = 256 * 1024
"""Bytes waiting from which on a line is spared what is only of the moment."""


class Close:
    """Close codes, as docs/protocol.md describes them."""

    BROKEN = 1007
    TRY_AGAIN = 1013
    CREDENTIAL_ENDED = 4401
    REMOVED = 4403
    GONE = 4404
    FULL = 4409
    TOO_LARGE = 4413
    TOO_MANY = 4429


@dataclass(frozen=True)
class Bearer:
    """Whose credential opened a connection: a participant's room token, or the sign-in of an account."""

    participant_id: UUID | None = None
    user_id: UUID | None = None
    sign_in_id: UUID | None = None


@dataclass(frozen=True)
class Standing:
    """Who somebody is in a document, and whether they may change it."""

    person: str
    """The participant's id; of an account that never came to the room, the account's."""
    name: str
    participant_id: UUID | None
    may_write: bool


class Connection:
    def __init__(self, websocket: WebSocket, bearer: Bearer, standing: Standing, *, ink: bool) -> None:
        self.bearer, self.standing, self.ink = bearer, standing, ink
        self.clients: list[int] = []
        self.received = 0
        """Updates, counted as they came."""
        self.saved = 0
        """How many of these, without a gap, are done with."""
        self._done: set[int] = set()
        self._websocket = websocket
        self._frames: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._wake = asyncio.Event()
        self._close_code: int | None = None
        self.messages = Bucket(MESSAGES_PER_SECOND, MESSAGES_BURST)
        self.steps = Bucket(STEPS_PER_SECOND, STEPS_BURST)
        self.broken = Bucket(BROKEN_PER_SECOND, BROKEN_BURST)
        self.update_bytes = Bucket(UPDATE_BYTES_PER_SECOND, UPDATE_BYTES_BURST)

    @property
    def person(self) -> str:
        return self.standing.person

    @property
    def name(self) -> str:
        return self.standing.name

    @property
    def is_slow(self) -> bool:
        return self._waiting_bytes > SLOW

    def send(self, frame: bytes) -> None:
        """Soon, in order. Whoever does not read is let go: nobody waits for them."""
        self._frames.append(frame)
        self._waiting_bytes += len(frame)
        if self._waiting_bytes > LARGEST_BACKLOG:
            self.close(Close.TRY_AGAIN)
        self._wake.set()

    def close(self, code: int) -> None:
        """After what was sent before. The first reason counts."""
        if self._close_code is None:
            self._close_code = code
            self._wake.set()

    def done(self, number: int) -> bool:
        """The update with this number is on disk, or needs not to be. Whether more of them are done without a gap."""
        self._done.add(number)
        before = self.saved
        while self.saved + 1 in self._done:
            self.saved += 1
            self._done.discard(self.saved)
        return self.saved > before

    def tell_saved(self) -> None:
        if self.ink:
            self.send(wire.saved(self.saved))

    async def write(self) -> None:
        """Sends what is to be sent, until the connection is closed from this side."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._frames and self._waiting_bytes <= LARGEST_BACKLOG:
                frame = self._frames.popleft()
                await self._websocket.send({"type": "websocket.send", "bytes": frame})
                self._waiting_bytes -= len(frame)
            if self._close_code is not None:
                await self._websocket.close(self._close_code)
                return
