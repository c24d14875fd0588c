"""What hosts do with others and with the room. Each is refused to whoever is no host, and then changes nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log, queries
from chalkroom.classroom.connections import Connection
from chalkroom.classroom.errors import NoSuchParticipant
from chalkroom.classroom.handling import Answer, Events, allowed, in_room, somebody
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.log import Kind
from chalkroom.classroom.messages import AboutParticipant, Lobby, UserLeft
from chalkroom.classroom.models import ParticipantRole
from chalkroom.classroom.order import gestures, service
from chalkroom.classroom.order.messages import (
    AboutOneOrAll,
    Extend,
    ReportMedia,
    SetCoHost,
    SetExceptions,
    SetRules,
    SetStage,
)
from chalkroom.classroom.permissions import Permission, require
from chalkroom.classroom.presence import Person, Room
from chalkroom.classroom.rights import Kind as MediaKind
from chalkroom.classroom.rights import Media, Rights, Rules, effective
from chalkroom.classroom.sfu import moving
from chalkroom.classroom.sfu import tasks as sfu
from chalkroom.kit.problems import NotAllowed
from chalkroom.sessions import service as sessions

REPORT_SECONDS = 60
"""The hosts hear of one person and kind at most this often."""

Silenced = Sequence[tuple[Person, Media]]
"""People, and what they may leave on."""


async def mute(hub: Hub, connection: Connection, message: AboutOneOrAll) -> Answer:
    await _switch_off(hub, connection, "audio", message.participant_id)


async def stop_camera(hub: Hub, connection: Connection, message: AboutParticipant) -> Answer:
    await _switch_off(hub, connection, "video", message.participant_id)


async def stop_screen(hub: Hub, connection: Connection, message: AboutParticipant) -> Answer:
    await _switch_off(hub, connection, "screen", message.participant_id)


async def ask_to_unmute(hub: Hub, connection: Connection, message: AboutParticipant) -> Answer:
    """Nobody is ever switched on by another."""
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.KEEP_ORDER)
        person = somebody(room, message.participant_id)
        async with hub.presence_transaction() as db:
            log.append(db, room.session_id, Kind.UNMUTE_ASKED, UUID(person.id), by=by.id)
        await hub.tell([person], "unmute-asked", {"by": by.name})


async def remove(hub: Hub, connection: Connection, message: AboutParticipant) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.KEEP_ORDER)
        removed_id = message.participant_id
        rules = room.rules.without(removed_id)
        async with hub.transaction() as db:
            await service.remove(db, session_id=room.session_id, participant_id=removed_id, by=by)
            await sfu.follow(db, room)
            if rules != room.rules:
                await service.write_rules(db, session_id=room.session_id, rules=rules)
        was_inside = room.people.pop(removed_id, None)
        room.waiting.pop(removed_id, None)
        theirs = [sid for sid, other in room.connections.items() if other.participant_id == removed_id]
        await hub.documents.review(room.session_id)
        await hub.last_word(theirs, "removed")
        if was_inside:
            left = UserLeft(participant_id=removed_id, reason="removed")
            await hub.tell(room.people.values(), "user-left", left.wire())
        if rules != room.rules:
            room.rules = rules
            await hub.tell_rules(room)
        await hub.tell_lobby(room)
        await hub.tell_onlookers(room)
        await moving.tend(hub, room)
        hub.spawn(hub.let_in(room.session_id))


async def set_rules(hub: Hub, connection: Connection, message: SetRules) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.KEEP_ORDER)
        given: dict[str, Any] = message.model_dump(exclude_none=True)
        if message.rights is not None:
            given["rights"] = frozenset(message.rights)
        if message.private is not None:
            given["private"] = frozenset(message.private)
        rules = replace(room.rules, **given)
        if rules == room.rules:
            return
        if rules.encrypted != room.rules.encrypted:
            # There is no way back in this session: what was said in between would look as if it had been encrypted.
            require(by, Permission.ALLOW_UNENCRYPTED)
            if rules.encrypted:
                raise NotAllowed()
        touched = [person for person in room.people.values() if _rights(rules, person) != room.rights_of(person)]
        silenced = [each for person in touched for each in _silenced(person, _rights(rules, person))]
        async with hub.transaction() as db:
            await service.write_rules(db, session_id=room.session_id, rules=rules)
            log.append(db, room.session_id, Kind.RULES, UUID(by.id), **message.model_dump(exclude_none=True))
            await _write_silence(db, room, silenced, by)
        lock_moved = rules.locked != room.rules.locked
        room.rules = rules
        await hub.documents.review(room.session_id)
        await hub.tell_rules(room)
        await _silence(hub, silenced, by)
        for person in touched:
            await hub.tell_everyone_of(room, person)
        if lock_moved:
            await hub.tell_lobby(room)
            await hub.tell_onlookers(room)
            hub.spawn(hub.let_in(room.session_id))


async def set_exceptions(hub: Hub, connection: Connection, message: SetExceptions) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.KEEP_ORDER)
        person = somebody(room, message.participant_id)
        if message.exceptions == person.exceptions:
            return
        silenced = _silenced(person, effective(room.rules, message.exceptions, host=person.is_host))
        async with hub.transaction() as db:
            await service.set_exceptions(
                db, session_id=room.session_id, person=person, exceptions=message.exceptions, by=by
            )
            await _write_silence(db, room, silenced, by)
        person.exceptions = message.exceptions
        await hub.documents.review(room.session_id)
        await _silence(hub, silenced, by)
        await hub.tell_everyone_of(room, person)


async def set_co_host(hub: Hub, connection: Connection, message: SetCoHost) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.APPOINT)
        person = somebody(room, message.participant_id)
        if person.role is ParticipantRole.TEACHER:
            raise NotAllowed()
        if message.co_host == person.co_host:
            return
        silenced = _silenced(person, effective(room.rules, person.exceptions, host=message.co_host))
        async with hub.transaction() as db:
            await service.set_co_host(db, session_id=room.session_id, person=person, co_host=message.co_host, by=by)
            await _write_silence(db, room, silenced, by)
        person.co_host = message.co_host
        for theirs in room.connections.values():
            if theirs.participant_id == person.id:
                theirs.co_host = message.co_host
        await hub.documents.review(room.session_id)
        await _silence(hub, silenced, by)
        await hub.tell_everyone_of(room, person)
        # Who waits is for hosts alone.
        waiting = Lobby.of(room) if person.is_host else Lobby(waiting=[])
        await hub.tell([person], "lobby", waiting.wire())


async def spotlight(hub: Hub, connection: Connection, message: AboutOneOrAll) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.KEEP_ORDER)
        person = somebody(room, message.participant_id) if message.participant_id is not None else None
        rules = replace(room.rules, spotlight=person.id if person else None)
        if rules == room.rules:
            return
        async with hub.transaction() as db:
            await service.write_rules(db, session_id=room.session_id, rules=rules)
            log.append(db, room.session_id, Kind.SPOTLIGHT, UUID(person.id) if person else None, by=by.id)
        room.rules = rules
        await hub.tell_rules(room)


async def set_stage(hub: Hub, connection: Connection, message: SetStage) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.KEEP_ORDER)
        rules = replace(room.rules, **message.model_dump())
        if rules == room.rules:
            return
        async with hub.transaction() as db:
            # Their work may be shown when they have gone home.
            if rules.copy_of is not None and not await queries.is_participant(db, room.session_id, UUID(rules.copy_of)):
                raise NoSuchParticipant()
            await service.write_rules(db, session_id=room.session_id, rules=rules)
            log.append(db, room.session_id, Kind.STAGE, UUID(by.id), **message.model_dump(exclude_none=True))
        room.rules = rules
        await hub.documents.review(room.session_id)
        await hub.tell_rules(room)


async def report_media(hub: Hub, connection: Connection, message: ReportMedia) -> Answer:
    """A page receives what the server says is off: its sender does not keep to the rules."""
    async with hub.presence.hold(connection.session_id) as room:
        reporter = in_room(room, connection)
        person = somebody(room, message.participant_id)
        now = asyncio.get_running_loop().time()
        last = person.reported.get(message.kind)
        heard_lately = last is not None and now - last < REPORT_SECONDS
        # A picture may be that of a screen; and what was just switched on may arrive before the news of it.
        is_on = person.media.audio if message.kind == "audio" else person.media.video or person.media.screen
        if person is reporter or is_on or heard_lately:
            return
        person.reported[message.kind] = now
        async with hub.presence_transaction() as db:
            log.append(db, room.session_id, Kind.MEDIA_REPORTED, UUID(person.id), by=reporter.id, media=message.kind)
            await sfu.follow(db, room)
        await hub.tell(room.hosts(), "media-reported", {"participant_id": person.id, "kind": message.kind})


async def extend(hub: Hub, connection: Connection, message: Extend) -> Answer:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.EXTEND)
        async with hub.transaction() as db:
            session = await hub.open_session(db, connection.session_id)
            await sessions.extend(db, session, minutes=message.minutes)
            log.append(db, room.session_id, Kind.EXTENDED, UUID(by.id), minutes=message.minutes)
        await hub.tell_session(room, session)


EVENTS: Events = {
    "mute": (AboutOneOrAll, mute),
    "stop-camera": (AboutParticipant, stop_camera),
    "stop-screen": (AboutParticipant, stop_screen),
    "ask-to-unmute": (AboutParticipant, ask_to_unmute),
    "remove": (AboutParticipant, remove),
    "set-rules": (SetRules, set_rules),
    "set-exceptions": (SetExceptions, set_exceptions),
    "set-co-host": (SetCoHost, set_co_host),
    "spotlight": (AboutOneOrAll, spotlight),
    "set-stage": (SetStage, set_stage),
    "report-media": (ReportMedia, report_media),
    "extend": (Extend, extend),
    **gestures.EVENTS,
}


async def _switch_off(hub: Hub, connection: Connection, kind: MediaKind, participant_id: str | None) -> None:
    async with hub.presence.hold(connection.session_id) as room:
        by = allowed(room, connection, Permission.KEEP_ORDER)
        if participant_id is None:
            people = [person for person in room.people.values() if not person.is_host]
        else:
            people = [somebody(room, participant_id)]
        silenced = [(person, person.media.without({kind})) for person in people if getattr(person.media, kind)]
        if not silenced:
            return
        async with hub.presence_transaction() as db:
            await _write_silence(db, room, silenced, by)
        await _silence(hub, silenced, by)
        for person, _ in silenced:
            await hub.tell_everyone_of(room, person)


def _rights(rules: Rules, person: Person) -> Rights:
    return effective(rules, person.exceptions, host=person.is_host)


def _silenced(person: Person, rights: Rights) -> Silenced:
    """What is left of what they have on, if these rights do not allow all of it."""
    left = person.media.within(rights)
    return [] if left == person.media else [(person, left)]


async def _write_silence(db: AsyncSession, room: Room, silenced: Silenced, by: Person) -> None:
    """Who may do less than before, or is switched off: LiveKit, too, is to hold them to it."""
    for person, media in silenced:
        await service.switch_off(db, session_id=room.session_id, person=person, media=media, by=by)
    await sfu.follow(db, room)


async def _silence(hub: Hub, silenced: Silenced, by: Person) -> None:
    """Whoever it concerns hears what is to be off now. The others hear it from the caller."""
    for person, media in silenced:
        lost = person.media.lost(media)
        person.media = media
        person.told_off.update(lost)
        for kind in lost:
            await hub.tell([person], "muted", {"kind": kind, "by": by.name})
