"""Who is recorded by another's page: a browser that cannot record sends all the same, and somebody receives it.

One page copies one person: two copies would be heard twice. Whose it is stands in the room's log, in `by` of `copied`
(null: nobody's any more); whoever brings a track of another later is checked against that.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry, ParticipantRole
from chalkroom.classroom.presence import Person, Room
from chalkroom.classroom.recording.models import RecordingState

if TYPE_CHECKING:
    from chalkroom.classroom.hub import Hub


def copier(room: Room, person: Person) -> str | None:
    """Whose page should record what it receives of `person`: the teacher's, or that of whoever has been here longest.

    It stays the same as long as they are in the room, also while their connection is gone: their page goes on copying
    without it, and would not hear that another has begun. Only a page that says itself that it receives nothing gives
    way to another, as long as there is one that has not said so.
    """
    if person.can_record or person.recorded is not True or room.capture.state is RecordingState.OFF:
        return None
    able = [other for other in room.others(person.id) if other.can_record]
    receiving = [other for other in able if other.connection_id not in person.unheard_by]
    for candidates in (receiving, able):
        if any(other.id == person.copied_by for other in candidates):
            return person.copied_by
        here = [other for other in candidates if other.sid]
        if here:
            return min(here, key=lambda each: (each.role is not ParticipantRole.TEACHER, each.joined_at)).id
    return None


def note(room: Room, person: Person, *, by: Person, received: bool) -> None:
    """What the page of `by` says of what comes to it of `person`. A page that went has said nothing."""
    person.unheard_by &= {other.connection_id for other in room.people.values()}
    if received:
        person.unheard_by.discard(by.connection_id)
    else:
        person.unheard_by.add(by.connection_id)


def tend(hub: "Hub", room: Room) -> None:
    """Somebody came, went or changed their mind, or the recording did. Nobody waits for what follows from it."""
    if _due(room):
        hub.spawn(_choose(hub, room.session_id))


async def may_have_copied(
    db: AsyncSession, session_id: UUID, *, of: UUID, by: UUID, at: datetime, tolerance: timedelta
) -> bool:
    """Whether `by` was the one who recorded `of` at that instant, as far as clocks agree."""
    known = (
        select(LogEntry)
        .where(LogEntry.session_id == session_id, LogEntry.kind == Kind.COPIED, LogEntry.participant_id == of)
        .order_by(LogEntry.id)
    )
    return was_chosen((await db.scalars(known)).all(), by=str(by), at=at, tolerance=tolerance)


def was_chosen(entries: Sequence[LogEntry], *, by: str, at: datetime, tolerance: timedelta) -> bool:
    """`entries`: every choice for one person, in order; each holds until the next one."""
    ends = (entry.at for entry in entries[1:])
    return any(
        entry.data["by"] == by and entry.at - tolerance <= at and (end is None or at <= end + tolerance)
        for entry, end in zip_longest(entries, ends)
    )


def _due(room: Room) -> list[tuple[Person, str | None]]:
    chosen = [(person, copier(room, person)) for person in room.people.values()]
    return [(person, by) for person, by in chosen if by != person.copied_by]


async def _choose(hub: "Hub", session_id: UUID) -> None:
    async with hub.presence.hold(session_id) as room:
        due = _due(room)
        if not due:
            return
        # Durable: a copy that is brought later has nothing else to show for itself.
        async with hub.transaction() as db:
            for person, by in due:
                log.append(db, session_id, Kind.COPIED, UUID(person.id), by=by)
        for person, by in due:
            person.copied_by = by
            await hub.tell_everyone_of(room, person)
