"""Sign-ins: a browser's way in, kept alive by refresh tokens that are good for one use each.

A refresh token that comes a second time was stolen, from the person or by them: nobody can tell which of the two is the
owner, so the whole sign-in ends and both have to give the password (RFC 9700, section 4.14.2).
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts import queries
from chalkroom.accounts.models import RefreshToken, SignIn, User
from chalkroom.kit import clock
from chalkroom.kit.tokens import hash_token, new_token


@dataclass(frozen=True)
class Pass:
    """What somebody gets who signed in or renewed: the next refresh token is in it, in clear, for this once."""

    user: User
    sign_in_id: UUID
    refresh_token: str


async def start(db: AsyncSession, *, user: User, days: int) -> Pass:
    sign_in = SignIn(user_id=user.id)
    db.add(sign_in)
    await db.flush()
    return Pass(user, sign_in.id, _next_token(db, sign_in, days))


async def renew(db: AsyncSession, *, token: str, days: int) -> Pass | None:
    """Trade a refresh token for the next one. None when it is not good; it may have ended its sign-in, so that the
    caller commits in either case."""
    found = await queries.refresh_token(db, hash_token(token))
    if found is None:
        return None
    presented, sign_in = found
    if sign_in.ended_at or presented.expires_at <= clock.now():
        return None
    if presented.used_at:
        sign_in.ended_at = clock.now()
        return None
    presented.used_at = clock.now()
    user = await db.get_one(User, sign_in.user_id)
    return Pass(user, sign_in.id, _next_token(db, sign_in, days))


async def end(db: AsyncSession, *, token: str) -> None:
    """Sign out the browser that has this refresh token, old or new."""
    found = await queries.refresh_token(db, hash_token(token))
    if found and not found[1].ended_at:
        found[1].ended_at = clock.now()


async def end_all(db: AsyncSession, *, user_id: UUID, but: UUID | None = None) -> None:
    ending = update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    if but:
        ending = ending.where(SignIn.id != but)
    await db.execute(ending.values(ended_at=clock.now()))


def _next_token(db: AsyncSession, sign_in: SignIn, days: int) -> str:
    token = new_token()
    db.add(RefreshToken(hash=hash_token(token), sign_in_id=sign_in.id, expires_at=clock.now() + timedelta(days=days)))
    return token
