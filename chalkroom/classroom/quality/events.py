"""A page reports what it measured. The log keeps it; the others learn whose device cannot keep up."""

from uuid import UUID

from chalkroom.classroom.connections import Connection
from chalkroom.classroom.handling import Answer, Events, in_room
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.quality.messages import ReportQuality


async def report_quality(hub: Hub, connection: Connection, message: ReportQuality) -> Answer:
    connection.count_quality()
    async with hub.presence.hold(connection.session_id) as room:
        person = in_room(room, connection)
        # Whoever went meanwhile is left out, as is whoever never was here.
        others = {other.id for other in room.others(person.id)}
        people = [
            each.model_dump(exclude_none=True)
            for each in {each.participant_id: each for each in message.people}.values()
            if each.participant_id in others
        ]
        own = message.own.model_dump(exclude_none=True)
        hub.measures.add(connection.session_id, UUID(person.id), {"own": own, "people": people})
        strained = message.own.reason == "processor"
        if strained != person.strained:
            person.strained = strained
            await hub.tell_state(room, person)


EVENTS: Events = {"report-quality": (ReportQuality, report_quality)}
