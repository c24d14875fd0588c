"""Chalkroom as people use it: a real server, a teacher, enrolled students, and a session whose room is open."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.lab.browser import Browser, BrowserError, Page
from bench.lab.places import LabError, Place

PROGRAM = Path(sys.executable).with_name("chalkroom")
CLIENT = Path(__file__).parent.parent / "chalkroom" / "web" / "index.html"
PORT = 8000
STUDENTS = ("Ada Lovelace", "Emmy Noether")
NONE: Mapping[str, str] = {}
#: The green room's button, in the words of each person's case.
ENTER = """[...document.querySelectorAll("button")].find((button) =>
    !button.disabled && /^(Join now|Open the room|Ask to join)$/.test(button.textContent.trim()))"""
LET_IN = """[...document.querySelectorAll("button")].find((button) =>
    /^Let( .+)? in$/.test(button.textContent.trim()))"""
LEAVE = """[...document.querySelectorAll("button")].find((button) =>
    /^Leave/.test((button.getAttribute("aria-label") ?? button.textContent).trim()))"""


@dataclass
class Room:
    origin: str
    link: str
    meeting_id: str

    @classmethod
    async def open(
        cls,
        place: Place,
        folder: Path,
        teacher: Browser,
        *students: Browser,
        settings: Mapping[str, str] = NONE,
        recording: str = "never",
    ) -> "Room":
        """Starts the server and lets everybody register. Afterwards the students may come in without being let in."""
        origin = await start_server(place, folder, settings)
        teacher_page, teacher_token = await _register(teacher, origin, "Marie Curie", "teacher")
        session = await teacher_page.evaluate(f"""(async () => {{
            const answer = await fetch("/api/sessions", {{
                method: "POST",
                headers: {{ "Content-Type": "application/json", Authorization: "Bearer {teacher_token}" }},
                body: JSON.stringify({{
                    title: "Fractions", starts_at: new Date(Date.now() + 300_000).toISOString(),
                    duration_minutes: 180, timezone: "Europe/Paris", capacity: {len(students)}, allow_guests: false,
                    recording: "{recording}",
                }}),
            }});
            if (!answer.ok) throw new Error(await answer.text());
            return answer.json();
        }})()""")
        room = cls(origin, origin + session["link"], session["meeting_id"])
        await room.teach(teacher_page)
        for student, name in zip(students, STUDENTS, strict=False):
            page, _ = await _register(student, origin, name, "student")
            await room.enter(page)
            await teacher_page.until(f"Boolean({LET_IN})")
            await teacher_page.click(LET_IN)
            await page.until(f"Boolean({LEAVE})")  # once let in, a student is enrolled
            await page.close()
        await teacher_page.close()
        return room

    async def come_to_the_door(self, page: Page) -> None:
        """Into the green room, everything ready."""
        await page.open(self.link)
        await page.until(f"Boolean({ENTER})")

    async def enter(self, page: Page) -> None:
        await self.come_to_the_door(page)
        await page.click(ENTER)

    async def teach(self, page: Page) -> None:
        await self.enter(page)
        await page.until(f"Boolean({LEAVE})")

    async def meet(self, teacher: Page, student: Page) -> None:
        """Both in the room, each with a picture of the other."""
        await self.teach(teacher)
        await self.enter(student)
        for page in (teacher, student):
            await page.until("lab.connections.some(({ connectionState }) => connectionState === 'connected')")
            await page.until(f"Boolean({LEAVE})")


async def start_server(place: Place, folder: Path, settings: Mapping[str, str] = NONE) -> str:
    if not CLIENT.exists():
        raise LabError("The web client is not built. Build it: make build-web")
    log = folder / "server.log"
    with log.open("w") as output:
        process = await place.start(
            PROGRAM,
            "serve",
            "--host",
            place.address,
            "--port",
            PORT,
            stdout=output,
            stderr=output,
            env={**os.environ, "CHALKROOM_DATA": str(folder / "data"), **settings},
        )
    origin = f"http://{place.address}:{PORT}"
    program = f"import urllib.request; print(urllib.request.urlopen('{origin}/api/health').status)"
    for _ in range(300):
        asking = await place.start(
            sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        answer, _ = await asking.communicate()
        if answer.strip() == b"200":
            return origin
        if process.returncode is not None:
            break
        await asyncio.sleep(0.1)
    raise LabError(f"Chalkroom did not start:\n{log.read_text()}")


async def _register(browser: Browser, origin: str, name: str, role: str) -> tuple[Page, str]:
    """A page in which the person is signed in, and their access token."""
    page = await browser.new_page()
    await page.open(f"{origin}/favicon.svg")
    account: dict[str, Any] = {
        "name": name,
        "role": role,
        "email": f"{name.replace(' ', '.').lower()}@example.org",
        "password": "a long walk by the river",
        "language": "en",
        "timezone": "Europe/Paris",
    }
    try:
        token = await page.evaluate(f"""(async () => {{
            const answer = await fetch("/api/auth/register", {{
                method: "POST", headers: {{ "Content-Type": "application/json" }},
                body: JSON.stringify({json.dumps(account)}),
            }});
            if (!answer.ok) throw new Error(await answer.text());
            localStorage.setItem("chalkroom.signed-in", "1");
            return (await answer.json()).access_token;
        }})()""")
    except BrowserError as error:
        raise BrowserError(f"{name} could not register: {error}") from None
    return page, token
