"""Every select of links that were given away."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.kit import clock
from chalkroom.kit.tokens import hash_token
from chalkroom.recordings.sharing.models import SharedLink


async def by_token(db: AsyncSession, token: str) -> SharedLink | None:
    """If it still opens anything."""
    return _if_good(await db.scalar(select(SharedLink).where(SharedLink.hash == hash_token(token))))


async def by_id(db: AsyncSession, link_id: UUID) -> SharedLink | None:
    """If it still opens anything."""
    return _if_good(await db.get(SharedLink, link_id))


async def of_recording(db: AsyncSession, recording_id: UUID) -> Sequence[SharedLink]:
    """Those that still open it, the newest first."""
    good = SharedLink.revoked_at.is_(None) & or_(SharedLink.expires_at.is_(None), SharedLink.expires_at > clock.now())
    known = select(SharedLink).where(SharedLink.recording_id == recording_id, good)
    return (await db.scalars(known.order_by(SharedLink.created_at.desc(), SharedLink.id))).all()


def _if_good(link: SharedLink | None) -> SharedLink | None:
    return link if link and link.is_good else None
