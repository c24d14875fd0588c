"""A document in pictures, one whenever it changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chalkroom.classroom.rights import DocumentName


@dataclass(frozen=True)
class Still:
    at_ms: int
    rgba: bytes
    """Four bytes for each point, line by line from the top. Nothing shines through."""


def film(
    frames: Iterable[tuple[int, bytes]],
    name: DocumentName,
    size: tuple[int, int],
    *,
    until_ms: int,
    most_per_second: float = 4,
) -> Iterator[Still]:
    """`frames` are (at_ms, Yjs update of version 1) in order, as replay/history.py gives them; `size` is in points.

    The first still is of the moment 0.
    """
    width, height = size
    yield Still(0, b"\xff" * (width * height * 4))
