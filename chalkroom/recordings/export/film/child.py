"""The process that composes: `python -m chalkroom.recordings.export.film.child`. It talks as order.py says."""

import errno
import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

import av.logging

from chalkroom.recordings.children import give_way
from chalkroom.recordings.export.failures import Failed, Failure
from chalkroom.recordings.export.film import composing
from chalkroom.recordings.export.film.order import LENGTH, Order
from chalkroom.recordings.replay.frames import unpack


class Parent:
    def __init__(self, heard: BinaryIO, said: BinaryIO) -> None:
        self._heard, self._said = heard, said

    def order(self) -> Order:
        return Order.model_validate_json(self._hear())

    def read(self, track: int, start: int, end: int) -> bytes:
        return self._ask({"read": [track, start, end]})

    def next_change(self, document: int) -> tuple[int, bytes] | None:
        """When, in milliseconds, and a Yjs update; None: there is no more."""
        change = self._ask({"next": document})
        return unpack(change) if change else None

    def tell(self, **word: Any) -> None:
        self._said.write(json.dumps(word).encode() + b"\n")
        self._said.flush()

    def _ask(self, question: dict[str, Any]) -> bytes:
        self.tell(**question)
        return self._hear()

    def _hear(self) -> bytes:
        head = self._heard.read(LENGTH.size)
        part = self._heard.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""
        if len(head) < LENGTH.size or len(part) < LENGTH.unpack(head)[0]:
            sys.exit("the parent is gone")
        return part


def do(make: Callable[[Order, Parent], None]) -> None:
    """All that such a process does: `make` writes what the order asks for."""
    give_way()
    av.logging.set_level(av.logging.PANIC)
    # What a library prints must not come between what we say.
    parent = Parent(sys.stdin.buffer, os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)
    try:
        make(parent.order(), parent)
    except Failed as failed:
        parent.tell(failed=failed.reason)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        parent.tell(failed=Failure.NO_SPACE)


if __name__ == "__main__":
    do(composing.compose)
