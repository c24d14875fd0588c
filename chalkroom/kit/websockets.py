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
from websockets.frames import Frame
from websockets.http11 import Request

log = structlog.get_logger()

EXTENSION = "chalkroom.direct"
UNCOMPRESSED = ("/documents/",)
"""Paths whose messages are small and many: compressing each would cost more than it saves."""
BINARY = 0x82  # RFC 6455, section 5.2: the last fragment of a binary message, which is its only one

Listener = Callable[[bytes], None]


class DirectWebSockets(WebSocketsSansIOProtocol):
    """For uvicorn's `ws` option."""

    listener: Listener | None = None

    def handle_connect(self, event: Request) -> None:
        if event.path.startswith(UNCOMPRESSED) and "Sec-WebSocket-Extensions" in event.headers:
            del event.headers["Sec-WebSocket-Extensions"]
        super().handle_connect(event)
        if not self.handshake_complete:  # else it was refused
            scope = cast(dict[str, Any], self.scope)
            scope["extensions"][EXTENSION] = self

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
        if self.close_sent:
            return
        try:
            self.listener(bytes(message))
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
