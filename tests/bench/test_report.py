"""What a benchmark writes and says."""

import json
from pathlib import Path

import pytest

from bench import report as reporting
from bench.report import Measurement, report


def measured(ours: list[float], theirs: list[float], goal: float) -> Measurement:
    return Measurement.of("loopback", ours, theirs, unit="ms", goal=goal, conditions={"loss": 0}, details={"note": "x"})


def test_compares_medians() -> None:
    measurement = measured([90, 100, 900], [400, 200, 210], goal=0.5)
    assert (measurement.ours, measurement.theirs, measurement.ratio, measurement.runs) == (100, 210, 0.476, 3)
    assert measurement.details["ours"] == {"median": 100, "p90": 900, "all": [90, 100, 900]}


def test_writes_a_file_and_says_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reporting, "RESULTS", tmp_path)
    report("first-picture", "somebody", [measured([100], [210], goal=0.5), measured([100], [150], goal=0.5)])
    content = json.loads((tmp_path / "first-picture.json").read_text())
    assert content["competitor"] == "somebody"
    assert [entry["ratio"] for entry in content["measurements"]] == [0.476, 0.667]
    assert set(content["machine"]) == {"cores", "architecture", "system"}
    assert capsys.readouterr().out == (
        "first-picture: loopback 100 ms beside 210, ratio 0.48 (goal 0.50 reached); "
        "loopback 100 ms beside 150, ratio 0.67 (goal 0.50 missed)\n"
    )
