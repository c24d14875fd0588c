"""Keeps presence true: expects people back after a start, gives up on who stays away, closes what leads nowhere."""

import asyncio
import contextlib
from typing import TYPE_CHECKING
from uuid import UUID

import structlog

from chalkroom.classroom import queries, service
from chalkroom.classroom.models import Admission
from chalkroom.classroom.presence import Person, Waiting
from chalkroom.classroom.sfu import moving

if TYPE_CHECKING:
    from chalkroom.classroom.hub import Hub

logger = structlog.get_logger()

STRANGER_SECONDS = 10
"""How long a transport may stay open without showing a good token."""


class Caretaker:
    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._strangers: dict[str, float] = {}
        """Transports without a participant, and since when (event loop's clock)."""

    async def restore(self) -> None:
        """After a start, whoever was in a room or waited at its door is expected back."""
        deadline = asyncio.get_running_loop().time() + self._hub.runtime.settings.reconnect_seconds
        async with self._hub.transaction() as db:
            people = await queries.people_in_rooms(db)
        for participant in people:
            async with self._hub.presence.hold(participant.session_id) as room:
                await self._hub.learn_rules(room)
                person = service.person_of(
                    participant,
                    connection_id=participant.connection_id or "",
                    media=service.media_of(participant),
                    sid=None,
                )
                person.lost_at = deadline
                if participant.joined_at:
                    person.joined_at, person.hand = participant.joined_at, participant.hand_raised_at
                    room.people[person.id] = person
                elif participant.waiting_since:
                    person.joined_at = participant.waiting_since
                    room.waiting[person.id] = Waiting(person, participant.admission is Admission.ADMITTED)

    async def sweep(self) -> None:
        """Once a moment, for as long as the process serves."""
        pause = min(1.0, self._hub.runtime.settings.reconnect_seconds / 4)
        while True:
            await asyncio.sleep(pause)
            for room in self._hub.presence.rooms():
                try:
                    await self._look_into(room.session_id)
                except Exception as error:  # the database may be away; the next round tries again
                    logger.error("room not swept", session_id=str(room.session_id), exc_info=error)
            self._close_strangers()

    async def _look_into(self, session_id: UUID) -> None:
        """Gives up the places of those who did not come back, and moves the room if that is due."""
        async with self._hub.presence.hold(session_id) as room:
            now = asyncio.get_running_loop().time()
            for person in [person for person in room.people.values() if _is_lost(person, now)]:
                await self._hub.depart(room, person, "lost")
            for person in [waiting.person for waiting in room.waiting.values() if _is_lost(waiting.person, now)]:
                await self._hub.stop_waiting(room, person)
            await moving.tend(self._hub, room)

    def _close_strangers(self) -> None:
        """Sockets that nobody is behind: they showed no good token, or do not hear that they are closed."""
        sio = self._hub.sio
        for sid, connection in list(self._hub.connections.items()):
            if not sio.manager.is_connected(sid, "/"):
                self._hub.closed(connection, cleanly=False)
        now = asyncio.get_running_loop().time()
        strangers = [sid for sid in sio.eio.sockets if sio.manager.sid_from_eio_sid(sid, "/") is None]
        self._strangers = {sid: self._strangers.get(sid, now) for sid in strangers}
        for sid, since in self._strangers.items():
            if now - since > STRANGER_SECONDS:
                self._hub.spawn(self._close_transport(sid))

    async def _close_transport(self, transport_sid: str) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STRANGER_SECONDS):
                await self._hub.sio.eio.disconnect(transport_sid)


def _is_lost(person: Person, now: float) -> bool:
    return person.sid is None and person.lost_at is not None and person.lost_at <= now
