"""The one clock. Everything that asks for the time asks here, so that a test can set it."""

from datetime import UTC, datetime, timedelta

_offset = timedelta()


def now() -> datetime:
    """The current instant, in UTC."""
    return datetime.now(UTC) + _offset


def travel_to(instant: datetime | None) -> None:
    """Let the clock run from `instant` on; None brings it back to the present."""
    global _offset
    _offset = instant - datetime.now(UTC) if instant else timedelta()
