"""Piston's API (version 2), as far as running a program needs it: a service of its own that compiles and runs code."""

import time
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
from pydantic import BaseModel, TypeAdapter, ValidationError

Shape = TypeVar("Shape")

ANSWERS_WITHIN = 5
"""Seconds, for a question that nobody has to compute."""
RUNS_WITHIN = 30
"""Seconds for compiling and running; Piston's own limits are shorter unless somebody raised them."""
LARGEST_ANSWER = 2 * 1024 * 1024
AT_ONCE = 8
"""Programs that wait for it at one moment; more would take a room's worth of sockets and memory."""
LANGUAGES_KEPT = 300
"""Seconds for which what it offers is believed."""
SILENCE_KEPT = 15
"""Seconds for which it is not asked again after it did not answer: many pages ask."""


class PistonAway(Exception):
    """It does not answer, or not as Piston does."""


class PistonBusy(Exception):
    """It has too much to do, or allows us no more for now."""


class Language(BaseModel):
    language: str
    version: str
    aliases: list[str] = []


class Stage(BaseModel):
    """What compiling, or running, came to."""

    stdout: str = ""
    stderr: str = ""
    code: int | None = None
    signal: str | None = None


class Outcome(BaseModel):
    run: Stage | None = None
    """None: it was not compiled, so there was nothing to run."""
    compile: Stage | None = None
    """None: nothing is compiled in this language."""


@dataclass(frozen=True)
class Program:
    language: Language
    files: list[tuple[str, str]]
    """Names and contents. The first is the one that is run."""
    stdin: str = ""


@dataclass
class Piston:
    url: str
    """With its path, such as http://localhost:2000/api/v2."""
    key: str | None = field(default=None, repr=False)
    _languages: list[Language] = field(default_factory=list)
    _silence: PistonAway | PistonBusy | None = None
    _asked_again_at: float = 0
    _running: int = 0

    async def languages(self) -> list[Language]:
        """What it runs. Raises PistonAway and PistonBusy, also for a while after it did."""
        if time.monotonic() >= self._asked_again_at:
            try:
                answer = await self._ask("GET", "runtimes", seconds=ANSWERS_WITHIN)
                self._languages, self._silence = _read(TypeAdapter(list[Language]), answer), None
            except (PistonAway, PistonBusy) as silence:
                self._silence = silence
            self._asked_again_at = time.monotonic() + (SILENCE_KEPT if self._silence else LANGUAGES_KEPT)
        if self._silence:
            raise self._silence
        return self._languages

    async def execute(self, program: Program) -> Outcome:
        """Within the limits of time and memory that Piston itself is set up with. Raises PistonAway and PistonBusy."""
        wanted = {
            "language": program.language.language,
            "version": program.language.version,
            # It refuses a file with nothing in it.
            "files": [{"name": name, "content": content or "\n"} for name, content in program.files],
            "stdin": program.stdin,
        }
        if self._running >= AT_ONCE:
            raise PistonBusy(f"{AT_ONCE} programs run already")
        self._running += 1
        try:
            return _read(TypeAdapter(Outcome), await self._ask("POST", "execute", seconds=RUNS_WITHIN, json=wanted))
        finally:
            self._running -= 1

    async def _ask(self, method: str, what: str, *, seconds: float, json: Any = None) -> bytes:
        headers = {"Authorization": self.key} if self.key else {}
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, headers=headers) as http,
                http.request(method, f"{self.url}/{what}", json=json, allow_redirects=False) as answer,
            ):
                if answer.status in (429, 503):
                    raise PistonBusy(f"it answers {answer.status}")
                if answer.status != 200:
                    raise PistonAway(f"it answers {answer.status}")
                return await _body(answer)
        except TimeoutError as error:
            raise PistonAway(f"no answer within {seconds} seconds") from error
        except aiohttp.ClientError as error:
            raise PistonAway(str(error) or type(error).__name__) from error


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in answer.content.iter_chunked(64 * 1024):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise PistonAway(f"its answer is larger than {LARGEST_ANSWER} bytes")
    return bytes(body)


def _read(shape: TypeAdapter[Shape], answer: bytes) -> Shape:
    try:
        return shape.validate_json(answer)
    except ValidationError as error:
        raise PistonAway("something else answers there") from error
