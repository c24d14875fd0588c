"""A board of a real Chalkroom: its teacher in the room, and guests who were let in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import socketio
import websockets
from pycrdt import write_message
from websockets.typing import Subprotocol

from bench.lab.lesson import ACCOUNT, ORIGIN, PORT, a_guest, a_server, a_session, a_teacher, do

#: Of docs/protocol.md.
SYNC_UPDATE, SAVED = b"\0\2", 100


@dataclass(frozen=True)
class Board:
    process: asyncio.subprocess.Process
    address: str
    tokens: list[str]
    """Room tokens: the teacher's, and one for each guest."""


@dataclass(frozen=True)
class Prepared:
    origin: str
    pages: list[str]
    """Where the teacher's browser finds the boards."""
    account: dict[str, str]
    """What the teacher signs in with."""


@asynccontextmanager
async def a_prepared_board(folder: Path, updates: list[bytes]) -> AsyncIterator[Prepared]:
    """A session for each update, with a board that holds what the update says, and that nobody has open."""
    async with a_server(folder) as (_, http):
        headers = await a_teacher(http)
        pages: list[str] = []
        for update in updates:
            session, token = await a_session(http, headers)
            await _write(f"ws://127.0.0.1:{PORT}/documents/{session['id']}/board", token, update)
            pages.append(f"{ORIGIN}/sessions/{session['id']}/board")
        yield Prepared(ORIGIN, pages, ACCOUNT)


@asynccontextmanager
async def a_board(folder: Path, people: int) -> AsyncIterator[Board]:
    async with a_server(folder) as (process, http):
        session, teacher = await a_session(http, await a_teacher(http))
        room = socketio.AsyncClient()
        await room.connect(ORIGIN, auth={"token": teacher}, transports=["websocket"])
        await do(room, "join-room", {"connection_id": str(uuid4()), "audio": False, "video": False})
        guests = [await a_guest(http, room, session, f"Guest {number}") for number in range(1, people)]
        yield Board(process, f"ws://127.0.0.1:{PORT}/documents/{session['id']}/board", [teacher, *guests])
        await room.disconnect()


async def _write(address: str, credential: str, update: bytes) -> None:
    """Returns once it is on the server's disk."""
    spoken = [Subprotocol(name) for name in ("chalkroom.documents.1", "chalkroom.ink.1", f"bearer.{credential}")]
    async with websockets.connect(address, subprotocols=spoken, max_size=None) as line:
        await line.send(SYNC_UPDATE + write_message(update))
        async with asyncio.timeout(30):
            async for message in line:
                if isinstance(message, bytes) and message[0] == SAVED:
                    return
