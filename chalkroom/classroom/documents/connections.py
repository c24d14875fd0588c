"""One WebSocket each: whose it is, what it may do and how much, and the way to its page."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from chalkroom.classroom.connections import Bucket
from chalkroom.classroom.documents import wire

MESSAGES_PER_SECOND, MESSAGES_BURST = 120, 600
"""A pen makes 60 a second at most, an awareness beside it some more."""
QUESTIONS_PER_SECOND, QUESTIONS_BURST = 0.2, 5
"""Each may be answered with the whole document, or with everybody's awareness."""
BROKEN_PER_SECOND, BROKEN_BURST = 0.1, 5
UPDATE_BYTES_PER_SECOND = 512 * 1024
MEGABYTE = 1024 * 1024
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


class Line(Protocol):
    """The way to somebody's page."""

    def send(self, message: bytes) -> None: ...
    def abort(self) -> None: ...
    def pause(self) -> None:
        """Nothing more is read from it."""
        ...

    def resume(self) -> None: ...
    @property
    def backlog(self) -> int:
        """Bytes that it has not taken yet."""
        ...


class Connection:
    def __init__(self, line: Line, bearer: Bearer, standing: Standing, *, ink: bool, limit: int) -> None:
        """`limit` is how many bytes the document may have."""
        self.bearer, self.standing, self.ink = bearer, standing, ink
        self.clients: list[int] = []
        self.is_open = False
        """Whether anything may be sent: not before the socket was accepted."""
        self.received = 0
        """Updates, counted as they came."""
        self.saved = 0
        """How many of these, without a gap, are done with."""
        self.close_code: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        """Why the connection is closed from this side, once it is."""
        self.reading: asyncio.Task[None] | None = None
        """A large update of theirs that is being read. What they say meanwhile waits in `postponed`."""
        self.postponed: deque[bytes] = deque()
        self._line = line
        self._done: set[int] = set()
        self.messages = Bucket(MESSAGES_PER_SECOND, MESSAGES_BURST)
        self.questions = Bucket(QUESTIONS_PER_SECOND, QUESTIONS_BURST)
        self.broken = Bucket(BROKEN_PER_SECOND, BROKEN_BURST)
        # One who was away for long brings all of it at once.
        self.update_bytes = Bucket(UPDATE_BYTES_PER_SECOND, limit + 2 * MEGABYTE)
        # Bytes that may wait for their line: the whole document some times, and what happens to it meanwhile.
        self._largest_backlog = 2 * limit + 12 * MEGABYTE

    @property
    def person(self) -> str:
        return self.standing.person

    @property
    def name(self) -> str:
        return self.standing.name

    @property
    def is_slow(self) -> bool:
        return self._line.backlog > SLOW

    @property
    def is_closing(self) -> bool:
        return self.close_code.done()

    def send(self, message: bytes) -> None:
        """In order. Whoever does not read is let go: nobody waits for them."""
        if self.is_closing or not self.is_open:
            return
        self._line.send(message)
        if self._line.backlog > self._largest_backlog:
            self._line.abort()  # a close frame would wait behind all of it

    def close(self, code: int) -> None:
        """After what was sent before. The first reason counts."""
        if not self.is_closing:
            self.close_code.set_result(code)

    def pause(self) -> None:
        self._line.pause()

    def resume(self) -> None:
        self._line.resume()

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
