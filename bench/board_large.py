"""A board with 5,000 things on it: how long until all of them are seen, and how smoothly a pen writes then.

A teacher who is signed in goes to the board's page of a session; beside it, a bare page of the same package of
Excalidraw is given the same elements as a file, on a surface of the same size. Nobody signs in there, and nothing is
kept.
"""

import asyncio
import json
import math
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from bench.board.chalkroom_board import Prepared, a_prepared_board
from bench.board.large_scene import Element, as_update, large_scene
from bench.lab.browser import Browser, Page
from bench.lab.lesson import PROGRAM
from bench.lab.places import Here, LabError
from bench.report import Measurement, report

HERE = Path(__file__).parent
BARE = HERE / "bare" / "board"
VITE = HERE.parent / "web" / "node_modules" / ".bin" / "vite"
ELEMENTS = 5_000
#: How large a square each thing has. Excalidraw draws what is in view.
SCENES = {"over nine screens": 40, "in one view": 12}
ROUNDS = 2
PEN_SECONDS = 5
PEN_RATE = 60
MOST_MILLISECONDS = 2_000
LEAST_FRAMES = 30
#: Beside the bare page, which neither signs in nor asks a server for anything but a file.
OPENING_GOAL = 2.0
FRAME_GOAL = 1.1

Run = dict[str, Any]
Runs = dict[tuple[str, str], list[Run]]


async def run() -> None:
    if not PROGRAM.exists() or not VITE.exists():
        raise LabError("Chalkroom is not installed. Run: make test")
    if shutil.which("node") is None:
        raise LabError("The bare page is built with Node, which is missing. Install it: apt-get install nodejs npm")
    scenes = {name: large_scene(ELEMENTS, cell) for name, cell in SCENES.items()}
    runs: Runs = {}
    with tempfile.TemporaryDirectory(prefix="chalkroom-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        async with (
            a_prepared_board(folder, [as_update(scene) for scene in scenes.values()]) as board,
            _a_bare_board(folder / "bare", list(scenes.values())) as bare,
            Browser.start(Here(), []) as browser,
        ):
            await _sign_in(browser, board)
            # The first round fills the browser's caches and is told apart.
            for number in range(ROUNDS + 1):
                for at, scene in enumerate(scenes):
                    print(f"\rround {number} of {ROUNDS}, {scene}    ", end="", flush=True)
                    ours = await _measure(browser, board.pages[at])
                    width, height = map(round, ours["surface"][2:])
                    theirs = await _measure(browser, f"{bare}/#{at}/{width}/{height}")
                    runs.setdefault((scene, "ours"), []).append(ours)
                    runs.setdefault((scene, "theirs"), []).append(theirs)
            print("\r\033[K", end="")
    report(
        "board-large", "Excalidraw 0.18.1 in a bare page", [each for scene in scenes for each in _compared(runs, scene)]
    )
    for scene in scenes:
        _judge(scene, runs[scene, "ours"][1:])


def _compared(runs: Runs, scene: str) -> list[Measurement]:
    ours, theirs = runs[scene, "ours"], runs[scene, "theirs"]
    conditions = {
        "elements": ELEMENTS,
        "spread": scene,
        "surface": ours[0]["surface"][2:],
        "browser": "headless Chromium without a graphics card",
    }

    def compared(name: str, figure: str, goal: float, conditions: dict[str, Any]) -> Measurement:
        return Measurement.of(
            f"{scene}, {name}",
            [run[figure] for run in ours[1:]],
            [run[figure] for run in theirs[1:]],
            unit="ms",
            goal=goal,
            conditions=conditions,
            details={"our_first": round(ours[0][figure], 1), "their_first": round(theirs[0][figure], 1)},
        )

    pen = conditions | {"pen_seconds": PEN_SECONDS, "pen_moves_a_second": PEN_RATE}
    return [
        compared("navigation to everything drawn", "opened", OPENING_GOAL, conditions),
        compared("a frame while a pen writes (median)", "frame", FRAME_GOAL, pen),
        compared("a frame while a pen writes (95th percentile)", "slow_frame", FRAME_GOAL, pen),
    ]


def _judge(scene: str, ours: list[Run]) -> None:
    opened = statistics.median(run["opened"] for run in ours)
    median, slow = (1000 / statistics.median(run[figure] for run in ours) for figure in ("frame", "slow_frame"))
    verdict = "reached" if opened < MOST_MILLISECONDS and slow > LEAST_FRAMES else "missed"
    print(
        f"board-large, {scene}: opened in {opened:.0f} ms (goal {MOST_MILLISECONDS}), {median:.0f} frames a second, "
        f"{slow:.0f} at the 5th percentile (goal {LEAST_FRAMES}): {verdict}"
    )


async def _measure(browser: Browser, address: str) -> Run:
    page = await browser.new_page()
    try:
        await page.send("Page.addScriptToEvaluateOnNewDocument", source=(HERE / "board" / "probe.js").read_text())
        await page.send("Page.bringToFront")
        await page.open(address)
        opened = await page.until("boardProbe.drawn", seconds=60)
        # What a page does at leisure once it is there is not the pen's.
        await asyncio.sleep(1)
        surface = await page.evaluate("boardProbe.size()")
        intervals = sorted(await _write(page, surface))
        if await page.evaluate("boardProbe.size()") != surface:
            raise LabError("The drawing surface changed its size.")
        return {
            "opened": opened,
            "surface": surface,
            "frame": statistics.median(intervals),
            "slow_frame": intervals[int(len(intervals) * 0.95)],
        }
    finally:
        await page.close()


async def _write(page: Page, surface: list[float]) -> list[float]:
    """Moves a pen in loops across the surface; how long each frame took meanwhile."""
    left, top, width, height = surface
    await page.evaluate("document.querySelector('[data-testid=toolbar-freedraw]').click()")
    loop = asyncio.get_running_loop()

    async def mouse(kind: str, moment: float) -> None:
        x = left + width * (0.2 + 0.6 * moment / PEN_SECONDS) + 40 * math.cos(4 * moment)
        y = top + height * 0.55 + 120 * math.sin(5 * moment)
        await page.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)

    await mouse("mousePressed", 0)
    await page.evaluate("boardProbe.watch()")
    began, sent = loop.time(), 0
    while (moment := loop.time() - began) < PEN_SECONDS:
        await mouse("mouseMoved", moment)
        sent += 1
        await asyncio.sleep(max(0.0, began + sent / PEN_RATE - loop.time()))
    intervals = await page.evaluate("boardProbe.stop()")
    await mouse("mouseReleased", PEN_SECONDS)
    return intervals


async def _sign_in(browser: Browser, board: Prepared) -> None:
    """As the page of Chalkroom itself does it; what the browser keeps of it holds for the pages that come."""
    page = await browser.new_page()
    await page.open(f"{board.origin}/favicon.svg")
    await page.until("document.readyState === 'complete'")
    account = json.dumps(board.account)
    await page.evaluate(
        "fetch('/api/auth/login', {method: 'POST', headers: {'Content-Type': 'application/json'},"
        f" body: JSON.stringify({account})}})"
        ".then((answer) => { if (!answer.ok) throw new Error(answer.statusText);"
        " localStorage.setItem('chalkroom.signed-in', '1'); })"
    )
    await page.close()


@asynccontextmanager
async def _a_bare_board(folder: Path, scenes: list[list[Element]]) -> AsyncIterator[str]:
    built = [VITE, "build", "--config", BARE / "vite.config.mjs", "--outDir", folder]
    await asyncio.to_thread(subprocess.run, built, cwd=HERE.parent / "web", check=True)
    for at, scene in enumerate(scenes):
        (folder / f"{at}.json").write_text(json.dumps(scene))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        # As Chalkroom's assets.
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass
