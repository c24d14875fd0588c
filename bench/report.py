"""What a benchmark says in the end: one file for programs, one line for people."""

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Measurement:
    """One comparison: the medians of both, made in the same run under the same conditions. Less is better."""

    name: str
    ours: float
    theirs: float
    unit: str
    ratio: float
    #: The ratio that we want to reach.
    goal: float
    runs: int
    conditions: dict[str, Any]
    #: Every single figure, and whatever else helps to understand the medians.
    details: dict[str, Any]

    @classmethod
    def of(
        cls,
        name: str,
        ours: Sequence[float],
        theirs: Sequence[float],
        *,
        unit: str,
        goal: float,
        conditions: dict[str, Any],
        details: dict[str, Any],
    ) -> "Measurement":
        our_median, their_median = statistics.median(ours), statistics.median(theirs)
        return cls(
            name=name,
            ours=round(our_median, 1),
            theirs=round(their_median, 1),
            unit=unit,
            ratio=round(our_median / their_median, 3),
            goal=goal,
            runs=len(ours),
            conditions=conditions,
            details={"ours": spread(ours), "theirs": spread(theirs), **details},
        )

    @property
    def sentence(self) -> str:
        verdict = "reached" if self.ratio <= self.goal else "missed"
        return (
            f"{self.name} {self.ours:.0f} {self.unit} beside {self.theirs:.0f}, "
            f"ratio {self.ratio:.2f} (goal {self.goal:.2f} {verdict})"
        )


def spread(figures: Sequence[float]) -> dict[str, Any]:
    ordered = sorted(figures)
    return {
        "median": round(statistics.median(ordered), 1),
        "p90": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.9))], 1),
        "all": [round(figure, 1) for figure in figures],
    }


def report(benchmark: str, competitor: str, measurements: Sequence[Measurement]) -> None:
    content = {
        "benchmark": benchmark,
        "competitor": competitor,
        "machine": {"cores": os.cpu_count(), "architecture": platform.machine(), "system": platform.system()},
        "measurements": [asdict(measurement) for measurement in measurements],
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{benchmark}.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    print(f"{benchmark}: " + "; ".join(measurement.sentence for measurement in measurements))
