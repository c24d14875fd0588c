"""The verbs of links that are given away: made, and taken back. The caller knows that this person manages it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.kit import clock
from chalkroom.kit.problems import NotFound
from chalkroom.kit.tokens import hash_token, new_token
from chalkroom.recordings.sharing.models import SharedLink


async def make(db: AsyncSession, *, recording_id: UUID, user: User, days: int | None) -> tuple[SharedLink, str]:
    """The link, and its token, which is known to nobody afterwards."""
    token = new_token()
    link = SharedLink(
        recording_id=recording_id,
        hash=hash_token(token),
        created_by=user.id,
        expires_at=None if days is None else clock.now() + timedelta(days=days),
    )
    db.add(link)
    await db.flush()
    return link, token


async def revoke(db: AsyncSession, *, recording_id: UUID, link_id: UUID) -> None:
    """It opens nothing from now on. Doing so again changes nothing."""
    link = await db.get(SharedLink, link_id)
    if link is None or link.recording_id != recording_id:
        raise NotFound()
    link.revoked_at = link.revoked_at or clock.now()
