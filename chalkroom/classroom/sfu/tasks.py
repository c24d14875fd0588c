"""The jobs about LiveKit: each makes LiveKit's room what the database says, whatever was done before."""

from uuid import UUID

import procrastinate
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import queries
from chalkroom.classroom.log import Kind
from chalkroom.classroom.presence import Room
from chalkroom.classroom.sfu import livekit, reconciling, service
from chalkroom.classroom.sfu.livekit import LiveKitAway
from chalkroom.kit.jobs import JobContext, defer, runtime_of

logger = structlog.get_logger()

tasks = procrastinate.Blueprint()


async def follow(db: AsyncSession, room: Room) -> None:
    """Something changed, in this transaction, that LiveKit has to follow where it carries the room."""
    if room.carrier.uses_livekit:
        await follow_session(db, room.session_id)


async def follow_session(db: AsyncSession, session_id: UUID) -> None:
    await defer(db, reconcile, session_id=str(session_id))


async def session_over(db: AsyncSession, session_id: UUID) -> None:
    """In the transaction in which the session ends."""
    carrier = await queries.last_entry(db, session_id, Kind.CARRIER)
    if carrier and service.uses_livekit(carrier):
        service.closed(db, session_id, number=carrier["number"])
        await follow_session(db, session_id)


@tasks.task(
    name="sfu:reconcile",
    pass_context=True,
    retry=procrastinate.RetryStrategy(max_attempts=4, exponential_wait=2),
)
async def reconcile(context: JobContext, *, session_id: str) -> None:
    runtime = runtime_of(context)
    if not runtime.settings.livekit_url:
        return
    async with livekit.connected(runtime.settings) as client:
        await reconciling.reconcile(runtime.database, client, UUID(session_id))


@tasks.periodic(cron="* * * * *")
@tasks.task(name="sfu:tidy", pass_context=True)
async def tidy(context: JobContext, timestamp: int) -> None:
    """Every room that LiveKit has of ours: no web hook and no job has to arrive for it to become right again.

    `timestamp` is the scheduler's; every run does all there is.
    """
    runtime = runtime_of(context)
    if not runtime.settings.livekit_url:
        return
    try:
        async with livekit.connected(runtime.settings) as client:
            for name in await client.rooms():
                session_id = service.known_id(name)
                async with runtime.database.transaction() as db:
                    # LiveKit may carry rooms of others as well.
                    is_ours = session_id and await queries.is_session(db, session_id)
                if session_id and is_ours:
                    await reconciling.reconcile(runtime.database, client, session_id)
    except LiveKitAway as error:
        logger.warning("LiveKit's rooms not looked through", error=str(error))
