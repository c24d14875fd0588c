"""The live side of every room in this process: tells people what happened, after it was committed.

What happens in a room happens under its lock, commit and telling together, so that everyone hears of it in one order.
Nothing under a lock may wait for a socket to close: closing a socket reports its end, and that takes the lock.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any
from uuid import UUID

import socketio
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import addresses, overtime, queries, service
from chalkroom.classroom.caretaker import Caretaker
from chalkroom.classroom.connections import Connection
from chalkroom.classroom.documents.hub import Documents
from chalkroom.classroom.errors import SessionOver
from chalkroom.classroom.messages import (
    Admission,
    Inside,
    InsidePerson,
    JoinRoom,
    Lobby,
    Participant,
    RoomRules,
    SessionEnded,
    UserLeft,
)
from chalkroom.classroom.models import ParticipantRole
from chalkroom.classroom.presence import Person, Presence, Room
from chalkroom.classroom.quality.gathering import Gathered
from chalkroom.classroom.recording import copying, telling
from chalkroom.classroom.recording import service as recording
from chalkroom.classroom.recording.capture import NOT_YET
from chalkroom.classroom.schemas import RoomSession
from chalkroom.classroom.sfu import moving
from chalkroom.classroom.sfu import service as sfu
from chalkroom.classroom.sfu import tasks as sfu_tasks
from chalkroom.classroom.sfu.carrier import Carrier
from chalkroom.classroom.sfu.watch import Watch
from chalkroom.kit.runtime import Runtime
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.models import Session

logger = structlog.get_logger()


class Hub:
    def __init__(self, runtime: Runtime, sio: socketio.AsyncServer) -> None:
        self.runtime = runtime
        self.sio = sio
        self.presence = Presence()
        self.measures = Gathered()
        self.documents = Documents(runtime)
        self.saved = telling.Saved(self)
        self.connections: dict[str, Connection] = {}
        self.livekit = Watch(runtime.settings, self._livekit_in_use)
        self._tasks: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """From the start of the process to its end. At the end people are left where they are: they may come back."""
        caretaker = Caretaker(self)
        await caretaker.restore()
        self.spawn(caretaker.sweep())
        self.spawn(overtime.keep(self))
        self.spawn(self.measures.keep(self))
        self.spawn(self.livekit.keep())
        self.spawn(self.documents.keep_reviewing())
        try:
            yield
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self.documents.close()
            await self.sio.shutdown()

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self.runtime.database.transaction()

    def presence_transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """For who is here and what they have switched on: nobody waits at the door for a disk.

        Should the database fail within that half second, its pages reconnect and join again, which writes it anew.
        """
        return self.runtime.database.transaction(durable=False)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it soon, outside of the lock that the caller may hold."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    # What happens to a room as a whole.

    async def session_changed(self, session_id: UUID, by: str) -> None:
        """Somebody (their name) edited, ended or cancelled the session over HTTP. Called after the commit."""
        async with self.presence.hold(session_id) as room:
            async with self.transaction() as db:
                session = await sessions.by_id(db, session_id, lock=True)
                if session is None:
                    return
                encrypted = await queries.is_encrypted(db, session_id)
                if session.is_over:
                    await service.close(db, session=session, by=None)
            if session.is_over:
                await self.say_over(room, session, ended_by=by)
            else:
                await self.documents.review(session_id)
                await self.tell_session(room, session)
                await self._encrypt(room, encrypted)
                self.spawn(self.let_in(session_id))  # it may have more places now

    async def _encrypt(self, room: Room, encrypted: bool) -> None:
        """The session was edited before its lesson. Whoever waits without a key has to join again."""
        if encrypted == room.rules.encrypted:
            return
        room.rules = replace(room.rules, encrypted=encrypted)
        await self.tell_rules(room)
        for waiting in room.waiting.values():
            if encrypted and waiting.person.sid and waiting.person.device is None:
                self.close(waiting.person.sid)

    async def open_session(self, db: AsyncSession, session_id: UUID) -> Session:
        session = await sessions.by_id(db, session_id, lock=True)
        if session is None or session.is_over:
            raise SessionOver()
        return session

    async def learn_rules(self, room: Room) -> None:
        """Once for as long as the room is in memory, and before anyone enters it: a join never waits for this."""
        if not room.knows_rules:
            async with self.transaction() as db:
                room.rules = await queries.rules(db, room.session_id)
                room.capture = await recording.learn(db, room.session_id)
                room.carrier = await sfu.learn(db, room.session_id, now=asyncio.get_running_loop().time())
            room.knows_rules = True

    async def let_in(self, session_id: UUID) -> None:
        """Whoever is entitled and waits enters, as far as there are places."""
        async with self.presence.hold(session_id) as room:
            ready = [
                waiting.person
                for waiting in room.waiting.values()
                if waiting.person.sid and room.is_open_to(waiting.person, entitled=waiting.entitled)
            ]
            for person in ready:
                async with self.presence_transaction() as db:
                    session = await sessions.by_id(db, session_id, lock=True)
                    if session is None or session.is_over or not self.has_place(room, session, person):
                        return
                    await service.call_in(db, room=room, person=person)
                await self.bring_in(room, session, person)

    def closed(self, connection: Connection, *, cleanly: bool) -> None:
        """A socket is closed: it counts no longer, and what follows from that is done as soon as the room allows."""
        del self.connections[connection.sid]
        self.spawn(self._forget(connection, cleanly=cleanly))

    async def _forget(self, connection: Connection, *, cleanly: bool) -> None:
        async with self.presence.hold(connection.session_id) as room:
            room.connections.pop(connection.sid, None)
        await self.gone(connection, cleanly=cleanly)

    async def gone(self, connection: Connection, *, cleanly: bool) -> None:
        """Nobody is there through this socket any more. If its person is there through another one, nothing happens."""
        async with self.presence.hold(connection.session_id) as room:
            patience = self.runtime.settings.reconnect_seconds
            waiting = room.waiting_on_socket(connection)
            if waiting:
                # Nobody sees them at the door any more; who only reloads the page finds their place in the queue.
                _lose(waiting.person, patience)
                await self.tell_lobby(room)
            person = room.on_socket(connection)
            if person is None:
                return
            # First of all the socket counts no longer: should what follows fail, the next sweep gives up the place.
            _lose(person, 0 if cleanly else patience)
            if cleanly:
                await self.depart(room, person, "left")
            else:
                await self.tell_state(room, person)

    async def depart(self, room: Room, person: Person, reason: Any) -> None:
        """Somebody is no longer in the room."""
        async with self.presence_transaction() as db:
            await service.leave(db, session_id=room.session_id, person=person, reason=reason)
            await sfu_tasks.follow(db, room)
        del room.people[person.id]
        left = UserLeft(participant_id=person.id, reason=reason)
        await self.tell(room.people.values(), "user-left", left.wire())
        await self.tell_onlookers(room)
        await moving.tend(self, room)
        copying.tend(self, room)
        self.spawn(self.let_in(room.session_id))

    async def stop_waiting(self, room: Room, person: Person) -> None:
        """Somebody did not come back to the door."""
        del room.waiting[person.id]
        async with self.presence_transaction() as db:
            await service.stop_waiting(db, session_id=room.session_id, person=person)

    def has_place(self, room: Room, session: Session, person: Person) -> bool:
        return room.has_place(person.role, capacity=session.capacity, limit=self.most_people(room))

    def most_people(self, room: Room) -> int:
        """While LiveKit is away, a room in a mesh takes no more people than a mesh can carry."""
        settings = self.runtime.settings
        grows = room.carrier.kind == "sfu" or self.livekit.state == "alive"
        return settings.group_limit if settings.livekit_url and grows else settings.room_limit

    def _livekit_in_use(self) -> bool:
        return any(room.carrier.uses_livekit for room in self.presence.rooms())

    # Telling. The caller holds the room's lock and has committed.

    async def tell(self, people: Iterable[Person], event: str, payload: dict[str, Any]) -> None:
        await self._emit([person.sid for person in people if person.sid], event, payload)

    async def tell_entry(self, room: Room, person: Person, brought: JoinRoom | None = None) -> list[str]:
        """Someone entered; each of the others may find in it an answer to their standing offer, or an offer.

        Gives those whose standing offer was answered.
        """
        in_mesh = room.carrier.kind == "mesh"
        offers, answers = (brought.offers or {}, brought.answers or {}) if brought and in_mesh else ({}, {})
        answered: list[str] = []
        for other in room.others(person.id):
            payload: dict[str, Any] = {"participant": Participant.of(room, person).wire()}
            answer, standing = answers.get(other.id), other.standing
            if answer and standing and answer.offer_id == standing.offer_id and other.sid:
                other.standing = None  # it connects to one person only
                payload["answer"] = {"offer_id": answer.offer_id, "sdp": shown(room, answer.sdp)}
                answered.append(other.id)
            elif other.id in offers:
                payload["offer"] = shown(room, offers[other.id])
            await self.tell([other], "user-joined", payload)
        await self.tell_onlookers(room)
        return answered

    async def bring_in(self, room: Room, session: Session, person: Person) -> None:
        """Someone who waited is in the room now."""
        room.waiting.pop(person.id, None)
        room.people[person.id] = person
        await moving.tend(self, room, entering=person)
        telling.tend(self, room, session)
        copying.tend(self, room)
        carrier = moving.shown(self, room, person)
        admission = Admission.inside(room, person, RoomSession.of(session), carrier)
        await self.tell([person], "admitted", admission.wire())
        await self.tell_entry(room, person)

    async def tell_state(self, room: Room, person: Person) -> None:
        """To the others: what somebody did to themselves."""
        await self.tell(room.others(person.id), "user-updated", _updated(room, person))

    async def tell_everyone_of(self, room: Room, person: Person) -> None:
        """To the person too: what was decided about somebody."""
        await self.tell(room.people.values(), "user-updated", _updated(room, person))

    async def tell_lobby(self, room: Room) -> None:
        await self.tell(room.hosts(), "lobby", Lobby.of(room).wire())

    async def tell_rules(self, room: Room) -> None:
        await self.tell(room.people.values(), "room-updated", {"rules": RoomRules.of(room.rules).wire()})
        waiting = [waiting.person for waiting in room.waiting.values()]
        await self.tell(waiting, "room-updated", {"rules": RoomRules.of(room.rules, outside=True).wire()})

    async def tell_session(self, room: Room, session: Session, *, except_sid: str | None = None) -> None:
        sids = [sid for sid in room.connections if sid != except_sid]
        await self._emit(sids, "session-updated", {"session": _session_wire(session)})

    async def tell_onlookers(self, room: Room) -> None:
        """Those in the green room, if what they see has changed."""
        for connection in list(room.connections.values()):
            if not connection.looking:
                continue
            seen = self.look(room, connection)
            if seen != connection.last_seen:
                connection.last_seen = seen
                await self._emit([connection.sid], "inside", seen)

    def look(self, room: Room, connection: Connection) -> dict[str, Any]:
        """Who is inside, as far as this person may know."""
        present = room.teacher() is not None
        if connection.role is ParticipantRole.TEACHER:
            may_enter = True
        else:
            may_enter = connection.admitted and present and (connection.co_host or not room.rules.locked)
        visible = room.others(connection.participant_id) if may_enter else []
        return Inside(teacher_present=present, inside=[InsidePerson.of(person) for person in visible]).wire()

    async def say_over(self, room: Room, session: Session, *, ended_by: str | None) -> None:
        room.people.clear()
        room.waiting.clear()
        room.carrier = Carrier()
        room.capture = NOT_YET
        over = SessionEnded(session=RoomSession.of(session), ended_by=ended_by)
        # First: the last word closes the socket over which somebody waits for their acknowledgement.
        await self.documents.review(room.session_id)
        await self.last_word(list(room.connections), "session-ended", over.wire())

    async def last_word(self, sids: list[str], event: str, payload: dict[str, Any] | None = None) -> None:
        """Say why, then close."""
        await self._emit(sids, event, payload or {})
        for sid in sids:
            self.close(sid)

    def close(self, sid: str) -> None:
        self.spawn(self.sio.disconnect(sid))

    async def _emit(self, sids: list[str], event: str, payload: dict[str, Any]) -> None:
        if sids:
            await self.sio.emit(event, payload, to=sids)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            logger.error("room task failed", exc_info=task.exception())


def shown(room: Room, sdp: str) -> str:
    """A description as others may see it."""
    return addresses.through_relay(sdp) if room.relay_only else sdp


def _lose(person: Person, patience: float) -> None:
    person.sid = None
    person.lost_at = asyncio.get_running_loop().time() + patience


def _updated(room: Room, person: Person) -> dict[str, Any]:
    return {"participant": Participant.of(room, person).wire()}


def _session_wire(session: Session) -> dict[str, Any]:
    return RoomSession.of(session).model_dump(mode="json")
