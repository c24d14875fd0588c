"""Every select of the files in the chat."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.chat.files.models import ChatFile


async def bytes_of_session(db: AsyncSession, session_id: UUID) -> int:
    """What its files take, or will when they have arrived."""
    taken = select(func.sum(ChatFile.size)).where(ChatFile.session_id == session_id, ChatFile.unwanted_at.is_(None))
    return int(await db.scalar(taken) or 0)


async def count_unsent(db: AsyncSession, participant_id: UUID) -> int:
    unsent = (
        select(func.count())
        .select_from(ChatFile)
        .where(ChatFile.participant_id == participant_id, ChatFile.message_id.is_(None), ChatFile.unwanted_at.is_(None))
    )
    return await db.scalar(unsent) or 0


async def unsent(
    db: AsyncSession, *, session_id: UUID, participant_id: UUID, ids: Sequence[UUID]
) -> dict[UUID, ChatFile]:
    """Those of these that somebody uploaded whole and has not sent; their rows locked."""
    found = await db.scalars(
        select(ChatFile)
        .where(
            ChatFile.id.in_(ids),
            ChatFile.session_id == session_id,
            ChatFile.participant_id == participant_id,
            ChatFile.message_id.is_(None),
            ChatFile.unwanted_at.is_(None),
            ChatFile.type.is_not(None),
        )
        .order_by(ChatFile.id)
        .with_for_update()
    )
    return {file.id: file for file in found}


async def of_session(db: AsyncSession, session_id: UUID, file_id: UUID) -> ChatFile | None:
    return await db.scalar(select(ChatFile).where(ChatFile.id == file_id, ChatFile.session_id == session_id))


async def to_delete(
    db: AsyncSession, *, unsent_since: datetime, ids: Sequence[UUID] | None = None, limit: int
) -> Sequence[ChatFile]:
    """Files that nobody can read any more, of these or of all; locked, and passed over where they are already."""
    nobodys = or_(
        ChatFile.unwanted_at.is_not(None),
        ChatFile.session_id.is_(None),
        and_(ChatFile.message_id.is_(None), ChatFile.created_at <= unsent_since),
    )
    wanted = select(ChatFile).where(nobodys).order_by(ChatFile.id).limit(limit).with_for_update(skip_locked=True)
    return (await db.scalars(wanted if ids is None else wanted.where(ChatFile.id.in_(ids)))).all()
