"""The jobs about LiveKit: each makes LiveKit's room what the database says, whatever was done before."""

from uuid import UUID

import procrastinate
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.presence import Room
from chalkroom.classroom.sfu import livekit, reconciling
from chalkroom.kit.jobs import JobContext, defer, runtime_of

tasks = procrastinate.Blueprint()


async def follow(db: AsyncSession, room: Room) -> None:
    """Something changed, in this transaction, that LiveKit has to follow where it carries the room."""
    if room.carrier.uses_livekit:
        await follow_session(db, room.session_id)


async def follow_session(db: AsyncSession, session_id: UUID) -> None:
    await defer(db, reconcile, lock=f"sfu:{session_id}", session_id=str(session_id))


@tasks.task(
    name="sfu:reconcile",
    pass_context=True,
    retry=procrastinate.RetryStrategy(max_attempts=6, exponential_wait=2),
)
async def reconcile(context: JobContext, *, session_id: str) -> None:
    runtime = runtime_of(context)
    if not runtime.settings.livekit_url:
        return
    async with livekit.connected(runtime.settings) as client:
        await reconciling.reconcile(runtime.database, client, UUID(session_id))
