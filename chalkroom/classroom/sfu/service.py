"""What the room's log says about its carrier: the log is where it is kept, and read from after a restart."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log, queries
from chalkroom.classroom.log import Kind
from chalkroom.classroom.sfu.carrier import Carrier, Move


async def learn(db: AsyncSession, session_id: UUID, *, now: float) -> Carrier:
    """As the log has it. `now` on the event loop's clock."""
    said = await queries.last_entry(db, session_id, Kind.CARRIER)
    if said is None:
        return Carrier()
    return Carrier.resumed(said["carrier"], said["number"], settled=said["settled"], now=now)


def known_id(name: str) -> UUID | None:
    """Of the session or the participant that LiveKit calls so; None where it is not one of ours."""
    try:
        return UUID(name)
    except ValueError:
        return None


def uses_livekit(said: dict[str, Any]) -> bool:
    """Whether the session has, or may still have, a room of LiveKit's, by what the log said last."""
    return said["carrier"] == "sfu" or not said["settled"]


def closed(db: AsyncSession, session_id: UUID, *, number: int) -> None:
    """The session is over: nothing carries anything any more."""
    log.append(db, session_id, Kind.CARRIER, carrier="mesh", number=number + 1, settled=True, why="ended")


def moved(db: AsyncSession, session_id: UUID, carrier: Carrier, step: Move) -> None:
    """The move that is about to be made."""
    data = {"carrier": step.to, "number": carrier.number + 1, "settled": False, "why": step.why}
    log.append(db, session_id, Kind.CARRIER, **data)


def settled(db: AsyncSession, session_id: UUID, carrier: Carrier) -> None:
    log.append(db, session_id, Kind.CARRIER, carrier=carrier.kind, number=carrier.number, settled=True)
