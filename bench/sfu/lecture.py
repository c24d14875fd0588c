"""Chalkroom and LiveKit on this machine, and a lecture in them."""

import asyncio
import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from bench.chalkroom_room import PROGRAM
from bench.lab.places import LabError
from bench.sfu.people import Access
from tests.classroom.clients import RoomClient
from tests.classroom.sfu.livekit import KEY, SECRET, Server, livekit

PATIENCE_SECONDS = 30


@dataclass
class Lecture:
    http: httpx.AsyncClient
    livekit: Server
    chalkroom: subprocess.Popen[bytes]
    teacher: RoomClient
    session: dict[str, Any]
    guests: list[RoomClient] = field(default_factory=list)
    #: How long each of those who came last waited for the room and for the token with which LiveKit lets them in.
    seconds_to_enter: list[float] = field(default_factory=list)

    async def fill(self, people: int) -> list[Access]:
        """The teacher and guests. Returns how each of them gets onto LiveKit."""
        for number in range(1, people):
            answer = await self.http.post(
                f"/api/rooms/{self.session['meeting_id']}/join",
                json={"passcode": self.session["passcode"], "name": f"Guest {number}"},
            )
            guest = RoomClient(str(self.http.base_url), answer.raise_for_status().json()["room_token"])
            await guest.connect()
            await guest.join()
            self.guests.append(guest)
        await self.teacher.do("admit-all")
        for guest in self.guests:
            await guest.hears("admitted")
        # Once more, now that all are let in: what somebody experiences who comes back.
        return [await self._come_back(client) for client in (self.teacher, *self.guests)]

    async def _come_back(self, client: RoomClient) -> Access:
        began = time.monotonic()
        carrier = (await client.join())["carrier"]
        self.seconds_to_enter.append(time.monotonic() - began)
        await client.do("carrier-ready", {"number": carrier["number"]})
        return Access(carrier["livekit"]["url"], carrier["livekit"]["token"])

    async def live(self, seconds: float) -> None:
        """Hands, reactions, chat, and what pages say by themselves every ten seconds."""
        deadline = time.monotonic() + seconds
        for number in range(100_000):
            guest = self.guests[number % len(self.guests)]
            await guest.do("report-quality", {"people": [], "own": {"quality": "good"}})
            if number % 10 == 0:
                await guest.do("raise-hand", {"raised": number % 20 == 0})
                await guest.do("chat", {"client_id": f"line-{number}", "text": "A line of chat"})
            if time.monotonic() >= deadline:
                return
            # Everybody has said something after ten seconds.
            await asyncio.sleep(10 / len(self.guests))

    async def close(self) -> None:
        for client in (self.teacher, *self.guests):
            await client.close()
        await self.http.aclose()


@contextlib.asynccontextmanager
async def lecture(port: int) -> AsyncIterator[Lecture]:
    with tempfile.TemporaryDirectory(prefix="chalklab-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        address = f"http://127.0.0.1:{port}"
        with livekit(folder, address) as server:
            settings = {
                "CHALKROOM_DATA": str(folder / "data"), "CHALKROOM_PORT": str(port),
                "CHALKROOM_LIVEKIT_URL": server.url, "CHALKROOM_LIVEKIT_KEY": KEY, "CHALKROOM_LIVEKIT_SECRET": SECRET,
            }  # fmt: skip
            with _chalkroom(settings, folder / "chalkroom.log") as chalkroom:
                http = httpx.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS)
                await _answers(http)
                room = await _begin(http, server, chalkroom)
                try:
                    yield room
                finally:
                    await room.close()


@contextlib.contextmanager
def _chalkroom(settings: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("w") as output:
        process = subprocess.Popen([PROGRAM, "serve"], env={**os.environ, **settings}, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


async def _answers(http: httpx.AsyncClient) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if (await http.get("/api/health")).is_success:
                return
        except httpx.TransportError:
            await asyncio.sleep(0.1)
    raise LabError("Chalkroom did not start.")


async def _begin(http: httpx.AsyncClient, server: Server, chalkroom: subprocess.Popen[bytes]) -> Lecture:
    account = {
        "name": "Marie Curie", "role": "teacher", "email": "teacher@example.org", "language": "en",
        "password": "a long walk by the river", "timezone": "Europe/Paris",
    }  # fmt: skip
    registered = await http.post("/api/auth/register", json=account)
    headers = {"Authorization": f"Bearer {registered.raise_for_status().json()['access_token']}"}
    lesson = {
        "title": "A lecture", "starts_at": (datetime.now(UTC) + timedelta(minutes=1)).isoformat(),
        "duration_minutes": 120, "timezone": "Europe/Paris", "capacity": 99, "allow_guests": True,
        "recording": "never",
    }  # fmt: skip
    session = (await http.post("/api/sessions", json=lesson, headers=headers)).raise_for_status().json()
    entrance = await http.post(f"/api/sessions/{session['id']}/join", headers=headers)
    teacher = RoomClient(str(http.base_url), entrance.raise_for_status().json()["room_token"])
    await teacher.connect()
    await teacher.join()
    return Lecture(http, server, chalkroom, teacher, session)
