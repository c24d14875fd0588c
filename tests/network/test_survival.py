"""Networks that change, break and lose: nobody comes back by hand, and the gap is short."""

import asyncio
import os
import signal
from pathlib import Path

from bench.lab.link import Conditions
from tests.network.lesson import lesson, needs_lab

pytestmark = needs_lab

#: For how long nothing may be heard after a change of networks. How long it is on a quiet machine is measured by
#: `make bench ONLY=network-change`; here other tests run at the same time.
MOST_SILENT_SECONDS = 6


async def test_from_wifi_to_mobile(tmp_path: Path) -> None:
    async with lesson(tmp_path) as room:
        both = (room.teacher, room.student)
        for person in both:
            await person.forget_gaps()
        room.student.place.change_network()
        for person in both:
            await person.hears_nothing(0.3)
        for person in both:
            await person.receives()
            assert await person.longest_gap("audio") < MOST_SILENT_SECONDS


async def test_twenty_five_seconds_without_a_network(tmp_path: Path) -> None:
    async with lesson(tmp_path) as room:
        await room.link.set(Conditions(cut_off=[room.student.place.address]))
        await room.teacher.hears_nothing(3)
        await room.teacher.reads("Reconnecting")
        await room.student.reads("Reconnecting")
        await asyncio.sleep(20)
        await room.link.set(Conditions())
        for person in (room.teacher, room.student):
            await person.receives()
            assert 23 < await person.longest_gap("audio") < 45
        # Nobody was said to have left, and nobody had to come in again.
        await room.teacher.page.until("!document.body.innerText.includes('Reconnecting')")


async def test_a_computer_that_slept(tmp_path: Path) -> None:
    async with lesson(tmp_path) as room:
        os.killpg(room.student.browser.process.pid, signal.SIGSTOP)
        await room.teacher.hears_nothing(3)
        await asyncio.sleep(20)
        os.killpg(room.student.browser.process.pid, signal.SIGCONT)
        for person in (room.teacher, room.student):
            await person.receives()


async def test_a_bad_line_is_named_and_gets_better(tmp_path: Path) -> None:
    async with lesson(tmp_path) as room:
        await room.link.set(Conditions(delay_ms=100, jitter_ms=30, loss=0.2))
        await asyncio.sleep(10)
        for person in (room.teacher, room.student):
            await person.forget_gaps()
        await asyncio.sleep(10)
        for person in (room.teacher, room.student):
            assert await person.longest_gap("audio") < 1
        await room.teacher.page.until("Boolean(document.querySelector('[data-quality=weak], [data-quality=bad]'))")
