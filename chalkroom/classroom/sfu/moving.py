"""A room moves: what the carrier says is due is done, and everybody hears of it. The caller holds the room's lock."""

import asyncio
from typing import TYPE_CHECKING

import structlog

from chalkroom.classroom.messages import Carrier, LiveKitAccess
from chalkroom.classroom.presence import Person, Room
from chalkroom.classroom.sfu import service, tasks, tokens
from chalkroom.classroom.sfu.carrier import Census, Limits, Move, Page, Rescue, Settle, Strand

if TYPE_CHECKING:
    from chalkroom.classroom.hub import Hub

logger = structlog.get_logger()


async def tend(hub: "Hub", room: Room, *, entering: Person | None = None) -> None:
    """Do what is due. `entering` is about to be told the carrier with their admission, and comes from nowhere."""
    settings = hub.runtime.settings
    mesh = min(settings.mesh_limit, settings.room_limit)
    limits = Limits(mesh=mesh, return_seconds=settings.mesh_return_seconds)
    now = asyncio.get_running_loop().time()
    newcomer = page(entering) if entering else None
    try:
        while step := room.carrier.due(_census(hub, room), limits, now):
            match step:
                case Move():
                    await _move(hub, room, step, newcomer, now)
                case Settle():
                    await _settle(hub, room)
                case Strand():
                    room.carrier.strand()
                    await hub.tell(room.people.values(), "carrier-away", {"number": room.carrier.number})
                case Rescue():
                    room.carrier.rescue()
                    await tell_carrier(hub, room, list(room.people.values()))
    except Exception as error:  # the database may be away: the room stays as it is, and the next round tries again
        logger.error("room not moved", session_id=str(room.session_id), exc_info=error)


def shown(hub: "Hub", room: Room, person: Person | None) -> Carrier:
    """As `person` is told of it; None: somebody who is not inside, and gets no way in."""
    carrier = room.carrier
    access = None
    if person and carrier.kind == "sfu" and hub.runtime.settings.livekit_url:
        token = tokens.entrance(
            hub.runtime.settings,
            room.session_id,
            participant_id=person.id,
            name=person.name,
            connection_id=person.connection_id,
            rights=room.rights_of(person),
        )
        access = LiveKitAccess(url=hub.runtime.settings.livekit_url, token=token)
    return Carrier(kind=carrier.kind, number=carrier.number, settled=carrier.settled, livekit=access)


async def tell_carrier(hub: "Hub", room: Room, people: list[Person]) -> None:
    """Each with a way in of their own."""
    for person in people:
        await hub.tell([person], "carrier", shown(hub, room, person).wire())


def page(person: Person) -> Page:
    return person.id, person.connection_id


def _census(hub: "Hub", room: Room) -> Census:
    online = frozenset(page(person) for person in room.people.values() if person.sid)
    return Census(people=len(room.people), online=online, livekit=hub.livekit.state)


async def _move(hub: "Hub", room: Room, step: Move, newcomer: Page | None, now: float) -> None:
    async with hub.presence_transaction() as db:
        service.moved(db, room.session_id, room.carrier, step)
    movers = [person for person in room.people.values() if page(person) != newcomer]
    room.carrier.move(step, frozenset(page(person) for person in movers), now)
    logger.info("room moves", session_id=str(room.session_id), to=step.to, why=step.why, people=len(room.people))
    if step.to == "sfu":
        for person in room.people.values():
            person.standing = None  # an offer to a mesh, which nobody enters any more
        await hub.tell_onlookers(room)
    await tell_carrier(hub, room, movers)


async def _settle(hub: "Hub", room: Room) -> None:
    async with hub.presence_transaction() as db:
        service.settled(db, room.session_id, room.carrier)
        await tasks.follow(db, room)
    room.carrier.settle()
    await hub.tell(room.people.values(), "carrier-settled", {"number": room.carrier.number})
