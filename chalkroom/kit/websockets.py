"""WebSockets without the way through ASGI, for those that carry thirty frames a second to everyone in a room.

uvicorn's protocol answers the handshake, pings and closes as ever, and an ASGI application decides about all of it. But
once accepted, a connection may be taken over: messages come as calls, and frames go straight to the transport. That
saves a queue, a task's wake-up, two system calls and a frame object for each message.
"""

import struct
from collections.abc import Callable
from typing import Any, cast

import structlog
from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import (
    Frame,
    apply_mask,  # pyright: ignore[reportPrivateImportUsage]  (the quickest there is here)
)
from websockets.http11 import Request

log = structlog.get_logger()

EXTENSION = "chalkroom.direct"
UNCOMPRESSED = ("/documents/",)
"""Paths whose messages are small and many: compressing each would cost more than it saves."""
# RFC 6455, section 5.2.
BINARY = 0x82
"""The first byte of a binary message in one frame."""
MASKED = 0x80
"""Of the second byte; clients mask what they send."""
SHORT = 64 * 1024
"""Bytes of a frame up to which it is read here."""

Listener = Callable[[bytes], None]


class DirectWebSockets(WebSocketsSansIOProtocol):
    """For uvicorn's `ws` option."""

    listener: Listener | None = None
    _arrived = b""
    """The beginning of a frame whose end has not come yet."""
    _for_library = 0
    """Bytes of the current frame that are still to come, and that the library reads."""

    def handle_connect(self, event: Request) -> None:
        if event.path.startswith(UNCOMPRESSED) and "Sec-WebSocket-Extensions" in event.headers:
            del event.headers["Sec-WebSocket-Extensions"]
        super().handle_connect(event)
        if not self.handshake_complete:  # else it was refused
            scope = cast(dict[str, Any], self.scope)
            scope["extensions"][EXTENSION] = self

    def data_received(self, data: bytes) -> None:
        """Once taken over, short binary messages are read here, in a fraction of the time; the library reads others."""
        if self.listener is None:
            super().data_received(data)
            return
        data = self._arrived + data
        at = 0
        while at < len(data):
            if self._for_library:
                part = data[at : at + self._for_library]
                self._for_library -= len(part)
                at += len(part)
                super().data_received(part)
                continue
            frame = _frame_at(data, at)
            if frame is None:
                break
            payload, size = frame
            if data[at] != BINARY or not data[at + 1] & MASKED or size > SHORT:
                self._for_library = size
                continue
            if at + size > len(data):
                break
            self._hear(apply_mask(data[at + payload : at + size], data[at + payload - 4 : at + payload]))
            at += size
        self._arrived = data[at:]

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets go of the other side at once: they refer to each other, and what was received would wait for the garbage
        collector, megabytes of it where somebody floods."""
        super().connection_lost(exc)
        if self.listener:
            self.listener, self.frames, self._arrived = None, [], b""
            self.conn.reader.buffer.clear()
            del cast(dict[str, Any], self.scope)["extensions"][EXTENSION]

    def handle_cont(self, event: Frame) -> None:
        """Into one piece at once: a message in a million pieces would take sixty times its size."""
        if not isinstance(self.frames[0], bytearray):
            self.frames = cast(list[bytes], [bytearray(self.frames[0])])
        self.frames[0] += event.data
        if event.fin:
            self.send_receive_event_to_app()

    def send_receive_event_to_app(self) -> None:
        if self.listener is None or self.curr_msg_data_type == "text":
            super().send_receive_event_to_app()
            return
        (message,) = self.frames
        self.frames = []
        self._hear(bytes(message))

    def _hear(self, message: bytes) -> None:
        if self.close_sent or self.listener is None:
            return
        try:
            self.listener(message)
        except Exception as error:  # one message of one connection: uvicorn would end it without a word
            log.error("fault", path=self.scope["path"], exc_info=error)


class Line:
    """An accepted WebSocket that was taken over."""

    def __init__(self, protocol: DirectWebSockets) -> None:
        self._protocol = protocol

    @classmethod
    def of(cls, websocket: WebSocket) -> "Line":
        """Of a connection to `chalkroom serve`, or any uvicorn with `ws=DirectWebSockets`."""
        return cls(websocket.scope["extensions"][EXTENSION])

    def listen(self, listener: Listener, *, largest: int) -> None:
        """Every binary message from now on, of at most so many bytes. Text, and the end, still come through ASGI."""
        self._protocol.listener = listener
        self._protocol.conn.max_message_size = largest

    def pause(self) -> None:
        """Nothing more is read: the other side has to wait. What was read already is still heard."""
        if not self._protocol.transport.is_closing():
            self._protocol.transport.pause_reading()

    def resume(self) -> None:
        if not self._protocol.transport.is_closing():
            self._protocol.transport.resume_reading()

    def send(self, message: bytes) -> None:
        """One binary message, as soon as the line takes it."""
        if not self._protocol.close_sent and not self._protocol.transport.is_closing():
            self._protocol.transport.write(_header(len(message)) + message)

    def abort(self) -> None:
        """The end, without a word, and without what was not sent yet."""
        self._protocol.transport.abort()

    @property
    def backlog(self) -> int:
        """Bytes that the line has not taken yet."""
        return self._protocol.transport.get_write_buffer_size()


def _header(length: int) -> bytes:
    """Of a frame from a server, which is not masked (RFC 6455, section 5.2)."""
    if length < 126:
        return bytes((BINARY, length))
    if length < 65536:
        return struct.pack("!BBH", BINARY, 126, length)
    return struct.pack("!BBQ", BINARY, 127, length)


def _frame_at(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the payload of a client's frame begins, and how long the whole is; None if too little is there to tell."""
    if len(data) < at + 2:
        return None
    length, header = data[at + 1] & ~MASKED, 2
    if length >= 126:
        header = 4 if length == 126 else 10
        if len(data) < at + header:
            return None
        length = int.from_bytes(data[at + 2 : at + header])
    if data[at + 1] & MASKED:
        header += 4
    return header, header + length
