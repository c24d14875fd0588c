"""Other programs on the machine spoil a measurement of milliseconds: wait for a quiet moment, within reason."""

import asyncio
from pathlib import Path

LONGEST_WAIT = 5.0
GLANCE = 0.3
IDLE_ENOUGH = 0.5


async def until_quiet() -> bool:
    """Waits until half of the machine's time was idle at a glance; false if that did not happen soon."""
    for _ in range(int(LONGEST_WAIT / GLANCE)):
        idle, total = _times()
        await asyncio.sleep(GLANCE)
        now_idle, now_total = _times()
        if now_idle - idle >= IDLE_ENOUGH * (now_total - total):
            return True
    return False


def _times() -> tuple[int, int]:
    """Idle and all time of all processors, in ticks (proc(5), /proc/stat)."""
    user, nice, system, idle, waiting, *rest = map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:9])
    return idle + waiting, user + nice + system + idle + waiting + sum(rest)
