"""Hands, reactions and names: what everyone does for themselves, and hosts may undo."""

from uuid import UUID

from chalkroom.classroom import log
from chalkroom.classroom.connections import Connection
from chalkroom.classroom.handling import Answer, Events, allowed, in_room, somebody
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.log import Kind
from chalkroom.classroom.order import service
from chalkroom.classroom.order.messages import AboutOneOrAll, RaiseHand, React, Rename
from chalkroom.classroom.permissions import Permission, require
from chalkroom.classroom.sfu import tasks as sfu
from chalkroom.kit import clock


async def raise_hand(hub: Hub, connection: Connection, message: RaiseHand) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        person = in_room(room, connection)
        if message.raised == (person.hand is not None):
            return
        since = clock.now() if message.raised else None
        async with hub.presence_transaction() as db:
            await service.set_hand(db, session_id=room.session_id, person=person, since=since, by=person)
        person.hand = since
        await hub.tell_everyone_of(room, person)


async def lower_hands(hub: Hub, connection: Connection, message: AboutOneOrAll) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.KEEP_ORDER)
        everyone = list(room.people.values())
        people = everyone if message.participant_id is None else [somebody(room, message.participant_id)]
        raised = [person for person in people if person.hand]
        async with hub.presence_transaction() as db:
            for person in raised:
                await service.set_hand(db, session_id=room.session_id, person=person, since=None, by=by)
        for person in raised:
            person.hand = None
            await hub.tell_everyone_of(room, person)


async def react(hub: Hub, connection: Connection, message: React) -> Answer:
    connection.count_reaction()
    async with hub.presence.hold(connection.session_id) as room:
        person = in_room(room, connection)
        async with hub.presence_transaction() as db:
            log.append(db, room.session_id, Kind.REACTION, UUID(person.id), reaction=message.reaction)
        await hub.tell(room.people.values(), "reaction", {"from": person.id, "reaction": message.reaction})


async def rename(hub: Hub, connection: Connection, message: Rename) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = in_room(room, connection)
        if message.participant_id != by.id:
            require(by, Permission.KEEP_ORDER)
        person = somebody(room, message.participant_id)
        if message.name == person.name:
            return
        async with hub.transaction() as db:
            await service.rename(db, session_id=room.session_id, person=person, name=message.name, by=by)
            await sfu.follow(db, room)
        person.name = message.name
        await hub.documents.review(room.session_id)
        await hub.tell_everyone_of(room, person)
        await hub.tell_onlookers(room)


EVENTS: Events = {
    "raise-hand": (RaiseHand, raise_hand),
    "lower-hands": (AboutOneOrAll, lower_hands),
    "react": (React, react),
    "rename": (Rename, rename),
}
