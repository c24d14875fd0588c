"""Reports on their way into the log: one row each, written together every few seconds."""

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog

from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry
from chalkroom.kit import clock

if TYPE_CHECKING:
    from chalkroom.classroom.hub import Hub

logger = structlog.get_logger()

WRITE_SECONDS = 5.0
MOST_GATHERED = 10_000
"""Of a thousand people in the time of one round; what is beyond that is not kept."""


class Gathered:
    """In memory until the next round: what a crash loses is five seconds of measures."""

    def __init__(self) -> None:
        self._entries: list[LogEntry] = []

    def add(self, session_id: UUID, participant_id: UUID, data: dict[str, Any]) -> None:
        if len(self._entries) < MOST_GATHERED:
            entry = LogEntry(
                session_id=session_id, at=clock.now(), kind=Kind.QUALITY, participant_id=participant_id, data=data
            )
            self._entries.append(entry)

    async def keep(self, hub: "Hub") -> None:
        """For as long as the process serves."""
        try:
            while True:
                await asyncio.sleep(WRITE_SECONDS)
                await self.write(hub)
        finally:
            await self.write(hub)

    async def write(self, hub: "Hub") -> None:
        entries, self._entries = self._entries, []
        if not entries:
            return
        try:
            async with hub.presence_transaction() as db:
                db.add_all(entries)
        except Exception as error:  # the database may be away; lessons do not wait for measures
            logger.error("measures not kept", reports=len(entries), exc_info=error)
