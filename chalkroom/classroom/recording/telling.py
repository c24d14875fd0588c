"""Tells a room whether it records, and how far what people captured is saved. The caller holds the room's lock."""

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from chalkroom.classroom.presence import Room
from chalkroom.classroom.recording import copying, service
from chalkroom.classroom.recording.capture import Capture
from chalkroom.classroom.recording.messages import RecordingChanged, RecordingSaved
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.models import Session, Status

if TYPE_CHECKING:
    from chalkroom.classroom.hub import Hub

SAVED_SECONDS = 1.0
"""How often a room hears at most how far somebody is saved."""


async def changed(hub: "Hub", room: Room, capture: Capture, *, by: str | None) -> None:
    """If anything did."""
    if capture != room.capture:
        room.capture = capture
        told = RecordingChanged(state=capture.state, since=capture.since, by=by)
        await hub.tell(room.people.values(), "recording", told.wire())
        copying.tend(hub, room)


def tend(hub: "Hub", room: Room, session: Session) -> None:
    """Somebody came in: with the second person a session that records automatically begins to. Nobody waits for it."""
    if room.capture.starts_by_itself(session.recording, len(room.people)):
        hub.spawn(_start(hub, room.session_id))


async def _start(hub: "Hub", session_id: UUID) -> None:
    async with hub.presence.hold(session_id) as room:
        async with hub.transaction() as db:
            session = await sessions.by_id(db, session_id, lock=True)
            if session is None or session.status is not Status.LIVE:
                return
            if not room.capture.starts_by_itself(session.recording, len(room.people)):
                return
            capture = await service.start(db, session=session, by=None, master=hub.runtime.settings.master_key)
        await changed(hub, room, capture, by=None)


class Saved:
    """How far what each person captured is saved; told to their room, now and then."""

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub
        self._news: dict[tuple[UUID, str], datetime] = {}

    def note(self, session_id: UUID, participant_id: str, until: datetime) -> None:
        """`until`: what they captured before it is stored."""
        who = (session_id, participant_id)
        if who not in self._news:
            self._hub.spawn(self._tell_soon(session_id, participant_id))
        self._news[who] = until

    async def _tell_soon(self, session_id: UUID, participant_id: str) -> None:
        await asyncio.sleep(SAVED_SECONDS)
        until = self._news.pop((session_id, participant_id))
        async with self._hub.presence.hold(session_id) as room:
            told = RecordingSaved(participant_id=participant_id, saved_until=until)
            await self._hub.tell(room.people.values(), "recording-saved", told.wire())
