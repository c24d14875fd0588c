"""What pages say about the carrier: that they are on it, or that they cannot get onto it."""

from uuid import UUID

from chalkroom.classroom.connections import Connection
from chalkroom.classroom.handling import Answer, Events, in_room
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.sfu import moving
from chalkroom.classroom.sfu.messages import AboutCarrier


async def carrier_ready(hub: Hub, connection: Connection, message: AboutCarrier) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        person = in_room(room, connection)
        room.carrier.ready(moving.page(person), message.number)
        await moving.tend(hub, room)


async def carrier_failed(hub: Hub, connection: Connection, message: AboutCarrier) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        person = in_room(room, connection)
        connection.count_carrier_failure()
        is_current = room.carrier.kind == "sfu" and room.carrier.number == message.number
    if is_current:
        # Asking LiveKit takes a while: neither the room nor the page's next events wait for it.
        hub.spawn(_look_after(hub, connection.session_id, person.id, message.number))


async def _look_after(hub: Hub, session_id: UUID, participant_id: str, number: int) -> None:
    """If LiveKit answers, a new way in. If it does not, the room's next round sees to everybody (see moving.py)."""
    answers = await hub.livekit.answers_in_time()
    async with hub.presence.hold(session_id) as room:
        person = room.people.get(participant_id)
        if person is None or room.carrier.number != number:
            return
        if answers:
            await moving.tell_carrier(hub, room, [person])
        elif room.carrier.stranded:
            await hub.tell([person], "carrier-away", {"number": number})


EVENTS: Events = {
    "carrier-ready": (AboutCarrier, carrier_ready),
    "carrier-failed": (AboutCarrier, carrier_failed),
}
