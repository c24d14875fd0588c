"""Every select of the server's own pages."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.kit import paging
from chalkroom.kit.mail import Mail


async def mails(db: AsyncSession, *, cursor: str | None, limit: int) -> tuple[Sequence[Mail], str | None]:
    """The mails behind `cursor`, newest first, and the cursor of the next page if there is one."""
    query = select(Mail).order_by(Mail.created_at.desc(), Mail.id.desc()).limit(limit + 1)
    if cursor:
        query = query.where(tuple_(Mail.created_at, Mail.id) < tuple_(*_read_cursor(cursor)))
    found = (await db.scalars(query)).all()
    items = found[:limit]
    if len(found) == len(items):
        return items, None
    return items, paging.encode(items[-1].created_at.isoformat(), str(items[-1].id))


async def mail(db: AsyncSession, mail_id: UUID) -> Mail | None:
    return await db.get(Mail, mail_id)


def _read_cursor(cursor: str) -> tuple[datetime, UUID]:
    try:
        created_at, mail_id = paging.decode(cursor)
        created = datetime.fromisoformat(created_at)
        # Without an offset PostgreSQL would read it in a zone of its own.
        if created.tzinfo is None:
            raise paging.bad_cursor()
        return created, UUID(mail_id)
    except ValueError:
        raise paging.bad_cursor() from None
