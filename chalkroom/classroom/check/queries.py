"""Checks live in the room's log; there is no table of them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry

MOST_PEOPLE = 200


async def latest_of_each(db: AsyncSession, session_id: UUID) -> Sequence[LogEntry]:
    """The last check of every person, the newest first. Who has no account is known by the name they typed."""
    account, name = LogEntry.data["user_id"].astext, func.lower(LogEntry.data["name"].astext)
    newest = (
        select(func.max(LogEntry.id))
        .where(LogEntry.session_id == session_id, LogEntry.kind == Kind.CHECKED)
        .group_by(account, func.coalesce(account, name))
    )
    checks = select(LogEntry).where(LogEntry.id.in_(newest)).order_by(LogEntry.id.desc()).limit(MOST_PEOPLE)
    return (await db.scalars(checks)).all()
