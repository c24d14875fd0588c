"""A board of a real Chalkroom: its teacher in the room, and guests who were let in."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import socketio
import websockets
from pycrdt import write_message
from websockets.typing import Subprotocol

from bench.lab.places import LabError

PROGRAM = Path(sys.executable).with_name("chalkroom")
PORT = 8090
ORIGIN = f"http://127.0.0.1:{PORT}"
ACCOUNT = {"email": "teacher@example.org", "password": "a long walk by the river"}
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
    async with _a_server(folder) as (_, http):
        headers = await _a_teacher(http)
        pages: list[str] = []
        for update in updates:
            session, token = await _a_session(http, headers)
            await _write(f"ws://127.0.0.1:{PORT}/documents/{session['id']}/board", token, update)
            pages.append(f"{ORIGIN}/sessions/{session['id']}/board")
        yield Prepared(ORIGIN, pages, ACCOUNT)


@asynccontextmanager
async def a_board(folder: Path, people: int) -> AsyncIterator[Board]:
    async with _a_server(folder) as (process, http):
        session, teacher = await _a_session(http, await _a_teacher(http))
        room = socketio.AsyncClient()
        await room.connect(ORIGIN, auth={"token": teacher}, transports=["websocket"])
        await _do(room, "join-room", {"connection_id": str(uuid4()), "audio": False, "video": False})
        guests = [await _a_guest(http, room, session, f"Guest {number}") for number in range(1, people)]
        yield Board(process, f"ws://127.0.0.1:{PORT}/documents/{session['id']}/board", [teacher, *guests])
        await room.disconnect()


@asynccontextmanager
async def _a_server(folder: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, httpx.AsyncClient]]:
    log = folder / "server.log"
    with log.open("w") as output:
        process = await asyncio.create_subprocess_exec(
            PROGRAM, "serve", "--port", str(PORT), stdout=output, stderr=output,
            env={"PATH": "/usr/bin:/bin", "CHALKROOM_DATA": str(folder / "data")},
        )  # fmt: skip
    try:
        async with httpx.AsyncClient(base_url=ORIGIN, timeout=30) as http:
            await _until_it_answers(http, process, log)
            yield process, http
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _a_teacher(http: httpx.AsyncClient) -> dict[str, str]:
    """The headers that say who asks."""
    signed_in = await _post(http, "/api/auth/register", ACCOUNT | {"name": "Marie Curie", "role": "teacher"})
    return {"Authorization": f"Bearer {signed_in['access_token']}"}


async def _a_session(http: httpx.AsyncClient, headers: dict[str, str]) -> tuple[dict[str, Any], str]:
    """One that guests may come to, and its teacher's room token."""
    soon = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    wanted = {
        "title": "Fractions", "starts_at": soon, "duration_minutes": 180, "capacity": 5, "allow_guests": True,
        "recording": "never",
    }  # fmt: skip
    session = await _post(http, "/api/sessions", wanted, headers)
    joined = await _post(http, f"/api/sessions/{session['id']}/join", {}, headers)
    return session, joined["room_token"]


async def _a_guest(http: httpx.AsyncClient, room: socketio.AsyncClient, session: dict[str, Any], name: str) -> str:
    """Let in, so that the board is open to them; they need not come to the room itself for that."""
    asked = {"passcode": session["passcode"], "name": name}
    joined = await _post(http, f"/api/rooms/{session['meeting_id']}/join", asked)
    await _do(room, "admit", {"participant_id": joined["participant"]["id"]})
    return joined["room_token"]


async def _write(address: str, credential: str, update: bytes) -> None:
    """Returns once it is on the server's disk."""
    spoken = [Subprotocol(name) for name in ("chalkroom.documents.1", "chalkroom.ink.1", f"bearer.{credential}")]
    async with websockets.connect(address, subprotocols=spoken, max_size=None) as line:
        await line.send(SYNC_UPDATE + write_message(update))
        async with asyncio.timeout(30):
            async for message in line:
                if isinstance(message, bytes) and message[0] == SAVED:
                    return


async def _post(
    http: httpx.AsyncClient, path: str, body: dict[str, Any], headers: dict[str, str] | None = None
) -> dict[str, Any]:
    answer = await http.post(path, json=body, headers=headers)
    if answer.is_error:
        raise LabError(f"{path}: {answer.text}")
    return answer.json()


async def _do(room: socketio.AsyncClient, event: str, payload: dict[str, Any]) -> None:
    answer: Any = await room.call(event, payload)
    if not answer["ok"]:
        raise LabError(f"{event}: {answer['problem']['detail']}")


async def _until_it_answers(http: httpx.AsyncClient, process: asyncio.subprocess.Process, log: Path) -> None:
    for _ in range(300):
        try:
            if (await http.get("/api/health")).is_success:
                return
        except httpx.TransportError:
            if process.returncode is not None:
                break
        await asyncio.sleep(0.1)
    raise LabError(f"Chalkroom did not start:\n{await asyncio.to_thread(log.read_text)}")
