"""What happened in a document within a moment, and what each of the others is told of it: a frame of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from chalkroom.classroom.documents import wire
from chalkroom.classroom.documents.connections import Connection
from chalkroom.classroom.documents.content import merged


@dataclass
class Tick:
    """Each with whose it is; nobody is told what they did themselves. None: the server's own, for everybody."""

    changes: list[tuple[Connection | None, bytes]] = field(default_factory=list)
    """Updates."""
    awareness: dict[int, tuple[Connection | None, bytes]] = field(default_factory=dict)
    """The latest entry of each Yjs client."""
    ink: dict[Any, tuple[Connection | None, bytes]] = field(default_factory=dict)
    """By what may be replaced by something later; in order."""

    def tell(self, connections: Iterable[Connection]) -> None:
        everything = Frames.of(self, None)
        spoke = {by for by, _ in (*self.changes, *self.awareness.values(), *self.ink.values())}
        for connection in connections:
            frames = Frames.of(self, connection) if connection in spoke else everything
            frames.send(connection)


@dataclass
class Frames:
    """What one receiver gets of a tick."""

    update: bytes | None
    awareness: bytes | None
    ink: bytes | None

    @classmethod
    def of(cls, tick: Tick, receiver: Connection | None) -> "Frames":
        """`receiver` None: for all who did nothing in it."""
        changes = _of_others(tick.changes, receiver)
        entries = _of_others(tick.awareness.values(), receiver)
        ink = _of_others(tick.ink.values(), receiver)
        return cls(
            update=wire.update(merged(changes)) if changes else None,
            awareness=wire.awareness(entries) if entries else None,
            ink=wire.ink(ink) if ink else None,
        )

    def send(self, connection: Connection) -> None:
        if self.update:
            connection.send(self.update)
        # Cursors and pens of a moment ago are of no use to a line that cannot even carry the strokes.
        if connection.is_slow:
            return
        if self.awareness:
            connection.send(self.awareness)
        if self.ink and connection.ink:
            connection.send(self.ink)


def _of_others(done: Iterable[tuple[Connection | None, bytes]], receiver: Connection | None) -> list[bytes]:
    return [what for by, what in done if by is None or by is not receiver]
