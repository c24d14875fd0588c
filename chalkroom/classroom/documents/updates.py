"""Reads an update before the library does.

Whoever may write sends what they like, and yrs, which applies it, was found to end the whole process on some of it: a
value nested 30 000 times, or the deletion of a map with 80 000 maps inside each other, overflows its stack, and no
`except` sees that. Other updates make it reserve much memory before it notices that they end early. So every update is
read here first, all of it; what does not fit together is refused, and yrs never sees it.

Reading says, too, what an update builds on. One that builds on something that is not here would lie in the document
unseen, for ever if need be: it waits outside instead (document.py).

What an update may consist of has bounds of its own beside its size: two bytes can make a struct, for which yrs takes
forty times as much.

The format is Yjs's update encoding, version 1 (yjs/src/utils/encoding.js, UpdateDecoder.js; values: lib0/encoding.js).
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

from chalkroom.classroom.documents.wire import Malformed, Reader

LARGEST_CLOCK = 2**31 - 1
DEEPEST_VALUE = 100
"""Values inside each other. JSON of people has five."""
MOST_PARTS = 300_000
"""Structs and deletions in one update. Typing a book has fewer: what is typed in a row is one."""
MOST_CLIENTS = 20_000
"""Yjs clients that one update speaks of. Each page that was ever opened is one."""
SLICE = 16 * 1024
"""Bytes that are read in some milliseconds."""
NOTHING = b"\x00\x00"
"""The update that changes nothing."""

# What a struct holds, by the low five bits of its first byte.
GC, DELETED, JSON, BINARY, STRING, EMBED, FORMAT, TYPE, ANY = range(9)
HAS_ORIGIN, HAS_RIGHT_ORIGIN, HAS_KEY = 0x80, 0x40, 0x20

# Shared types: array, map, text, XML element, fragment, hook, XML text. Two of them have a name.
TYPES_WITH_NAME = {3, 5}
LAST_TYPE = 6

# The values of lib0's "any", by their first byte: how many bytes follow where that is fixed.
FIXED_SIZE = {127: 0, 126: 0, 124: 4, 123: 8, 122: 8, 121: 0, 120: 0}
INTEGER, TEXT, OBJECT, ARRAY, BYTES = 125, 119, 118, 117, 116

Clocks = dict[int, int]
"""By the id of a Yjs client: how much it has written."""


@dataclass(slots=True)
class Update:
    """What an update brings and what it needs."""

    written: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By client: from which of its clocks up to, and without, which."""
    needed: Clocks = field(default_factory=dict)
    """By client: how much of it has to be there, this update included."""
    deletes: bool = False
    types: int = 0
    """Maps, texts and lists that it puts inside others."""

    def fits(self, clocks: Clocks) -> bool:
        """Whether all that it builds on is there."""
        for client, (start, _) in self.written.items():
            if start > clocks.get(client, 0):
                return False
        for client, clock in self.needed.items():
            if clock > max(clocks.get(client, 0), self.written.get(client, (0, 0))[1]):
                return False
        return True

    def news(self, clocks: Clocks) -> Clocks:
        """Whose clocks it advances, and to where. Empty for one that only deletes, or repeats."""
        return {client: end for client, (_, end) in self.written.items() if end > clocks.get(client, 0)}


def read(data: bytes) -> Update:
    """Raises Malformed for everything that is not one whole update."""
    steps = reading(data)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def reading(data: bytes) -> Generator[None, None, Update]:
    """The same, with a pause after every slice: a large update takes a second, in which others have to be served."""
    reader, update = UpdateReader(data), Update()
    yield from _clients(reader, update)
    for client, _, end in _deletions(reader):
        update.deletes = True
        _need(update, client, end)
        if reader.is_time_to_pause():
            yield
    if reader.at != len(data):
        raise Malformed("something follows the update")
    return update


def deletions(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Client, start and end of everything that an update deletes. It was read before, or is the server's own."""
    reader = UpdateReader(data, most_parts=len(data))
    for _ in _clients(reader, Update()):
        pass
    yield from _deletions(reader)


def clocks_of(state_vector: bytes) -> Clocks:
    reader = Reader(state_vector)
    return {reader.number(): reader.number() for _ in range(reader.number())}


class UpdateReader(Reader):
    def __init__(self, data: bytes, *, most_parts: int = MOST_PARTS) -> None:
        super().__init__(data)
        self._parts_left = most_parts
        self._pause_at = SLICE

    def count_part(self) -> None:
        self._parts_left -= 1
        if self._parts_left < 0:
            raise Malformed("it has too many parts")

    def is_time_to_pause(self) -> bool:
        if self.at < self._pause_at:
            return False
        self._pause_at = self.at + SLICE
        return True


def _clients(reader: UpdateReader, update: Update) -> Generator[None, None, None]:
    for _ in range(reader.number()):
        yield from _read_client(reader, update)


def _read_client(reader: UpdateReader, update: Update) -> Generator[None, None, None]:
    structs, client, clock = reader.number(), reader.number(), reader.number()
    if client in update.written:
        raise Malformed("a client comes twice")
    start = clock
    for _ in range(structs):
        reader.count_part()
        clock += yield from _read_struct(reader, update, client, clock)
        if clock > LARGEST_CLOCK:
            raise Malformed("a clock is too large")
        if reader.is_time_to_pause():
            yield
    update.written[client] = (start, clock)
    _count_clients(update.written)


def _read_struct(reader: UpdateReader, update: Update, client: int, clock: int) -> Generator[None, None, int]:
    """Its length: how far it moves its client's clock. It may refer to what its client wrote before, not to itself."""
    if reader.at >= len(reader.data):
        raise Malformed("it ends before its last struct")
    info = reader.data[reader.at]
    reader.at += 1
    kind = info & 31
    if kind == GC:
        return _length(reader)
    if info & HAS_ORIGIN:
        _read_id(reader, update, client, clock)
    if info & HAS_RIGHT_ORIGIN:
        _read_id(reader, update, client, clock)
    if not info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN):
        if reader.number() == 1:
            reader.text()  # the name of a root
        else:
            _read_id(reader, update, client, clock)
        if info & HAS_KEY:
            reader.text()
    if kind == ANY:
        count = _length(reader)
        yield from _skip_values(reader, count)
        return count
    return _read_content(reader, update, kind)


def _read_content(reader: Reader, update: Update, kind: int) -> int:
    if kind == STRING:
        text = reader.text()
        return _length_in_javascript(text) or _empty()
    if kind == TYPE:
        _read_type(reader, update)
    elif kind == DELETED:
        return _length(reader)
    elif kind == JSON:
        count = _length(reader)
        for _ in range(count):
            reader.text()
        return count
    elif kind == BINARY:
        reader.chunk()
    elif kind == EMBED:
        reader.text()
    elif kind == FORMAT:
        reader.text()
        reader.text()
    else:
        # Documents inside documents, and what only yrs knows: other clients could not read that.
        raise Malformed("a struct is of an unknown kind")
    return 1


def _read_type(reader: Reader, update: Update) -> None:
    kind = reader.number()
    if kind > LAST_TYPE:
        raise Malformed("a type is unknown")
    if kind in TYPES_WITH_NAME:
        reader.text()
    update.types += 1


def _read_id(reader: Reader, update: Update, by: int, at: int) -> None:
    client, clock = reader.number(), reader.number()
    if clock >= LARGEST_CLOCK:
        raise Malformed("a clock is too large")
    if client == by and clock >= at:
        raise Malformed("a struct refers to itself, or to a later one")
    _need(update, client, clock + 1)


def _need(update: Update, client: int, clock: int) -> None:
    if clock > update.needed.get(client, 0):
        update.needed[client] = clock
        _count_clients(update.needed)


def _count_clients(by_client: dict[int, Any]) -> None:
    if len(by_client) > MOST_CLIENTS:
        raise Malformed("it speaks of too many clients")


def _deletions(reader: UpdateReader) -> Iterator[tuple[int, int, int]]:
    for _ in range(reader.number()):
        client = reader.number()
        for _ in range(reader.number()):
            reader.count_part()
            start = reader.number()
            end = start + _length(reader)
            if end > LARGEST_CLOCK:
                raise Malformed("a clock is too large")
            yield client, start, end


def _skip_values(reader: UpdateReader, count: int) -> Generator[None, None, None]:
    """Values of lib0's "any". Without recursion: that is what this is to prevent."""
    data, size = reader.data, len(reader.data)
    left = [count]
    """Of each array or object that we are inside, how many values are left. Negative for objects: each has a key."""
    while left:
        if reader.is_time_to_pause():
            yield
        if left[-1] == 0:
            left.pop()
            continue
        if left[-1] < 0:
            left[-1] += 1
            reader.chunk()
        else:
            left[-1] -= 1
        if reader.at >= size:
            raise Malformed("it ends within a value")
        kind = data[reader.at]
        reader.at += 1
        fixed = FIXED_SIZE.get(kind)
        if fixed is not None:
            reader.at += fixed
        elif kind == INTEGER:
            _skip_integer(reader)
        elif kind == TEXT:
            reader.text()
        elif kind in (ARRAY, OBJECT):
            if len(left) >= DEEPEST_VALUE:
                raise Malformed("values are nested too deeply")
            length = reader.number()
            left.append(length if kind == ARRAY else -length)
        elif kind == BYTES:
            reader.chunk()
        else:
            raise Malformed("a value is of an unknown kind")


def _skip_integer(reader: Reader) -> None:
    """A signed number of lib0: as long as the highest bit is set, another byte follows."""
    data = reader.data
    for _ in range(10):
        if reader.at >= len(data):
            break
        reader.at += 1
        if data[reader.at - 1] < 128:
            return
    raise Malformed("a number is too long")


def _length(reader: Reader) -> int:
    return reader.number() or _empty()


def _empty() -> int:
    raise Malformed("something has no length")


def _length_in_javascript(text: str) -> int:
    """UTF-16 units: what lies beyond the first 65 536 characters counts twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
