"""Every select of replays."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, and_, exists, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from chalkroom.accounts.models import User
from chalkroom.classroom.chat import history
from chalkroom.classroom.chat.schemas import Message
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry, Participant
from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import clock, paging
from chalkroom.kit.problems import NotAllowed, NotFound
from chalkroom.kit.searching import holds
from chalkroom.recordings.models import AccessKind, RecordedTrack, RecordingAccess, TrackKind
from chalkroom.recordings.replay.permissions import Reader, manages, visible_to
from chalkroom.sessions.models import Session


async def recording_for(
    db: AsyncSession, reader: Reader, *, recording_id: UUID | None = None, session_id: UUID | None = None
) -> tuple[Recording, Session]:
    """By its own id or by its session's. NotFound for what `reader` may not see."""
    wanted = Recording.id == recording_id if recording_id else Recording.session_id == session_id
    row = (await db.execute(_recordings().where(wanted, visible_to(reader)))).one_or_none()
    if row is None:
        raise NotFound()
    recording, session = row
    return recording, session


async def managed_by(db: AsyncSession, user: User, recording_id: UUID) -> tuple[Recording, Session]:
    """NotFound for what `user` may not see, NotAllowed for what they may only watch."""
    recording, session = await recording_for(db, user, recording_id=recording_id)
    if not manages(user, session):
        raise NotAllowed()
    return recording, session


async def page_for(
    db: AsyncSession, user: User, *, text: str, cursor: str | None, limit: int
) -> tuple[Sequence[tuple[Recording, Session]], str | None]:
    """The newest first, and the cursor of the next page if there is one."""
    query = _recordings().where(visible_to(user)).order_by(Recording.started_at.desc(), Recording.id.desc())
    if text:
        of_people = holds(User.name, text)
        in_room = exists().where(
            Participant.session_id == Session.id,
            Participant.recorded.is_(True),
            holds(Participant.name, text),
        )
        in_title = or_(holds(Recording.title, text), holds(Session.title, text))
        query = query.where(or_(in_title, Session.teacher.has(of_people), in_room))
    if cursor:
        query = query.where(tuple_(Recording.started_at, Recording.id) < tuple_(*_read_cursor(cursor)))
    found = [(recording, session) for recording, session in await db.execute(query.limit(limit + 1))]
    items = found[:limit]
    if len(found) == len(items):
        return items, None
    last = items[-1][0]
    return items, paging.encode(last.started_at.isoformat(), str(last.id))


async def people(db: AsyncSession, sessions: Collection[UUID]) -> dict[UUID, list[Participant]]:
    """Who was in these sessions' rooms, in the order in which they came."""
    entered = exists().where(
        LogEntry.session_id == Participant.session_id,
        LogEntry.kind == Kind.JOINED,
        LogEntry.participant_id == Participant.id,
    )
    there = select(Participant).where(Participant.session_id.in_(sessions), entered)
    found: dict[UUID, list[Participant]] = {session_id: [] for session_id in sessions}
    for participant in await db.scalars(there.order_by(Participant.created_at, Participant.id)):
        found[participant.session_id].append(participant)
    return found


async def unfinished(db: AsyncSession, recordings: Collection[UUID], *, ended_since: datetime) -> set[UUID]:
    """Those of which something is still to come, or that nobody can play in full yet; of those that ended since."""
    whole = and_(RecordedTrack.whole >= RecordedTrack.chunk_count, RecordedTrack.mime_type.like("%/webm%"))
    known = (
        select(RecordedTrack.recording_id)
        .join(Recording, Recording.id == RecordedTrack.recording_id)
        .where(
            RecordedTrack.recording_id.in_(recordings),
            RecordedTrack.kept_at.is_(None),
            whole.is_not(True),
            Recording.ended_at >= ended_since,
        )
    )
    return set(await db.scalars(known))


async def kinds(db: AsyncSession, recordings: Collection[UUID]) -> dict[UUID, list[TrackKind]]:
    """Of the tracks of people who agree."""
    known = (
        select(RecordedTrack.recording_id, RecordedTrack.kind)
        .join(Participant, Participant.id == RecordedTrack.participant_id)
        .where(RecordedTrack.recording_id.in_(recordings), Participant.recorded.is_(True))
        .distinct()
        .order_by(RecordedTrack.kind)
    )
    found: dict[UUID, list[TrackKind]] = {}
    for recording_id, kind in await db.execute(known):
        found.setdefault(recording_id, []).append(kind)
    return found


async def happened(db: AsyncSession, session_id: UUID, kinds: Collection[Kind], until: datetime) -> Sequence[LogEntry]:
    entries = select(LogEntry).where(LogEntry.session_id == session_id, LogEntry.kind.in_(kinds), LogEntry.at <= until)
    return (await db.scalars(entries.order_by(LogEntry.id))).all()


async def said_to_everyone(db: AsyncSession, session_id: UUID, since: datetime, until: datetime) -> list[Message]:
    """In the chat, with the last word about each line; without those that were deleted."""
    chat = (Kind.CHAT, Kind.CHAT_EDITED, Kind.CHAT_DELETED)
    entries = await db.scalars(
        select(LogEntry)
        .where(LogEntry.session_id == session_id, LogEntry.kind.in_(chat), LogEntry.at >= since)
        .order_by(LogEntry.id)
    )
    lines, changes = list[LogEntry](), list[LogEntry]()
    for entry in entries:
        if entry.kind != Kind.CHAT:
            changes.append(entry)
        elif entry.data["to"] is None and entry.at <= until:
            lines.append(entry)
    known = {line.id for line in lines}
    folded = history.fold(lines, [change for change in changes if change.data["message_id"] in known])
    return [message for message in folded if not message.deleted]


async def is_recorded(db: AsyncSession, track_id: UUID) -> bool:
    """Whether whoever is on this track still agrees."""
    agreed = select(Participant.recorded).join(RecordedTrack, RecordedTrack.participant_id == Participant.id)
    return await db.scalar(agreed.where(RecordedTrack.id == track_id)) is True


async def note_access(db: AsyncSession, recording_id: UUID, user_id: UUID | None, kind: AccessKind) -> None:
    """Once an hour: a player asks for parts of files many times a minute."""
    now = clock.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    line = insert(RecordingAccess).values(
        id=uuid4(), recording_id=recording_id, user_id=user_id, kind=kind, hour=hour, at=now
    )
    await db.execute(line.on_conflict_do_nothing())


async def accesses(
    db: AsyncSession, recording_id: UUID, *, cursor: str | None, limit: int
) -> tuple[Sequence[Row[RecordingAccess, str]], str | None]:
    """With the names of who it was, the newest first."""
    query = (
        select(RecordingAccess, User.name)
        .outerjoin(User, User.id == RecordingAccess.user_id)
        .where(RecordingAccess.recording_id == recording_id)
        .order_by(RecordingAccess.at.desc(), RecordingAccess.id.desc())
    )
    if cursor:
        query = query.where(tuple_(RecordingAccess.at, RecordingAccess.id) < tuple_(*_read_cursor(cursor)))
    found = (await db.execute(query.limit(limit + 1))).all()
    items = found[:limit]
    if len(found) == len(items):
        return items, None
    last = items[-1][0]
    return items, paging.encode(last.at.isoformat(), str(last.id))


def _recordings() -> Select[Recording, Session]:
    """Each with its session and that session's teacher."""
    return (
        select(Recording, Session)
        .join(Session, Session.id == Recording.session_id)
        .options(joinedload(Session.teacher, innerjoin=True))
    )


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, row_id = paging.decode(cursor)
        key = datetime.fromisoformat(at), UUID(row_id)
    except ValueError:
        raise paging.bad_cursor() from None
    if key[0].utcoffset() != timedelta():
        raise paging.bad_cursor()
    return key
