"""Other programs on the machine spoil a measurement of milliseconds: for its short time the lab's come first."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.lab.places import Place

TIME_SLICE = Path("/proc/sys/kernel/sched_rr_timeslice_ms")


@contextlib.contextmanager
def undisturbed(places: list[Place]) -> Iterator[None]:
    """Real-time priority (sched(7), SCHED_RR) for every program in the places, for the link and for this program.

    In slices of a millisecond, so that among themselves they take turns about as they would on an idle machine.
    Whatever else runs here stands still meanwhile: keep it short.
    """
    before = TIME_SLICE.read_text()
    TIME_SLICE.write_text("1")
    _schedule(places, os.SCHED_RR, 1)
    try:
        yield
    finally:
        _schedule(places, os.SCHED_OTHER, 0)
        TIME_SLICE.write_text(before)


def _schedule(places: list[Place], policy: int, priority: int) -> None:
    for thread in _threads(places):
        # It may have ended since.
        with contextlib.suppress(ProcessLookupError):
            os.sched_setscheduler(thread, policy, os.sched_param(priority))


def _threads(places: list[Place]) -> Iterator[int]:
    processes = [str(os.getpid()), *Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    for place in places:
        command = ["ip", "netns", "pids", place.namespace]
        processes += subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    for process in dict.fromkeys(processes):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            yield from map(int, os.listdir(f"/proc/{process}/task"))
