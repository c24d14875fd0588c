"""Updates that do not fit yet: they wait beside the document, for a while."""

from collections.abc import Callable
from dataclasses import dataclass

from chalkroom.classroom.documents.connections import Connection
from chalkroom.classroom.documents.updates import Update

WAITING_SECONDS = 10
"""How long an update may wait for what it builds on."""
MOST_WAITING = 200
"""Updates of one person."""


@dataclass
class Waiting:
    """An update that builds on something that is not here yet, or that speaks for a client of somebody else.

    Both come about honestly: whoever was offline may type before they have sent what they typed then, and after a crash
    of the server two people may bring the same update. A moment later it fits. If not, it is refused.
    """

    connection: Connection
    number: int
    data: bytes
    update: Update
    until: float


class WaitingRoom:
    def __init__(self, limit: int) -> None:
        """`limit` is how many bytes of one person may wait, however often they come."""
        self._limit = limit
        self._waiting: list[Waiting] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, asked: Waiting) -> bool:
        """False if it may not wait."""
        theirs = [waiting for waiting in self._waiting if waiting.connection.person == asked.connection.person]
        size = sum(len(waiting.data) for waiting in theirs) + len(asked.data)
        if len(theirs) >= MOST_WAITING or size > self._limit:
            return False
        self._waiting.append(asked)
        return True

    def next(self, fits: Callable[[Waiting], bool]) -> Waiting | None:
        """One that fits by now. It waits no longer."""
        ready = next((waiting for waiting in self._waiting if fits(waiting)), None)
        if ready:
            self._waiting.remove(ready)
        return ready

    def forget(self, connection: Connection) -> None:
        self._waiting = [waiting for waiting in self._waiting if waiting.connection is not connection]
