"""Every select of accounts."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import RefreshToken, SignIn, User


async def signed_in_user(db: AsyncSession, *, user_id: UUID, sign_in_id: UUID) -> User | None:
    """The user, unless that sign-in has ended meanwhile."""
    return await db.scalar(
        select(User)
        .join(SignIn, SignIn.user_id == User.id)
        .where(User.id == user_id, SignIn.id == sign_in_id, SignIn.ended_at.is_(None))
    )


async def user_with_email(db: AsyncSession, email: str) -> User | None:
    return await db.scalar(select(User).where(User.email == email))


async def refresh_token(db: AsyncSession, hash: bytes) -> tuple[RefreshToken, SignIn] | None:
    """A refresh token and its sign-in, both locked: of two that present the same token one waits for the other."""
    row = (
        await db.execute(
            select(RefreshToken, SignIn)
            .join(SignIn, SignIn.id == RefreshToken.sign_in_id)
            .where(RefreshToken.hash == hash)
            .with_for_update()
        )
    ).one_or_none()
    return (row[0], row[1]) if row else None


async def user_for_update(db: AsyncSession, user_id: UUID) -> User | None:
    return await db.get(User, user_id, with_for_update=True)
