"""The WebSocket of a document: who comes in, and until when."""

import asyncio
import contextlib
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from starlette.websockets import WebSocket, WebSocketState

from chalkroom.accounts.errors import SignedOut
from chalkroom.classroom.documents.connections import MEGABYTE, Bearer, Close, Connection, Standing
from chalkroom.classroom.documents.credentials import bearer_of
from chalkroom.classroom.documents.document import Document
from chalkroom.classroom.documents.hub import Documents
from chalkroom.classroom.documents.models import DocumentKey, DocumentName
from chalkroom.classroom.documents.wire import DOCUMENTS_PROTOCOL, INK_PROTOCOL
from chalkroom.kit import language
from chalkroom.kit.origins import host_of
from chalkroom.kit.problems import NotAllowed, NotFound, Problem, ServerFault
from chalkroom.kit.runtime import Run, Runtime
from chalkroom.kit.websockets import Line

logger = structlog.get_logger()

router = APIRouter()

BEARER = "bearer."
BEYOND_THE_LIMIT = 2 * MEGABYTE
"""So much more than a document may hold can be sent: the sender is told that it is too much."""


def _documents(websocket: WebSocket) -> Documents:
    return websocket.app.state.hub.documents


@router.websocket("/documents/{session_id}/{name}")
@router.websocket("/documents/{session_id}/{name}/{owner}")
async def open_document(
    websocket: WebSocket,
    run: Run,
    documents: Annotated[Documents, Depends(_documents)],
    session_id: str,
    name: str,
    owner: str | None = None,
) -> None:
    try:
        _require_same_host(websocket)
        key = _key(session_id, name, owner)
        bearer = await _bearer(run, websocket, key.session_id)
        async with run.database.transaction() as db:
            standing = await documents.standing(db, key, bearer)
        async with documents.opened(key) as document:
            await _attend(websocket, documents, document, bearer, standing)
    except Problem as problem:  # before the socket was accepted
        await _deny(websocket, problem)
    except Exception as error:
        logger.error("document", session_id=session_id, name=name, exc_info=error)
        with contextlib.suppress(Exception):
            if websocket.application_state is WebSocketState.CONNECTING:
                await _deny(websocket, ServerFault())
            else:
                await websocket.close(Close.TRY_AGAIN)


async def _attend(
    websocket: WebSocket, documents: Documents, document: Document, bearer: Bearer, standing: Standing
) -> None:
    offered = websocket.scope["subprotocols"]
    spoken = next((protocol for protocol in (INK_PROTOCOL, DOCUMENTS_PROTOCOL) if protocol in offered), None)
    line, limit = Line.of(websocket), document.content.limit
    connection = Connection(line, bearer, standing, ink=spoken == INK_PROTOCOL, limit=limit)
    document.add(connection)
    try:
        # Again, now that nothing can be decided about them without their being asked.
        await documents.review(document.key.session_id)
        await websocket.accept(spoken)
        line.listen(lambda message: _hear(document, connection, message), largest=limit + BEYOND_THE_LIMIT)
        document.greet(connection)
        await _until_closed(websocket, connection)
    finally:
        document.remove(connection)


def _hear(document: Document, connection: Connection, message: bytes) -> None:
    if not connection.is_closing:
        document.hear(connection, message)


async def _until_closed(websocket: WebSocket, connection: Connection) -> None:
    """By either side."""
    gone = asyncio.create_task(_until_gone(websocket, connection))
    await asyncio.wait((gone, connection.close_code), return_when=asyncio.FIRST_COMPLETED)
    if gone.done():
        return
    gone.cancel()
    await websocket.close(connection.close_code.result())


async def _until_gone(websocket: WebSocket, connection: Connection) -> None:
    """Messages of this protocol are heard elsewhere; here come others, and the end."""
    while (await websocket.receive())["type"] != "websocket.disconnect":
        connection.close(Close.BROKEN)


def _key(session_id: str, name: str, owner: str | None) -> DocumentKey:
    try:
        return DocumentKey(UUID(session_id), DocumentName(name), UUID(owner) if owner else None)
    except ValueError as error:
        raise NotFound() from error


async def _bearer(run: Runtime, websocket: WebSocket, session_id: UUID) -> Bearer:
    """Whose credential was shown. A subprotocol is the only place where a browser can put one: a query is logged."""
    offered: list[str] = websocket.scope["subprotocols"]
    credential = next((each.removeprefix(BEARER) for each in offered if each.startswith(BEARER)), None)
    if credential is None:
        raise SignedOut()
    return await bearer_of(run, credential, session_id)


def _require_same_host(websocket: WebSocket) -> None:
    """Pages of this very host; programs that are no browser say no origin."""
    origin = websocket.headers.get("origin")
    host = websocket.headers.get("x-forwarded-host") or websocket.headers.get("host")
    if origin is not None and host_of(origin) != host:
        raise NotAllowed()


async def _deny(websocket: WebSocket, problem: Problem) -> None:
    spoken = language.choose(websocket.headers.get("accept-language"))
    await websocket.send_denial_response(
        JSONResponse(
            problem.body(spoken),
            status_code=problem.status,
            headers=problem.headers,
            media_type="application/problem+json",
        )
    )
