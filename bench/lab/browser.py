"""Chromium in a place of the lab, driven by the DevTools protocol through a pair of pipes.

Pipes, because a debugging port would be inside the place, out of reach; and without a library, because a benchmark
needs six verbs only. https://chromedevtools.github.io/devtools-protocol/
"""

import asyncio
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Self

from bench.lab.places import Here, LabError, Place

#: Put into every page: one sees the first picture, the other how sound and picture go on.
PROBES = [Path(__file__).with_name(name) for name in ("probe.js", "watch.js")]
WHAT_THE_PROBE_SAW = """JSON.stringify(window.lab && {
    click: lab.click, now: performance.now(), emptyFrames: lab.emptyFrames, timeline: lab.timeline,
})"""
#: The flags of a browser that has a camera and a microphone and makes no connection of its own accord.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",  # an imitated graphics card costs more than painting without one
    "--remote-debugging-pipe",
    "--use-fake-device-for-media-stream=fps=30",
    "--use-fake-ui-for-media-stream",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--allow-pre-commit-input",  # else a click is dropped, without a word, until the page was painted once
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
    "--window-size=1280,900",
)


class BrowserError(Exception):
    """The page or the browser did not do what it was asked to."""


class Browser:
    def __init__(self, process: asyncio.subprocess.Process, answers: asyncio.StreamReader, questions: int) -> None:
        self.process = process
        self._questions = questions
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._pages: dict[str, Page] = {}
        self._reading = asyncio.create_task(self._read(answers))

    @classmethod
    @asynccontextmanager
    async def start(cls, place: Place | Here, secure_origins: list[str], *more_flags: str) -> AsyncIterator[Self]:
        """A browser that ends with the block. `secure_origins`: plain HTTP origins on which the page may use the camera
        nevertheless."""
        with tempfile.TemporaryDirectory(prefix="chalklab-browser-", ignore_cleanup_errors=True) as profile:
            browser = await cls._start(place, profile, secure_origins, more_flags)
            try:
                yield browser
            finally:
                await browser._close()

    @classmethod
    async def _start(
        cls, place: Place | Here, profile: str, secure_origins: list[str], more_flags: tuple[str, ...]
    ) -> Self:
        program = shutil.which("chromium")
        if program is None:
            raise LabError("The benchmark needs Chromium. Install it: apt-get install chromium")
        from_us, to_browser = os.pipe()
        from_browser, to_us = os.pipe()
        # The browser reads commands from its handle 3 and writes answers to its handle 4.
        process = await place.start(
            "bash",
            "-c",
            f'exec "$@" 3<&{from_us} 4>&{to_us}',
            "bash",
            program,
            *FLAGS,
            *more_flags,
            f"--user-data-dir={profile}",
            f"--unsafely-treat-insecure-origin-as-secure={','.join(secure_origins)}",
            "about:blank",
            pass_fds=(from_us, to_us),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        os.close(from_us)
        os.close(to_us)
        answers = asyncio.StreamReader(limit=64 * 1024 * 1024)
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(answers), os.fdopen(from_browser, "rb", buffering=0)
        )
        return cls(process, answers, to_browser)

    async def new_page(self) -> "Page":
        target = (await self.send("Target.createTarget", url="about:blank"))["targetId"]
        session = (await self.send("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = self._pages[session] = Page(self, session, target)
        await page.send("Page.enable")
        await page.send("Runtime.enable")
        for probe in PROBES:
            await page.send("Page.addScriptToEvaluateOnNewDocument", source=probe.read_text())
        return page

    async def send(self, method: str, session: str | None = None, /, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        os.write(self._questions, json.dumps(message).encode() + b"\0")
        return await answer

    async def _close(self) -> None:
        if self.process.returncode is None:
            with suppress(BrowserError):  # it may end before it answers
                await self.send("Browser.close")
        await self.process.wait()
        self._reading.cancel()
        os.close(self._questions)

    async def _read(self, answers: asyncio.StreamReader) -> None:
        while True:
            try:
                message = json.loads((await answers.readuntil(b"\0"))[:-1])
            except asyncio.IncompleteReadError:
                for answer in self._waiting.values():
                    answer.set_exception(BrowserError("Chromium has ended."))
                return
            if "id" in message:
                self._answer(message)
            elif page := self._pages.get(message.get("sessionId", "")):
                page.on_event(message["method"], message["params"])

    def _answer(self, message: dict[str, Any]) -> None:
        answer = self._waiting.pop(message["id"])
        if answer.done():
            return
        if "error" in message:
            answer.set_exception(BrowserError(message["error"]["message"]))
        else:
            answer.set_result(message["result"])


@asynccontextmanager
async def new_pages(*browsers: Browser) -> AsyncIterator[list["Page"]]:
    """A new page in each of the browsers, closed with the block."""
    pages = [await browser.new_page() for browser in browsers]
    try:
        yield pages
    finally:
        for page in pages:
            await page.close()


class Page:
    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target
        #: What the page wrote to its console, for the message when something goes wrong.
        self.console: list[str] = []

    def on_event(self, method: str, parameters: dict[str, Any]) -> None:
        if method == "Runtime.consoleAPICalled":
            parts = (part.get("value", part.get("description")) for part in parameters["args"])
            self.console.append(" ".join(map(str, parts)))
        elif method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.console.append(details.get("exception", {}).get("description", details["text"]))

    async def send(self, method: str, **parameters: object) -> dict[str, Any]:
        return await self._browser.send(method, self._session, **parameters)

    async def open(self, address: str) -> None:
        answer = await self.send("Page.navigate", url=address)
        if "errorText" in answer:
            raise BrowserError(f"{address}: {answer['errorText']}")

    async def open_once_served(self, address: str, *, seconds: float = 10) -> None:
        """`open`, for a server that is starting."""
        async with asyncio.timeout(seconds):
            while True:
                try:
                    return await self.open(address)
                except BrowserError:
                    await asyncio.sleep(0.1)

    async def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression; a promise is awaited."""
        answer = await self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    async def until(self, expression: str, *, seconds: float = 20) -> Any:
        """Waits until the expression is true, and returns its value."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    # A page on its way to another address cannot answer; the next one will.
                    try:
                        if value := await self.evaluate(expression):
                            return value
                    except BrowserError:
                        pass
                    await asyncio.sleep(0.05)
        except TimeoutError:
            said = "\n".join(self.console[-15:])
            seen = await self._seen()
            raise BrowserError(
                f"Not true within {seconds} s: {expression}\nThe page said:\n{said}\nThe probe saw: {seen}"
            ) from None

    async def _seen(self) -> str:
        try:
            return await asyncio.wait_for(self.evaluate(WHAT_THE_PROBE_SAW), timeout=5)
        except (BrowserError, TimeoutError):
            return "nothing; the page does not answer"

    async def click(self, element: str) -> None:
        """A real click of the mouse into the middle of what the JavaScript expression `element` gives."""
        spot = await self.evaluate(
            f"(() => {{ const element = {element}; element.scrollIntoView({{block: 'center'}});"
            " const box = element.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            await self.send(
                "Input.dispatchMouseEvent",
                type=kind,
                x=spot[0],
                y=spot[1],
                clickCount=1,
                button="none" if kind == "mouseMoved" else "left",
            )

    async def close(self) -> None:
        await self._browser.send("Target.closeTarget", targetId=self._target)
