"""Every select of the classroom."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry, Participant, RoomRules, RoomToken
from chalkroom.classroom.rights import DEFAULT_RULES, DocumentName, Right, Rules
from chalkroom.kit.tokens import hash_token
from chalkroom.sessions.models import Session, Status


async def passcode_of(db: AsyncSession, meeting_id: str) -> str | None:
    """Nothing but the passcode is read, so that a known and an unknown meeting take equally long."""
    return await db.scalar(select(Session.passcode).where(Session.meeting_id == meeting_id))


async def participant(db: AsyncSession, session_id: UUID, participant_id: str) -> Participant | None:
    """Somebody of this session, their row locked."""
    try:
        known = UUID(participant_id)
    except ValueError:
        return None
    return await db.scalar(
        select(Participant)
        .where(Participant.id == known, Participant.session_id == session_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def participant_of_user(db: AsyncSession, session_id: UUID, user_id: UUID) -> Participant | None:
    return await db.scalar(
        select(Participant)
        .where(Participant.session_id == session_id, Participant.user_id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def guest_with_token(db: AsyncSession, session_id: UUID, token: str) -> Participant | None:
    return await db.scalar(
        select(Participant)
        .join(RoomToken, RoomToken.participant_id == Participant.id)
        .where(
            RoomToken.hash == hash_token(token),
            RoomToken.revoked_at.is_(None),
            Participant.session_id == session_id,
            Participant.user_id.is_(None),
        )
        .with_for_update(of=Participant)
    )


async def bearer(db: AsyncSession, token: str) -> Row[Participant, RoomToken, Session] | None:
    """Whose room token this is; also one that was revoked."""
    return (
        await db.execute(
            select(Participant, RoomToken, Session)
            .join(RoomToken, RoomToken.participant_id == Participant.id)
            .join(Session, Session.id == Participant.session_id)
            .where(RoomToken.hash == hash_token(token))
        )
    ).one_or_none()


async def rules(db: AsyncSession, session_id: UUID) -> Rules:
    row = await db.get(RoomRules, session_id)
    encrypted = await is_encrypted(db, session_id)
    if row is None:
        return replace(DEFAULT_RULES, encrypted=encrypted)
    return Rules(
        locked=row.locked,
        join_muted=row.join_muted,
        rights=frozenset(Right(name) for name in row.rights),
        spotlight=str(row.spotlight) if row.spotlight else None,
        encrypted=encrypted,
        stage=row.stage,
        follow=row.follow,
        copy_of=str(row.copy_of) if row.copy_of else None,
        private=frozenset(DocumentName(name) for name in row.private),
    )


async def is_encrypted(db: AsyncSession, session_id: UUID) -> bool:
    """From end to end, as the session says, unless its teacher has allowed otherwise; that is kept in the log alone."""
    allowed_otherwise = exists().where(
        LogEntry.session_id == session_id, LogEntry.kind == Kind.RULES, LogEntry.data["encrypted"].astext == "false"
    )
    asked = exists().where(Session.id == session_id, Session.end_to_end)
    return bool(await db.scalar(select(asked & ~allowed_otherwise)))


async def people_inside(db: AsyncSession, session_id: UUID) -> list[Participant]:
    """Who is in this room, as the table knows; their rows locked."""
    inside = select(Participant).where(Participant.session_id == session_id, Participant.joined_at.is_not(None))
    return list(await db.scalars(inside.order_by(Participant.id).with_for_update()))


async def is_logged(db: AsyncSession, session_id: UUID, kind: Kind, participant_id: UUID | None = None) -> bool:
    """Of anybody, or of one participant."""
    entry = select(LogEntry.id).where(LogEntry.session_id == session_id, LogEntry.kind == kind).limit(1)
    if participant_id:
        entry = entry.where(LogEntry.participant_id == participant_id)
    return await db.scalar(entry) is not None


async def person_inside(db: AsyncSession, session_id: UUID, participant_id: UUID) -> Participant | None:
    """Somebody who is in the room, as the table knows; their row is not locked."""
    known = select(Participant).where(Participant.session_id == session_id, Participant.id == participant_id)
    return await db.scalar(known.where(Participant.joined_at.is_not(None)))


async def is_participant(db: AsyncSession, session_id: UUID, participant_id: UUID) -> bool:
    known = select(Participant.id).where(Participant.session_id == session_id, Participant.id == participant_id)
    return await db.scalar(known) is not None


async def is_session(db: AsyncSession, session_id: UUID) -> bool:
    return await db.scalar(select(Session.id).where(Session.id == session_id)) is not None


async def is_event_logged(
    db: AsyncSession, session_id: UUID, event: str, *, kinds: Collection[Kind], since: datetime
) -> bool:
    """Whether the room's log holds this event of somebody else's server."""
    entries = select(LogEntry.id).where(
        LogEntry.session_id == session_id, LogEntry.kind.in_(kinds), LogEntry.at >= since
    )
    return await db.scalar(entries.where(LogEntry.data["event"].astext == event).limit(1)) is not None


async def last_entry(db: AsyncSession, session_id: UUID, kind: Kind) -> dict[str, Any] | None:
    """What the latest of these says."""
    entries = select(LogEntry.data).where(LogEntry.session_id == session_id, LogEntry.kind == kind)
    return await db.scalar(entries.order_by(LogEntry.id.desc()).limit(1))


async def people_in_rooms(db: AsyncSession) -> list[Participant]:
    """Who was in a room that is still open, or waited at its door, as far as the table knows; the first come first."""
    since = func.coalesce(Participant.joined_at, Participant.waiting_since)
    there = (
        select(Participant)
        .join(Session, Session.id == Participant.session_id)
        .where(since.is_not(None), Session.status.not_in((Status.ENDED, Status.CANCELLED)))
        .order_by(since)
    )
    return list(await db.scalars(there))


async def overdue(db: AsyncSession, *, planned_end_before: datetime, empty_since_before: datetime) -> set[UUID]:
    """Live sessions whose planned end is longer ago, or that nobody has been in for longer."""
    planned_end = Session.starts_at + Session.duration_minutes * timedelta(minutes=1)
    inside = exists().where(Participant.session_id == Session.id, Participant.joined_at.is_not(None))
    last_left = (
        select(func.max(LogEntry.at))
        .where(LogEntry.session_id == Session.id, LogEntry.kind == Kind.LEFT)
        .scalar_subquery()
    )
    empty_since = func.coalesce(last_left, Session.actual_start, Session.starts_at)
    ends = or_(planned_end <= planned_end_before, ~inside & (empty_since <= empty_since_before))
    return set(await db.scalars(select(Session.id).where(Session.status == Status.LIVE, ends)))
