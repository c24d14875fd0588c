"""Single-use links that are mailed to the owner of an address. Only the newest of each purpose is good."""

from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.errors import LinkExpired
from chalkroom.accounts.models import LinkPurpose, MailedLink, User
from chalkroom.kit import clock
from chalkroom.kit.tokens import hash_token, new_token
from chalkroom.settings import Settings

# The token stands behind the "#", which a browser keeps to itself: no server, proxy or log on the way reads it.
PAGES = {
    LinkPurpose.CONFIRM_EMAIL: "/confirm-email#token=",
    LinkPurpose.RESET_PASSWORD: "/reset-password#token=",
}


async def make(db: AsyncSession, *, user: User, purpose: LinkPurpose, settings: Settings) -> str:
    """A new link; earlier ones of this purpose die."""
    # Two at the same moment take turns, so that the second finds the first.
    await db.execute(select(User.id).where(User.id == user.id).with_for_update())
    await db.execute(delete(MailedLink).where(MailedLink.user_id == user.id, MailedLink.purpose == purpose))
    token = new_token()
    db.add(
        MailedLink(
            hash=hash_token(token),
            user_id=user.id,
            purpose=purpose,
            expires_at=clock.now() + timedelta(hours=_hours(purpose, settings)),
        )
    )
    return f"{settings.base_url}{PAGES[purpose]}{token}"


async def use(db: AsyncSession, *, token: str, purpose: LinkPurpose) -> User:
    """Whose link this is. It is used up when the transaction commits."""
    user_id = await db.scalar(
        update(MailedLink)
        .where(
            MailedLink.hash == hash_token(token),
            MailedLink.purpose == purpose,
            MailedLink.used_at.is_(None),
            MailedLink.expires_at > clock.now(),
        )
        .values(used_at=clock.now())
        .returning(MailedLink.user_id)
    )
    if user_id is None:
        raise LinkExpired
    return await db.get_one(User, user_id)


def _hours(purpose: LinkPurpose, settings: Settings) -> int:
    return settings.reset_link_hours if purpose is LinkPurpose.RESET_PASSWORD else settings.mailed_link_hours
