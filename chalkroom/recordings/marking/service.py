"""The verbs of chapters that teachers make. The caller knows that this person manages the recording."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.classroom import log
from chalkroom.classroom.log import Kind
from chalkroom.classroom.recording.models import Recording
from chalkroom.kit.problems import NotFound
from chalkroom.recordings.errors import TooManyMarks
from chalkroom.recordings.marking import queries
from chalkroom.recordings.marking.models import RecordingMark
from chalkroom.recordings.marking.schemas import NewMark
from chalkroom.recordings.replay.schemas import ReplayChapter
from chalkroom.recordings.replay.timeline import Timeline

MOST_MARKS = 500


async def add(db: AsyncSession, *, recording: Recording, user: User, new: NewMark) -> RecordingMark:
    if await queries.count(db, recording.id) >= MOST_MARKS:
        raise TooManyMarks(limit=MOST_MARKS)
    at_ms = min(new.at_ms, Timeline.of(recording).duration_ms)
    mark = RecordingMark(recording_id=recording.id, at_ms=at_ms, title=new.title, created_by=user.id)
    db.add(mark)
    await db.flush()
    return mark


async def rename(db: AsyncSession, *, recording_id: UUID, session_id: UUID, mark_id: UUID, title: str) -> None:
    """What one was called in the room stays in its log, which says what it is called since."""
    if await queries.rename_added(db, recording_id, mark_id, title):
        return
    await _require_from_room(db, session_id, mark_id)
    log.append(db, session_id, Kind.MARK_RENAMED, mark_id=str(mark_id), title=title)


async def delete(db: AsyncSession, *, recording_id: UUID, session_id: UUID, mark_id: UUID) -> None:
    """One that was made in the room stays in its log, which says that it was deleted."""
    if await queries.delete_added(db, recording_id, mark_id):
        return
    await _require_from_room(db, session_id, mark_id)
    log.append(db, session_id, Kind.MARK_DELETED, mark_id=str(mark_id))


async def chapters(
    db: AsyncSession, recording: Recording, session_id: UUID, timeline: Timeline, recorded: set[UUID]
) -> list[ReplayChapter]:
    """Of a host who is not recorded, the words are left out; the teacher's later ones are not."""
    found = [
        ReplayChapter(at_ms=mark.at_ms, kind="mark", title=mark.title, participant_id=None, mark_id=mark.id)
        for mark in await queries.added(db, recording.id)
    ]
    for mark in await queries.from_room(db, session_id):
        at = timeline.place(mark.at)
        title = mark.title if mark.is_renamed or mark.by in recorded else None
        if 0 <= at <= timeline.duration_ms:
            found.append(ReplayChapter(at_ms=at, kind="mark", title=title, participant_id=None, mark_id=mark.id))
    return found


async def _require_from_room(db: AsyncSession, session_id: UUID, mark_id: UUID) -> None:
    if mark_id not in {mark.id for mark in await queries.from_room(db, session_id)}:
        raise NotFound()
