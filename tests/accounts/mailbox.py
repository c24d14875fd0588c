"""What Chalkroom wrote to somebody."""

import re
from collections.abc import Sequence

from sqlalchemy import select

from chalkroom.kit.mail import Mail
from chalkroom.kit.runtime import Runtime


async def mails_to(runtime: Runtime, email: str) -> Sequence[Mail]:
    """Oldest first."""
    async with runtime.database.transaction() as db:
        return (await db.scalars(select(Mail).where(Mail.to == email).order_by(Mail.created_at))).all()


def link_of(mail: Mail) -> tuple[str, str]:
    """The address of the page and the token of the one link in a mail."""
    (found,) = re.findall(r"(https?://\S+)#token=(\S+)", mail.text)
    return found
