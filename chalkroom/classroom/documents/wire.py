"""The bytes of the wire: y-protocols' messages, and those of our own. docs/protocol.md describes them.

Numbers are lib0's variable-length unsigned integers; texts and byte strings come behind their length in bytes.
"""

import json
from enum import IntEnum
from typing import Any

INK_PROTOCOL = "chalkroom.ink.1"
DOCUMENTS_PROTOCOL = "chalkroom.documents.1"
LARGEST_NUMBER = 2**53 - 1
"""What a JavaScript number holds exactly."""


class Malformed(Exception):
    """These bytes are no message."""


class Message(IntEnum):
    SYNC = 0
    AWARENESS = 1
    QUERY_AWARENESS = 3
    SAVED = 100
    REFUSED = 101
    STATE = 102
    INK = 103


class Sync(IntEnum):
    STEP_1 = 0
    """"This is what I have": a state vector."""
    STEP_2 = 1
    """"This is what you lack": an update."""
    UPDATE = 2


class Reader:
    """Reads bytes from the front. Raises Malformed where they end too early."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        value, shift = 0, 0
        while True:
            if self.at >= len(self.data):
                raise Malformed("it ends within a number")
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                break
            shift += 7
            if shift > 49:
                raise Malformed("a number is too large")
        if value > LARGEST_NUMBER:
            raise Malformed("a number is too large")
        return value

    def chunk(self) -> bytes:
        length = self.number()
        end = self.at + length
        if end > len(self.data):
            raise Malformed("it ends within a byte string")
        taken = self.data[self.at : end]
        self.at = end
        return taken

    def text(self) -> str:
        try:
            return self.chunk().decode()
        except UnicodeDecodeError as error:
            raise Malformed("a text is not UTF-8") from error

    def json(self) -> Any:
        return parsed(self.chunk())


def number(value: int) -> bytes:
    if value < 128:
        return bytes((value,))
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def chunk(data: bytes) -> bytes:
    return number(len(data)) + data


def sync_step_1(state_vector: bytes) -> bytes:
    return bytes((Message.SYNC, Sync.STEP_1)) + chunk(state_vector)


def sync_step_2(update: bytes) -> bytes:
    return bytes((Message.SYNC, Sync.STEP_2)) + chunk(update)


def update(merged: bytes) -> bytes:
    return bytes((Message.SYNC, Sync.UPDATE)) + chunk(merged)


def awareness(entries: list[bytes]) -> bytes:
    return bytes((Message.AWARENESS,)) + chunk(number(len(entries)) + b"".join(entries))


def awareness_entry(client: int, clock: int, state: str) -> bytes:
    return number(client) + number(clock) + chunk(state.encode())


def saved(count: int) -> bytes:
    return bytes((Message.SAVED,)) + number(count)


def refused(reason: str, which: int) -> bytes:
    return bytes((Message.REFUSED,)) + chunk(reason.encode()) + number(which)


def state(**members: Any) -> bytes:
    return bytes((Message.STATE,)) + chunk(compact(members).encode())


def ink(entries: list[bytes]) -> bytes:
    """`entries` are JSON already, each made once for everybody who gets it."""
    return bytes((Message.INK,)) + chunk(b"[" + b",".join(entries) + b"]")


def parsed(text: bytes) -> Any:
    """JSON as every client reads it: Python's reader also takes NaN, over which others stumble. Raises Malformed."""
    try:
        return _DECODER.decode(text.decode())
    except (ValueError, RecursionError) as error:
        raise Malformed("a text is not JSON") from error


def compact(value: Any) -> str:
    """In ASCII: half a character, which JSON can escape, could not be sent otherwise.

    Raises Malformed for what was read as infinite (1e999): that has no word in JSON.
    """
    try:
        return _ENCODER.encode(value)
    except (ValueError, RecursionError) as error:
        raise Malformed("this cannot be said in JSON") from error


def _not_json(constant: str) -> None:
    raise Malformed(f"{constant} is not JSON")


# Made once: json.loads and json.dumps with options make one for each call, which takes longer than a short text.
_DECODER = json.JSONDecoder(parse_constant=_not_json)
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
