"""Entering, leaving and signalling, as docs/protocol.md describes them. One handler each: one verb, commit, tell."""

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

from chalkroom.classroom import addresses, lobby, messages, presence, service
from chalkroom.classroom.connections import Connection
from chalkroom.classroom.errors import NoSuchParticipant, RoomFull, UnknownEvent
from chalkroom.classroom.handling import Answer, Events, allowed, in_room
from chalkroom.classroom.hub import Hub, shown
from chalkroom.classroom.ice import good_for, ice_servers, relay_only
from chalkroom.classroom.messages import (
    AboutParticipant,
    Admission,
    Description,
    IceCandidate,
    JoinRoom,
    MediaState,
    Nothing,
)
from chalkroom.classroom.permissions import Permission
from chalkroom.classroom.presence import Person, Room, Waiting
from chalkroom.classroom.recording import copying
from chalkroom.classroom.recording import telling as recording
from chalkroom.classroom.rights import Media
from chalkroom.classroom.schemas import RoomSession
from chalkroom.classroom.sfu import moving
from chalkroom.kit.problems import NotAllowed
from chalkroom.sessions.models import Session


async def join_room(hub: Hub, connection: Connection, message: JoinRoom) -> Answer:
    wish = service.Wish(
        connection.sid,
        message.connection_id,
        message.over(Media()),
        says_screen="screen" in message.model_fields_set,
        device=message.device,
        recorded=message.recorded,
        can_record=message.can_record,
    )
    async with hub.presence.hold(connection.session_id) as room:
        async with hub.presence_transaction() as db:
            session = await hub.open_session(db, connection.session_id)
            status = session.status
            room.relay_only = relay_only(hub.runtime.settings, session)
            outcome, person, entitled = await service.enter(
                db,
                room=room,
                session=session,
                participant_id=connection.participant_id,
                wish=wish,
                limit=hub.most_people(room),
            )
        connection.looking = False
        if outcome == "denied":
            return _outside(hub, room, person, session, "denied")
        if outcome == "waiting":
            await _wait(hub, room, person, entitled=entitled)
            return _outside(hub, room, person, session, "waiting")
        await _take_place(hub, room, person)
        copying.tend(hub, room)
        if session.status is not status:
            await hub.tell_session(room, session, except_sid=connection.sid)
            await hub.documents.review(connection.session_id)
        if outcome == "resumed":
            await hub.tell_state(room, person)
            return _inside(hub, room, person, session, resumed=True)
        await moving.tend(hub, room, entering=person)
        recording.tend(hub, room, session)
        answered = await hub.tell_entry(room, person, message)
        # Later, so that the newcomer's acknowledgement comes before the news of others.
        hub.spawn(hub.let_in(connection.session_id))
        return _inside(hub, room, person, session, answered=answered)


async def look_in(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        async with hub.transaction() as db:
            await hub.open_session(db, connection.session_id)
        seen = hub.look(room, connection)
        if not room.on_socket(connection) and not room.waiting_on_socket(connection):
            connection.looking, connection.last_seen = True, seen
        return seen


async def renew_ice_servers(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    """Before their credentials expire in a long session."""
    settings = hub.runtime.settings
    servers = ice_servers(settings, connection.participant_id)
    return {"ice_servers": [server.model_dump() for server in servers], "ice_seconds": good_for(settings)}


async def leave_session(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    await hub.gone(connection, cleanly=True)


async def standing_offer(hub: Hub, connection: Connection, message: messages.StandingOffer) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        person = in_room(room, connection)
        if room.carrier.kind == "mesh":
            person.standing = presence.StandingOffer(message.offer_id, message.sdp)
            await hub.tell_onlookers(room)


async def offer(hub: Hub, connection: Connection, message: Description) -> Answer:
    await _relay(hub, connection, "offer", message.to, lambda room: {"sdp": shown(room, message.sdp)})


async def answer(hub: Hub, connection: Connection, message: Description) -> Answer:
    await _relay(hub, connection, "answer", message.to, lambda room: {"sdp": shown(room, message.sdp)})


async def ice_candidate(hub: Hub, connection: Connection, message: IceCandidate) -> Answer:
    def payload(room: Room) -> dict[str, Any] | None:
        candidate = message.candidate.model_dump() if message.candidate else None
        if candidate and room.relay_only:
            candidate["candidate"] = addresses.of_relay(candidate["candidate"])
            if candidate["candidate"] is None:
                return None  # no way that may be used here
        return {"candidate": candidate}

    await _relay(hub, connection, "ice-candidate", message.to, payload)


async def media_state(hub: Hub, connection: Connection, message: MediaState) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        waiting = room.waiting_on_socket(connection)
        if waiting:
            # What they may have on is settled when they enter.
            waiting.person.media = message.over(waiting.person.media)
            return
        person = in_room(room, connection)
        media = message.over(person.media)
        if media.within(room.rights_of(person)) != media:
            raise NotAllowed()
        async with hub.presence_transaction() as db:
            await service.set_media(db, session_id=connection.session_id, participant_id=person.id, media=media)
        person.media = media
        person.told_off.clear()
        await hub.tell_state(room, person)


async def admit(hub: Hub, connection: Connection, message: AboutParticipant) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        waiting = room.waiting.get(message.participant_id)
        comes_in = [waiting.person] if waiting and waiting.person.sid else []
        async with hub.transaction() as db:
            session = await hub.open_session(db, connection.session_id)
            by = allowed(room, connection, Permission.ADMIT)
            await lobby.admit(db, session=session, participant_id=message.participant_id, by=by)
            for person in comes_in:
                if not hub.has_place(room, session, person):
                    raise RoomFull()
                await service.call_in(db, room=room, person=person)
        await _open_door(hub, room, session, {message.participant_id}, comes_in)


async def admit_all(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    """As far as there are places; whoever came first enters first."""
    async with hub.presence.hold(connection.session_id) as room:
        async with hub.transaction() as db:
            session = await hub.open_session(db, connection.session_id)
            by = allowed(room, connection, Permission.ADMIT)
            places = room.free_places(capacity=session.capacity, limit=hub.most_people(room))
            comes_in = [waiting.person for waiting in room.lobby()][: max(0, places)]
            for person in comes_in:
                await lobby.admit(db, session=session, participant_id=person.id, by=by)
                await service.call_in(db, room=room, person=person)
        admitted = [person.id for person in comes_in]
        await _open_door(hub, room, session, set(admitted), comes_in)
        return {"admitted": admitted}


async def deny(hub: Hub, connection: Connection, message: AboutParticipant) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        waiting = room.waiting.get(message.participant_id)
        async with hub.transaction() as db:
            session = await hub.open_session(db, connection.session_id)
            by = allowed(room, connection, Permission.ADMIT)
            if waiting and waiting.entitled and room.rules.locked:
                await lobby.send_away(db, session=session, participant_id=message.participant_id, by=by)
            else:
                await lobby.deny(db, session=session, participant_id=message.participant_id, by=by)
        room.waiting.pop(message.participant_id, None)
        if waiting and waiting.person.sid:
            await hub.last_word([waiting.person.sid], "denied")
        await hub.tell_lobby(room)


async def end_session(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        async with hub.transaction() as db:
            session = await hub.open_session(db, connection.session_id)
            person = allowed(room, connection, Permission.END, session=session)
            await service.end(db, session=session, by=UUID(person.id))
        await hub.say_over(room, session, ended_by=person.name)


async def refuse_unknown(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    raise UnknownEvent()


EVENTS: Events = {
    "join-room": (JoinRoom, join_room),
    "create-room": (JoinRoom, join_room),
    "join-session": (JoinRoom, join_room),
    "look-in": (Nothing, look_in),
    "ice-servers": (Nothing, renew_ice_servers),
    "leave-session": (Nothing, leave_session),
    "standing-offer": (messages.StandingOffer, standing_offer),
    "offer": (Description, offer),
    "answer": (Description, answer),
    "ice-candidate": (IceCandidate, ice_candidate),
    "media-state": (MediaState, media_state),
    "admit": (AboutParticipant, admit),
    "admit-all": (Nothing, admit_all),
    "deny": (AboutParticipant, deny),
    "end-session": (Nothing, end_session),
}


def _inside(hub: Hub, room: Room, person: Person, session: Session, **more: Any) -> Answer:
    carrier = moving.shown(hub, room, person)
    return Admission.inside(room, person, RoomSession.of(session), carrier, **more).wire()


def _outside(hub: Hub, room: Room, person: Person, session: Session, state: Literal["waiting", "denied"]) -> Answer:
    carrier = moving.shown(hub, room, None)
    return Admission.outside(room, person, RoomSession.of(session), carrier, state=state).wire()


async def _wait(hub: Hub, room: Room, person: Person, *, entitled: bool) -> None:
    before = room.waiting.get(person.id)
    if before:
        person.joined_at = before.person.joined_at
        await _displace(hub, before.person, person)
    room.waiting[person.id] = Waiting(person, entitled)
    await hub.tell_lobby(room)


async def _take_place(hub: Hub, room: Room, person: Person) -> None:
    waited = room.waiting.pop(person.id, None)
    for before in (waited.person if waited else None, room.people.get(person.id)):
        if before:
            await _displace(hub, before, person)
    room.people[person.id] = person


async def _displace(hub: Hub, before: Person, now: Person) -> None:
    """The same participant through another socket: another page is told, an earlier connection of this page is not."""
    if before.sid is None or before.sid == now.sid:
        return
    if before.connection_id == now.connection_id:
        hub.close(before.sid)
    else:
        await hub.last_word([before.sid], "replaced")


async def _open_door(hub: Hub, room: Room, session: Session, admitted: set[str], comes_in: list[Person]) -> None:
    """Those who were admitted may enter from now on; those of them who stand there are in the room."""
    for connection in room.connections.values():
        if connection.participant_id in admitted:
            connection.admitted = True
    for person in comes_in:
        await hub.bring_in(room, session, person)
    await hub.tell_lobby(room)
    await hub.tell_onlookers(room)


async def _relay(
    hub: Hub, connection: Connection, event: str, to: str, payload_in: Callable[[Room], dict[str, Any] | None]
) -> None:
    """From one person in the room to another; nothing if that room must not see it.

    Under the lock, so that it never overtakes the news of an entry.
    """
    async with hub.presence.hold(connection.session_id) as room:
        sender = in_room(room, connection)
        receiver = room.people.get(to)
        if receiver is None or receiver is sender:
            raise NoSuchParticipant()
        payload = payload_in(room)
        if payload is not None:
            await hub.tell([receiver], event, {"from": sender.id, "connection_id": sender.connection_id, **payload})
