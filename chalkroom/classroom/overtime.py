"""Sessions that nobody ends: long past their planned end, or with nobody inside, they end by themselves."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import queries, service
from chalkroom.kit import clock
from chalkroom.sessions import queries as sessions
from chalkroom.settings import Settings

if TYPE_CHECKING:
    from chalkroom.classroom.hub import Hub

logger = structlog.get_logger()

ROUND_SECONDS = 30.0


async def keep(hub: "Hub") -> None:
    """For as long as the process serves. What it goes by is in the database, so that a restart forgets nothing."""
    while True:
        await asyncio.sleep(ROUND_SECONDS)
        try:
            await end_overdue(hub)
        except Exception as error:  # the database may be away; the next round tries again
            logger.error("overdue sessions not ended", exc_info=error)


async def end_overdue(hub: "Hub") -> None:
    async with hub.transaction() as db:
        overdue = await _overdue(db, hub.runtime.settings)
    for session_id in overdue:
        async with hub.presence.hold(session_id) as room:
            async with hub.transaction() as db:
                session = await sessions.by_id(db, session_id, lock=True)
                # Somebody may have come, or the session have been extended or ended meanwhile.
                if session is None or session_id not in await _overdue(db, hub.runtime.settings):
                    continue
                await service.end(db, session=session, by=None)
            await hub.say_over(room, session, ended_by=None)


async def _overdue(db: AsyncSession, settings: Settings) -> set[UUID]:
    now = clock.now()
    return await queries.overdue(
        db,
        planned_end_before=now - timedelta(minutes=settings.end_grace_minutes),
        empty_since_before=now - timedelta(minutes=settings.empty_room_minutes),
    )
