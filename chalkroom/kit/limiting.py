"""Limits on how often something may be tried, per address, account or meeting."""

import math
import time

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from chalkroom.kit.problems import Problem


class TooManyTries(Problem):
    status = 429
    code = "too_many_tries"
    en = "Too many tries. Please wait {retry_after} seconds and try again."
    fr = "Trop de tentatives. Patientez {retry_after} secondes, puis réessayez."

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after=retry_after)
        self.headers = {"Retry-After": str(retry_after)}


class Limiter:
    """Counts in memory: a limit protects one process, which is all there is on one machine."""

    def __init__(self) -> None:
        self._window = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._rules: dict[str, RateLimitItem] = {}

    async def check(self, rule: str, *keys: str) -> None:
        """Count one try of `keys` against `rule` ("5/minute"); raise TooManyTries beyond it."""
        item = self._rules.setdefault(rule, parse(rule))
        if not await self._window.hit(item, *keys):
            stats = await self._window.get_window_stats(item, *keys)
            raise TooManyTries(max(1, math.ceil(stats.reset_time - time.time())))
