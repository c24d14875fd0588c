"""The Socket.IO server: what it accepts, whose each socket is, and every answer as an acknowledgement."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import socketio
import structlog
from pydantic import ValidationError
from socketio.exceptions import ConnectionRefusedError
from socketio.packet import EVENT, Packet
from sqlalchemy.exc import OperationalError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chalkroom.classroom import events, tokens
from chalkroom.classroom.chat import events as chat
from chalkroom.classroom.connections import SOCKETS_PER_TOKEN, Connection, Flood
from chalkroom.classroom.e2ee import events as e2ee
from chalkroom.classroom.errors import BadRoomToken, NotInRoom, TooManySockets
from chalkroom.classroom.handling import Events, Handler
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.messages import Credentials, FromClient, Nothing
from chalkroom.classroom.models import Admission
from chalkroom.classroom.order import events as order
from chalkroom.classroom.quality import events as quality
from chalkroom.classroom.recording import events as recording
from chalkroom.classroom.sfu import events as sfu
from chalkroom.kit import language
from chalkroom.kit.http import DatabaseAway
from chalkroom.kit.origins import host_of
from chalkroom.kit.problems import Problem, ServerFault
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.tokens import hash_token
from chalkroom.kit.validation import InvalidInput

logger = structlog.get_logger()

FEATURES = (events, order, chat, sfu, quality, e2ee, recording)
EVENTS: Events = {name: event for feature in FEATURES for name, event in feature.EVENTS.items()}
"""Everything that a client may say."""

LARGEST_MESSAGE = 256 * 1024  # bytes
PING_SECONDS = 5
MEANT = (1000, 1001)
"""Close codes of a WebSocket whose client, or its page, is done (RFC 6455, section 7.4.1). Others are accidents."""
CLOSE_CODE = "chalkroom.close_code"


def make_hub(runtime: Runtime) -> Hub:
    # The libraries log every malformed packet with a traceback: a stranger could fill the disk with that.
    quiet = logging.getLogger("chalkroom.sockets")
    quiet.setLevel(logging.CRITICAL)
    sio = socketio.AsyncServer(
        async_mode="asgi",
        # One event of a connection after the other: a candidate never overtakes its description.
        async_handlers=False,
        serializer=StrictPacket,
        cors_allowed_origins=_same_host,
        max_http_buffer_size=LARGEST_MESSAGE,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        logger=quiet,  # pyright: ignore[reportArgumentType]  (documented, and annotated too narrowly)
        engineio_logger=quiet,
    )
    hub = Hub(runtime, sio)
    sio.on("connect", _opening(hub))
    sio.on("disconnect", _closing(hub))
    for name, (message, handler) in EVENTS.items():
        sio.on(name, _answering(hub, message, handler))
    unknown = _answering(hub, Nothing, events.refuse_unknown)

    async def anything_else(_event: str, sid: str, *payload: object) -> dict[str, Any]:
        return await unknown(sid, *payload)

    sio.on("*", anything_else)
    return hub


def with_sockets(hub: Hub, api: ASGIApp) -> ASGIApp:
    """Sockets and everything else as one application; its lifespan is that of `api`."""
    return NoteCloseCode(socketio.ASGIApp(hub.sio, other_asgi_app=api))


class StrictPacket(Packet):
    """Packets of the room: JSON text only. Attachments would let a client fill the memory before it is answered, and an
    event named like one of the server's own would reach that handler."""

    uses_binary_events = False

    def decode(self, encoded_packet: Any) -> int:
        attachments = super().decode(encoded_packet)
        if attachments:
            raise ValueError("binary packets are not accepted")
        if self.packet_type == EVENT:
            name = self.data[0] if isinstance(self.data, list) and self.data else None
            if not isinstance(name, str) or name in ("connect", "disconnect", "*"):
                raise ValueError("not an event")
        return 0


class NoteCloseCode:
    """Keeps the code with which a WebSocket closed: only that tells a page that went away from a lost network."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noting() -> Message:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                scope[CLOSE_CODE] = message.get("code")
            return message

        await self.app(scope, noting if scope["type"] == "websocket" else receive, send)


def _opening(hub: Hub) -> Callable[..., Awaitable[None]]:
    async def connect(sid: str, environ: dict[str, Any], auth: object) -> None:
        spoken = language.choose(None)
        try:
            credentials = _credentials(auth)
            spoken = language.choose(credentials.language)
            await _open(hub, sid, credentials.token, spoken)
        except Exception as error:
            body = _problem(error, "connect").body(spoken)
            raise ConnectionRefusedError(body["detail"], body) from error

    return connect


def _closing(hub: Hub) -> Callable[..., Awaitable[None]]:
    async def disconnect(sid: str, reason: str) -> None:
        connection = hub.connections.get(sid)
        if connection is None:
            return
        environ = hub.sio.get_environ(sid) or {}
        closed_with = environ.get("asgi.scope", {}).get(CLOSE_CODE)
        hub.closed(connection, cleanly=reason == hub.sio.reason.CLIENT_DISCONNECT or closed_with in MEANT)

    return disconnect


def _answering(hub: Hub, message_type: type[FromClient], handler: Handler) -> Callable[..., Awaitable[dict[str, Any]]]:
    async def answer(sid: str, *payload: object) -> dict[str, Any]:
        connection = hub.connections.get(sid)
        spoken = connection.language if connection else "en"
        try:
            if connection is None:
                raise NotInRoom()
            connection.count_event()
            message = _read(message_type, payload[0] if payload else {})
            return {"ok": True} | (await handler(hub, connection, message) or {})
        except Flood:
            hub.close(sid)
            return {"ok": False}
        except Exception as error:
            return {"ok": False, "problem": _problem(error, handler.__name__).body(spoken)}

    return answer


async def _open(hub: Hub, sid: str, token: str, spoken: language.Language) -> None:
    async with hub.transaction() as db:
        session_id = (await tokens.bearer(db, token)).session_id
    async with hub.presence.hold(session_id) as room:
        # Again, now that nobody can end the session meanwhile.
        async with hub.transaction() as db:
            participant = await tokens.bearer(db, token)
        connection = Connection(
            sid=sid,
            session_id=session_id,
            participant_id=str(participant.id),
            role=participant.role,
            token_hash=hash_token(token),
            language=spoken,
            admitted=participant.admission is Admission.ADMITTED,
            co_host=participant.co_host,
        )
        await hub.learn_rules(room)
        same_token = [other for other in room.connections.values() if other.token_hash == connection.token_hash]
        if len(same_token) >= SOCKETS_PER_TOKEN:
            raise TooManySockets()
        room.connections[sid] = hub.connections[sid] = connection


def _credentials(auth: object) -> Credentials:
    try:
        return Credentials.model_validate(auth)
    except ValidationError as error:
        raise BadRoomToken() from error


def _read(message_type: type[FromClient], payload: object) -> FromClient:
    try:
        return message_type.model_validate({} if payload is None else payload)
    except ValidationError as error:
        # The first part of a location says where a value came from, as for requests over HTTP.
        errors = error.errors(include_url=False, include_input=False)
        raise InvalidInput([{**item, "loc": ("body", *item["loc"])} for item in errors]) from error


def _problem(error: Exception, event: str) -> Problem:
    if isinstance(error, Problem):
        return error
    logger.error("fault", socket_event=event, exc_info=error)
    return DatabaseAway() if isinstance(error, OperationalError) else ServerFault()


def _same_host(origin: str | None, environ: dict[str, Any]) -> bool:
    """Pages of this very host. The scheme may differ: TLS often ends at a proxy."""
    host = environ.get("HTTP_X_FORWARDED_HOST") or environ.get("HTTP_HOST")
    return origin is not None and host_of(origin) == host
