"""Fifty people at one board: what their pens cost the server, and how long they take to each other.

Every pen moves 20 times a second and finishes a stroke each second, which goes into the document. The same program
plays all fifty in both products, which take turns; what is counted is the processor time of the server alone: Chalkroom
with its database, Hocuspocus with nothing to store.

Pens in progress travel twice: as ink (Chalkroom) beside stateless broadcasts (Hocuspocus), the cheapest way of each,
and as y-protocols' awareness, the same bytes for both.
"""

import asyncio
import json
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bench.board.chalkroom_board import a_board
from bench.lab.lesson import PROGRAM
from bench.lab.places import LabError
from bench.processor import processor_seconds
from bench.report import Measurement, report

HERE = Path(__file__).parent / "board"
PEOPLE = 50
RATE = 20
SECONDS = 15
ROUNDS = 3
CHANNELS = {"ink": "ink beside stateless broadcasts", "awareness": "awareness on both"}
MOST_MILLISECONDS = 100
GOAL = 1 / 5

Runs = dict[tuple[str, str], list[dict[str, Any]]]


async def run() -> None:
    _install()
    runs: Runs = {}
    with tempfile.TemporaryDirectory(prefix="chalkroom-bench-", ignore_cleanup_errors=True) as folder:
        async with a_board(Path(folder), PEOPLE) as board, _hocuspocus() as (competitor, address), _pens() as pens:
            servers = {
                "chalkroom": (board.process, board.address, board.tokens),
                "hocuspocus": (competitor, address, [""] * PEOPLE),
            }
            for number in range(1, ROUNDS + 1):
                for channel in CHANNELS:
                    for product, (server, url, tokens) in servers.items():
                        print(f"\rround {number} of {ROUNDS}: {product}, {channel}    ", end="", flush=True)
                        await pens.ask(open={"product": product, "channel": channel, "url": url, "tokens": tokens})
                        before = processor_seconds([server.pid])
                        measured = await pens.ask(draw={"seconds": SECONDS, "rate": RATE})
                        spent = processor_seconds([server.pid]) - before
                        await pens.ask(close=True)
                        runs.setdefault((channel, product), []).append(
                            measured | {"per_1000_arrived": round(1_000_000 * spent / measured["arrived"], 2)}
                        )
            print("\r\033[K", end="")
    report("board-fanout", "Hocuspocus 3.4.4", [_compared(runs, channel) for channel in CHANNELS])
    worst = max(run["p99"] for (_, product), made in runs.items() if product == "chalkroom" for run in made)
    verdict = "reached" if worst < MOST_MILLISECONDS else "missed"
    print(f"board-fanout: pen to peer {worst:.0f} ms at the 99th percentile (goal {MOST_MILLISECONDS} ms {verdict})")


def _compared(runs: Runs, channel: str) -> Measurement:
    ours, theirs = runs[channel, "chalkroom"], runs[channel, "hocuspocus"]
    return Measurement.of(
        CHANNELS[channel],
        [run["per_1000_arrived"] for run in ours],
        [run["per_1000_arrived"] for run in theirs],
        # Of what arrived: a server that is too busy to deliver everything does not look better for it.
        unit="ms of processor time for 1000 moves at a peer",
        goal=GOAL,
        conditions={"people": PEOPLE, "moves_a_second": RATE, "strokes_a_second": 1, "seconds": SECONDS},
        details={"our_runs": ours, "their_runs": theirs},
    )


@asynccontextmanager
async def _hocuspocus() -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    port = 8089
    async with _node(HERE / "hocuspocus.mjs", str(port)) as process:
        assert process.stdout
        if await process.stdout.readline() != b"listening\n":
            raise LabError("Hocuspocus did not start.")
        yield process, f"ws://127.0.0.1:{port}"


class Pens:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ask(self, **command: Any) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(command).encode() + b"\n")
        answer = await self._process.stdout.readline()
        if not answer:
            raise LabError(f"The pens ended with {await self._process.wait()}: see the lines above.")
        return json.loads(answer)


@asynccontextmanager
async def _pens() -> AsyncIterator[Pens]:
    async with _node(HERE / "pens.mjs") as process:
        yield Pens(process)


@asynccontextmanager
async def _node(*arguments: str | Path) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec("node", *arguments, stdin=pipe, stdout=pipe)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def _install() -> None:
    if not PROGRAM.exists():
        raise LabError("Chalkroom is not installed. Run: make test")
    if shutil.which("npm") is None:
        raise LabError("Hocuspocus comes from npm, which is missing. Install it: apt-get install npm")
    if not (HERE / "node_modules" / "ws").is_dir():
        print("Installing Hocuspocus …")
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=True)
