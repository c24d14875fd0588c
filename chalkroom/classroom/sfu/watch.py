"""Whether LiveKit is there: asked in the background, so that no room ever waits for its answer."""

import asyncio
from collections.abc import Callable

import structlog

from chalkroom.classroom.sfu import livekit
from chalkroom.classroom.sfu.carrier import LiveKitState
from chalkroom.classroom.sfu.livekit import LiveKit, LiveKitAway
from chalkroom.settings import Settings

logger = structlog.get_logger()

IDLE_SECONDS, BUSY_SECONDS, WORRIED_SECONDS = 10.0, 2.0, 1.0
"""From one question to the next: while no room uses it, while one does, and once it has failed to answer."""
DEAD_AFTER_SECONDS = 4.0
FAILURES = 3


class Health:
    """What the answers add up to. A pure rule: times are given."""

    def __init__(self) -> None:
        self.state: LiveKitState = "unknown"
        self._failures = 0
        self._failing_since: float | None = None

    @property
    def worries(self) -> bool:
        return self._failures > 0

    def heard(self, answered: bool, now: float) -> None:
        if answered:
            self._failures, self._failing_since = 0, None
            self.state = "alive"
            return
        self._failures += 1
        if self._failing_since is None:
            self._failing_since = now
        # What never answered is not expected to.
        long_enough = self.state == "unknown" or now - self._failing_since >= DEAD_AFTER_SECONDS
        if self._failures >= FAILURES and long_enough:
            self.state = "dead"


class Watch:
    def __init__(self, settings: Settings, in_use: Callable[[], bool]) -> None:
        self._settings = settings
        self._in_use = in_use
        self._health = Health()
        self._asking: asyncio.Lock = asyncio.Lock()
        self._answers = 0
        self._livekit: LiveKit | None = None
        self._worried = asyncio.Event()

    @property
    def state(self) -> LiveKitState:
        return self._health.state if self._settings.livekit_url else "off"

    async def keep(self) -> None:
        """For as long as the process serves."""
        if not self._settings.livekit_url:
            return
        async with livekit.connected(self._settings) as self._livekit:
            while True:
                await self.answers()
                await self._pause()

    async def answers(self) -> bool:
        """Ask now. Those who ask while an answer is on its way share it."""
        if self._livekit is None:
            return False
        before = self._answers
        async with self._asking:
            if self._answers == before:
                await self._ask(self._livekit)
        return not self._health.worries

    async def answers_in_time(self) -> bool:
        """Whether it answers before it is called dead: one question without an answer may be a moment's trouble."""
        while True:
            if await self.answers():
                return True
            if self.state != "alive":
                return False
            await asyncio.sleep(WORRIED_SECONDS)

    async def _ask(self, client: LiveKit) -> None:
        known = self.state
        failure = ""
        try:
            await client.answers()
        except LiveKitAway as error:
            failure = str(error)
        self._health.heard(not failure, asyncio.get_running_loop().time())
        self._answers += 1
        if self._health.worries:
            self._worried.set()
        if self.state == known:
            return
        if self.state == "alive":
            logger.info("LiveKit answers", url=self._settings.livekit_url)
        else:
            logger.error("LiveKit does not answer", url=self._settings.livekit_url, error=failure)

    async def _pause(self) -> None:
        """Until the next question is due; sooner when somebody else's question went without an answer."""
        if self._health.worries:
            self._worried.clear()
            await asyncio.sleep(WORRIED_SECONDS)
            return
        seconds = BUSY_SECONDS if self._in_use() else IDLE_SECONDS
        try:
            async with asyncio.timeout(seconds):
                await self._worried.wait()
        except TimeoutError:
            return
