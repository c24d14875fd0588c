"""Who points where: the awareness of y-protocols, in which nobody can speak for somebody else.

A Yjs client has a number that it chose, and anybody can write any number. The number belongs to the person who used it
first, for as long as the document is open; within that person to the connection that used it last. What a state says
about its `user` is replaced by what the server knows.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from chalkroom.classroom.documents import wire
from chalkroom.classroom.documents.wire import Malformed, Reader

COLORS = ("#c23b2a", "#1e6b50", "#2457c5", "#8a4fbf", "#b8620a", "#0e7490", "#a3266b", "#5b6b12")
CLIENTS_PER_CONNECTION = 4
LARGEST_MESSAGE = 64 * 1024
LARGEST_STATE = 16 * 1024
"""Bytes of JSON: a selection, a place, a name."""
GONE = "null"


class Speaker(Protocol):
    """A connection, as far as awareness is concerned."""

    clients: list[int]
    """The numbers of its Yjs clients, the first one first."""

    @property
    def person(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(slots=True)
class Known:
    clock: int
    speaker: Speaker
    entry: bytes
    """As it is sent."""


Changes = dict[int, bytes]
"""By the client's number: what is to be sent about it."""


class Awareness:
    def __init__(self) -> None:
        self._known: dict[int, Known] = {}
        self._owners: dict[int, str] = {}
        self._colors: dict[str, str] = {}

    def claim(self, client: int, speaker: Speaker) -> bool:
        """Whether this client's number is this person's; it is from now on, if it was nobody's."""
        if client in speaker.clients:
            return True
        if len(speaker.clients) >= CLIENTS_PER_CONNECTION:
            return False
        if self._owners.setdefault(client, speaker.person) != speaker.person:
            return False
        speaker.clients.append(client)
        return True

    def belongs_to_another(self, client: int, person: str) -> bool:
        return self._owners.get(client, person) != person

    def hear(self, speaker: Speaker, message: bytes) -> Changes:
        """What somebody says about themselves. What they say about others is passed over: Yjs clients report, too, who
        they have not heard of for long. Raises Malformed."""
        if len(message) > LARGEST_MESSAGE:
            raise Malformed("an awareness message is too large")
        reader, changes = Reader(message), Changes()
        for _ in range(reader.number()):
            client, clock, text = reader.number(), reader.number(), reader.chunk()
            if len(text) > LARGEST_STATE:
                raise Malformed("an awareness state is too large")
            known = self._known.get(client)
            state = self._state(speaker, text)
            outdated = known is not None and clock <= known.clock and state != GONE
            if outdated or not self.claim(client, speaker):
                continue
            changes[client] = entry = wire.awareness_entry(client, clock, state)
            if state == GONE:
                self._known.pop(client, None)
            else:
                self._known[client] = Known(clock, speaker, entry)
        return changes

    def leave(self, speaker: Speaker) -> Changes:
        """Who is gone with a connection. A client that is there through another one since stays."""
        changes = Changes()
        for client in speaker.clients:
            known = self._known.get(client)
            if known and known.speaker is speaker:
                del self._known[client]
                # With the clock it had: that is how y-protocols tells that somebody else removed a state.
                changes[client] = wire.awareness_entry(client, known.clock, GONE)
        return changes

    def everyone(self) -> list[bytes]:
        return [known.entry for known in self._known.values()]

    def _state(self, speaker: Speaker, text: bytes) -> str:
        state: Any = wire.parsed(text)
        if state is None:
            return GONE
        if not isinstance(state, dict):
            raise Malformed("an awareness state is no object")
        state["user"] = {"id": speaker.person, "name": speaker.name, "color": self._color(speaker.person)}
        return wire.compact(state)

    def _color(self, person: str) -> str:
        return self._colors.setdefault(person, COLORS[len(self._colors) % len(COLORS)])
