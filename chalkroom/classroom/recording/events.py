"""What people say about recording. Everybody in the room hears of each change, from the one who caused it on."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import queries
from chalkroom.classroom.connections import Connection
from chalkroom.classroom.errors import NoSuchParticipant
from chalkroom.classroom.handling import Answer, Events, allowed, in_room, somebody
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.messages import Nothing
from chalkroom.classroom.permissions import Permission
from chalkroom.classroom.presence import Person
from chalkroom.classroom.recording import copying, service, telling
from chalkroom.classroom.recording.capture import Capture
from chalkroom.classroom.recording.messages import MarkMoment, ReportCopy, SetRecorded
from chalkroom.kit import clock
from chalkroom.sessions.models import Session


async def start(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    async def begin(db: AsyncSession, session: Session, by: Person) -> Capture:
        return await service.start(db, session=session, by=by.id, master=hub.runtime.settings.master_key)

    await _change(hub, connection, Permission.RECORD, begin)


async def stop(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    async def end(db: AsyncSession, session: Session, by: Person) -> Capture:
        return await service.stop(db, session_id=session.id, by=by.id)

    await _change(hub, connection, Permission.RECORD, end)


async def pause(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    async def interrupt(db: AsyncSession, session: Session, by: Person) -> Capture:
        return await service.pause(db, session_id=session.id, by=by.id)

    await _change(hub, connection, Permission.PAUSE_RECORDING, interrupt)


async def resume(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    async def go_on(db: AsyncSession, session: Session, by: Person) -> Capture:
        return await service.resume(db, session_id=session.id, by=by.id)

    await _change(hub, connection, Permission.PAUSE_RECORDING, go_on)


async def mark_moment(hub: Hub, connection: Connection, message: MarkMoment) -> Answer:
    """A chapter of the replay begins here. Nobody else hears of it."""
    async with hub.presence.hold(connection.session_id) as room, hub.transaction() as db:
        session = await hub.open_session(db, connection.session_id)
        by = allowed(room, connection, Permission.RECORD, session=session)
        service.mark(db, session_id=session.id, capture=room.capture, by=by.id, title=message.title or None)


async def set_recorded(hub: Hub, connection: Connection, message: SetRecorded) -> Answer:
    """One's own consent: nobody answers for another."""
    async with hub.presence.hold(connection.session_id) as room:
        person = in_room(room, connection)
        async with hub.transaction() as db:
            participant = await queries.participant(db, room.session_id, person.id)
            if participant is None:
                raise NoSuchParticipant()
            service.consent(db, participant, message.recorded)
        person.recorded = message.recorded
        await hub.tell_everyone_of(room, person)
        copying.tend(hub, room)


async def report_copy(hub: Hub, connection: Connection, message: ReportCopy) -> Answer:
    """Whether a page receives anything of somebody whom it is to copy, or was."""
    async with hub.presence.hold(connection.session_id) as room:
        by = in_room(room, connection)
        copying.note(room, somebody(room, message.participant_id), by=by, received=message.received)
        copying.tend(hub, room)


async def room_clock(hub: Hub, connection: Connection, message: Nothing) -> Answer:
    """For measuring how far the page's clock is from ours: answered at once, behind nobody's lock."""
    return {"server_time": clock.now().isoformat()}


EVENTS: Events = {
    "start-recording": (Nothing, start),
    "stop-recording": (Nothing, stop),
    "pause-recording": (Nothing, pause),
    "resume-recording": (Nothing, resume),
    "mark-moment": (MarkMoment, mark_moment),
    "set-recorded": (SetRecorded, set_recorded),
    "report-copy": (ReportCopy, report_copy),
    "room-clock": (Nothing, room_clock),
}


async def _change(
    hub: Hub,
    connection: Connection,
    permission: Permission,
    verb: Callable[[AsyncSession, Session, Person], Awaitable[Capture]],
) -> None:
    async with hub.presence.hold(connection.session_id) as room:
        async with hub.transaction() as db:
            session = await hub.open_session(db, connection.session_id)
            by = allowed(room, connection, permission, session=session)
            capture = await verb(db, session, by)
        await telling.changed(hub, room, capture, by=by.name)
