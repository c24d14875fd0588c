"""A track's file, which FFmpeg reads and seeks in, and what is in it; the bytes come from the parent."""

import io
from collections.abc import Iterator
from typing import Any, Protocol

import av
from av.container import InputContainer
from av.error import FFmpegError

AHEAD = 512 * 1024
"""Bytes that are asked for at once: some seconds of a picture."""


class Parent(Protocol):
    """Whoever knows what was recorded; see order.py."""

    def read(self, track: int, start: int, end: int) -> bytes: ...
    def next_change(self, document: int) -> tuple[int, bytes] | None: ...
    def tell(self, **word: Any) -> None: ...


class TrackFile:
    def __init__(self, parent: Parent, track: int, size: int) -> None:
        self._parent, self._track, self._size = parent, track, size
        self._at = self._starts = 0
        self._known = b""

    def read(self, size: int) -> bytes:
        offset = self._at - self._starts
        if not 0 <= offset < len(self._known):
            end = min(self._size, self._at + max(size, AHEAD))
            self._known = self._parent.read(self._track, self._at, end) if self._at < end else b""
            self._starts, offset = self._at, 0
        part = self._known[offset : offset + size]
        self._at += len(part)
        return part

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at


def frames(container: InputContainer, stream: Any) -> Iterator[Any]:
    """What can be decoded of it: what is damaged is left out."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                return
            yield from packet.decode()
        except FFmpegError:
            continue


def seek(container: InputContainer, ms: float) -> None:
    """To where a decoder can begin, at or before this moment of the media; otherwise it stays where it is."""
    try:
        container.seek(int(ms * av.time_base / 1000))
    except FFmpegError:
        container.seek(0)
