"""What happened in a document within a moment, and what each of the others is told of it: a frame of each kind."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from chalkroom.classroom.documents import wire
from chalkroom.classroom.documents.connections import Connection
from chalkroom.classroom.documents.content import merged

Done = tuple[Connection | None, bytes]
"""What somebody did. None: the server did it, and everybody is told."""


@dataclass
class Tick:
    changes: list[Done] = field(default_factory=list)
    """Updates."""
    awareness: dict[int, Done] = field(default_factory=dict)
    """The latest entry of each Yjs client."""
    ink: dict[Any, Done] = field(default_factory=dict)
    """By what may be replaced by something later; in order."""

    def tell(self, connections: Iterable[Connection]) -> None:
        updates = Frames(self.changes, lambda changes: wire.update(merged(changes)))
        awareness = Frames(self.awareness.values(), wire.awareness)
        ink = Frames(self.ink.values(), wire.ink)
        for connection in connections:
            updates.send(connection)
            # Cursors and pens of a moment ago are of no use to a line that cannot even carry the strokes.
            if not connection.is_slow:
                awareness.send(connection)
                if connection.ink:
                    ink.send(connection)


class Frames:
    """One kind of message: the same frame for everybody, but for those who did something and do not get it back."""

    def __init__(self, done: Collection[Done], make: Callable[[list[bytes]], bytes]) -> None:
        everything = [what for _, what in done]
        self._everything = make(everything) if everything else None
        self._without: dict[Connection, bytes | None] = {}
        for author in {by for by, _ in done if by is not None}:
            others = [what for by, what in done if by is not author]
            self._without[author] = make(others) if others else None

    def send(self, connection: Connection) -> None:
        frame = self._without.get(connection, self._everything)
        if frame is not None:
            connection.send(frame)
