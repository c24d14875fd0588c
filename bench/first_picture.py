"""From the click on Join to the first decoded frame of the other person, beside a plain page of Janus's videoroom.

The teacher is in the room already; the student stands before the button with an open camera. Both products get the same
two browsers, the same camera (720p, 30 frames a second), the same places and the same link, and take turns run by run.

Janus is measured twice. `plain`: the click connects to the server and everything follows, which is the comparison.
`prepared`: the connection and the plugin's handle are there before the click.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.chalkroom_room import ENTER, PORT, Room
from bench.janus.server import PAGE_PORT, page_address, start_janus, version
from bench.lab.browser import Browser, Page, new_pages
from bench.lab.link import Conditions
from bench.lab.places import Place, places
from bench.lab.undisturbed import undisturbed
from bench.report import Measurement, report, spread

RUNS = 30
#: Janus with everything prepared is told beside the comparison, and takes part in every third round.
EVERY_THIRD = 3
#: With the publisher there for so long its bitrate has settled, and the student's page has prepared what it can.
SETTLE_SECONDS = 1.5
#: Between taking the machine for ourselves and the click.
BREATHE_SECONDS = 0.5
JOIN = 'document.getElementById("join")'


@dataclass(frozen=True)
class Setting:
    name: str
    #: One place: everybody on one machine. Three: the teacher's, the student's and the server's.
    places: int
    conditions: Conditions
    goal: float


SETTINGS = (
    Setting("loopback", 1, Conditions(), goal=1 / 2),
    Setting("50 ms and 2 % loss", 3, Conditions(delay_ms=25, loss=0.02), goal=1 / 3),
)

#: Brings the teacher's page into the room, and the student's page before the button that it returns.
Meeting = Callable[[Page, Page], Awaitable[str]]


async def run() -> None:
    report("first-picture", f"Janus {version()}, videoroom", [await _measure(setting) for setting in SETTINGS])


async def _measure(setting: Setting) -> Measurement:
    with tempfile.TemporaryDirectory(prefix="chalklab-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        async with places(setting.places) as (here, link):
            server = here[-1]
            origins = [f"http://{server.address}:{port}" for port in (PORT, PAGE_PORT)]
            async with (
                Browser.start(here[0], origins) as teacher,
                Browser.start(here[min(1, setting.places - 1)], origins) as student,
            ):
                await start_janus(server, folder)
                room = await Room.open(server, folder, teacher, student)
                await link.set(setting.conditions)
                meetings: dict[str, Meeting] = {
                    "chalkroom": _in_chalkroom(room),
                    "plain": _in_janus(server, prepared=False),
                    "prepared": _in_janus(server, prepared=True),
                }
                runs: dict[str, list[dict[str, Any]]] = {name: [] for name in meetings}
                for number in range(1, RUNS + 1):
                    for name, meeting in meetings.items():
                        if name == "prepared" and number % EVERY_THIRD != 0:
                            continue
                        print(f"\r{setting.name}: run {number} of {RUNS} ", end="", flush=True)
                        runs[name].append(await _join(here, teacher, student, meeting))
                print("\r\033[K", end="")
    times = {name: [run["milliseconds"] for run in made] for name, made in runs.items()}
    prepared = spread(times["prepared"])
    return Measurement.of(
        setting.name,
        times["chalkroom"],
        times["plain"],
        unit="ms",
        goal=round(setting.goal, 3),
        conditions={
            "round_trip_ms": 2 * setting.conditions.delay_ms,
            "loss_each_way": setting.conditions.loss,
            "places": "teacher, student and server in three places, every two of them joined by such a path"
            if setting.places == 3
            else "all on one machine, over its loopback interface",
            "priority": "the lab's programs have real-time priority while a join is measured",
            "camera": "Chromium's fake camera, 1280×720 at 30 frames a second, and its fake microphone",
        },
        details={
            "theirs_with_connection_and_handle_before_the_click": prepared,
            "first_picture_size": {
                name: sorted({f"{run['width']}×{run['height']}" for run in made}) for name, made in runs.items()
            },
        },
    )


def _in_chalkroom(room: Room) -> Meeting:
    async def meet(teacher: Page, student: Page) -> str:
        await room.teach(teacher)
        await room.come_to_the_door(student)
        return ENTER

    return meet


def _in_janus(server: Place, *, prepared: bool) -> Meeting:
    async def meet(teacher: Page, student: Page) -> str:
        await teacher.open(page_address(server))
        await teacher.until(f"!{JOIN}.disabled")
        await teacher.click(JOIN)
        await teacher.until('document.body.dataset.publishing === "true"')
        await student.open(page_address(server, prepared=prepared))
        await student.until(f"!{JOIN}.disabled")
        return JOIN

    return meet


async def _join(here: list[Place], teacher: Browser, student: Browser, meeting: Meeting) -> dict[str, Any]:
    """One join, in fresh pages."""
    async with new_pages(teacher, student) as (teacher_page, student_page):
        button = await meeting(teacher_page, student_page)
        await asyncio.sleep(SETTLE_SECONDS)
        with undisturbed(here):
            await asyncio.sleep(BREATHE_SECONDS)
            await student_page.click(button)
            return await student_page.until("lab.result()", seconds=8)
