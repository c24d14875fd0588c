"""A server of its own with a session, its teacher and guests, through HTTP and sockets alone: no page is opened."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import socketio

from bench.lab.places import LabError

PROGRAM = Path(sys.executable).with_name("chalkroom")
PORT = 8090
ORIGIN = f"http://127.0.0.1:{PORT}"
ACCOUNT = {"email": "teacher@example.org", "password": "a long walk by the river"}


@asynccontextmanager
async def a_server(folder: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, httpx.AsyncClient]]:
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


async def a_teacher(http: httpx.AsyncClient) -> dict[str, str]:
    """The headers that say who asks."""
    signed_in = await post(http, "/api/auth/register", ACCOUNT | {"name": "Marie Curie", "role": "teacher"})
    return {"Authorization": f"Bearer {signed_in['access_token']}"}


async def a_session(
    http: httpx.AsyncClient, headers: dict[str, str], *, recording: str = "never"
) -> tuple[dict[str, Any], str]:
    """One that guests may come to, and its teacher's room token."""
    soon = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    wanted = {"title": "Fractions", "starts_at": soon, "duration_minutes": 180, "capacity": 5, "allow_guests": True}
    wanted["recording"] = recording
    session = await post(http, "/api/sessions", wanted, headers)
    joined = await post(http, f"/api/sessions/{session['id']}/join", {}, headers)
    return session, joined["room_token"]


async def a_guest(http: httpx.AsyncClient, room: socketio.AsyncClient, session: dict[str, Any], name: str) -> str:
    """Let in, so that the board is open to them; they need not come to the room itself for that."""
    asked = {"passcode": session["passcode"], "name": name}
    joined = await post(http, f"/api/rooms/{session['meeting_id']}/join", asked)
    await do(room, "admit", {"participant_id": joined["participant"]["id"]})
    return joined["room_token"]


async def post(
    http: httpx.AsyncClient, path: str, body: dict[str, Any], headers: dict[str, str] | None = None
) -> dict[str, Any]:
    answer = await http.post(path, json=body, headers=headers)
    if answer.is_error:
        raise LabError(f"{path}: {answer.text}")
    return answer.json()


async def do(room: socketio.AsyncClient, event: str, payload: dict[str, Any]) -> None:
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
