"""What programs cost the processor."""

import os
from collections.abc import Iterable
from pathlib import Path


def processor_seconds(programs: Iterable[int]) -> float:
    """What these processes have used so far, with all that they have started and that is still there."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            continue
        # Field 4 of proc(5) is the parent, 14 to 17 the time of a process and of its children that have ended.
        process = int(stat.parent.name)
        parents[process] = int(fields[1])
        ticks[process] = sum(map(int, fields[11:15]))
    counted = set(programs)
    while more := {process for process, parent in parents.items() if parent in counted} - counted:
        counted |= more
    return sum(ticks.get(process, 0) for process in counted) / os.sysconf("SC_CLK_TCK")
