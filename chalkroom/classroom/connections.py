"""One socket each: whose it is, and how much it may send."""

import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from chalkroom.classroom.models import ParticipantRole
from chalkroom.kit.language import Language
from chalkroom.kit.limiting import TooManyTries

EVENTS_PER_SECOND = 50
BURST = 200
CUT_OFF = 4
"""Times the allowance at which a connection is closed."""
REACTIONS_PER_SECOND, REACTIONS_BURST = 3, 10
CHAT_PER_SECOND, CHAT_BURST = 5, 20
"""What everyone in the room sees is limited to what a person does."""
FAILURES_PER_SECOND, FAILURES_BURST = 0.5, 10
"""Of a page that does not get onto the carrier: each of them is a question to LiveKit."""
QUALITY_PER_SECOND, QUALITY_BURST = 0.2, 3
"""Twice as often as pages do it."""
SOCKETS_PER_TOKEN = 3


class Flood(Exception):
    """This connection sends so much that answering it would harm the others."""


class Bucket:
    """A token bucket: `rate` events a second on average, `burst` at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._level, self._at = burst, time.monotonic()

    def take(self, cost: float = 1) -> bool:
        now = time.monotonic()
        self._level = min(self.burst, self._level + (now - self._at) * self.rate)
        self._at = now
        if self._level < cost:
            return False
        self._level -= cost
        return True


@dataclass
class Connection:
    sid: str
    session_id: UUID
    participant_id: str
    role: ParticipantRole
    token_hash: bytes
    language: Language
    admitted: bool
    """Whether the door is open to this person once the teacher is there."""
    co_host: bool = False
    looking: bool = False
    """In the green room, and wants to know who is inside."""
    last_seen: dict[str, Any] | None = None
    """What it was last told about who is inside."""
    _allowance: Bucket = field(default_factory=lambda: Bucket(EVENTS_PER_SECOND, BURST))
    _patience: Bucket = field(default_factory=lambda: Bucket(EVENTS_PER_SECOND * CUT_OFF, BURST * CUT_OFF))

    _reactions: Bucket = field(default_factory=lambda: Bucket(REACTIONS_PER_SECOND, REACTIONS_BURST))
    _chat: Bucket = field(default_factory=lambda: Bucket(CHAT_PER_SECOND, CHAT_BURST))
    _carrier_failures: Bucket = field(default_factory=lambda: Bucket(FAILURES_PER_SECOND, FAILURES_BURST))
    _quality: Bucket = field(default_factory=lambda: Bucket(QUALITY_PER_SECOND, QUALITY_BURST))

    def count_event(self) -> None:
        """Raises TooManyTries above the allowance, Flood far above it."""
        if not self._patience.take():
            raise Flood
        _count(self._allowance)

    def count_reaction(self) -> None:
        _count(self._reactions)

    def count_carrier_failure(self) -> None:
        _count(self._carrier_failures)

    def count_quality(self) -> None:
        _count(self._quality)

    def count_chat(self) -> None:
        _count(self._chat)


def _count(bucket: Bucket) -> None:
    if not bucket.take():
        raise TooManyTries(1)
