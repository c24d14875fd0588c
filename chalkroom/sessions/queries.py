"""Every select of sessions. A session comes with its teacher and its students: reading them costs no further query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from chalkroom.accounts.models import User
from chalkroom.kit import paging
from chalkroom.kit.problems import NotFound
from chalkroom.kit.searching import holds
from chalkroom.sessions.models import LONGEST, Session, Status
from chalkroom.sessions.permissions import visible_to


async def by_id(db: AsyncSession, session_id: UUID, *, lock: bool = False) -> Session | None:
    """Any session, whoever asks. `lock` holds its row until the transaction ends: do so before changing it."""
    return await _one(db, _sessions().where(Session.id == session_id), lock=lock)


async def by_id_for(db: AsyncSession, session_id: UUID, user: User, *, lock: bool = False) -> Session:
    """A session that `user` may see; NotFound for every other."""
    session = await _one(db, _sessions().where(Session.id == session_id, visible_to(user)), lock=lock)
    if session is None:
        raise NotFound()
    return session


async def by_meeting_id(db: AsyncSession, meeting_id: str, *, lock: bool = False) -> Session | None:
    """`meeting_id` as it is stored: see kit.tokens.normalise_code for what a person typed."""
    return await _one(db, _sessions().where(Session.meeting_id == meeting_id), lock=lock)


class Order(StrEnum):
    SOONEST = "soonest"
    LATEST = "latest"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list of sessions is to hold."""

    statuses: Sequence[Status] = ()
    """None given: all."""
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    order: Order = Order.SOONEST


async def page_for(
    db: AsyncSession, user: User, wanted: Wanted, *, cursor: str | None, limit: int
) -> tuple[Sequence[Session], str | None]:
    """The sessions behind `cursor` that `user` may see, and the cursor of the next page if there is one."""
    query = _sessions().where(visible_to(user), *_filters(wanted)).limit(limit + 1)
    key = tuple_(Session.starts_at, Session.id)
    after = tuple_(*_read_cursor(cursor, wanted.order)) if cursor else None
    if wanted.order is Order.SOONEST:
        query = query.order_by(Session.starts_at, Session.id)
        query = query if after is None else query.where(key > after)
    else:
        query = query.order_by(Session.starts_at.desc(), Session.id.desc())
        query = query if after is None else query.where(key < after)

    found = (await db.scalars(query)).all()
    items = found[:limit]
    return items, _cursor(items[-1], wanted.order) if len(found) > limit else None


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Sessions that touch the time from `since` to `until`: one that is running when it begins belongs to it."""
    filters: list[ColumnElement[bool]] = []
    if wanted.statuses:
        filters.append(Session.status.in_(wanted.statuses))
    if wanted.since:
        # The first condition follows from the second and can use an index.
        filters.append(Session.starts_at > wanted.since - LONGEST)
        filters.append(Session.starts_at + Session.duration_minutes * timedelta(minutes=1) > wanted.since)
    if wanted.until:
        filters.append(Session.starts_at < wanted.until)
    if wanted.text:
        text_of_people = holds(User.name, wanted.text)
        filters.append(
            or_(
                holds(Session.title, wanted.text),
                holds(Session.description, wanted.text),
                Session.teacher.has(text_of_people),
                Session.students.any(text_of_people),
            )
        )
    return filters


def _cursor(last: Session, order: Order) -> str:
    return paging.encode(order, last.starts_at.isoformat(), str(last.id))


def _read_cursor(cursor: str, order: Order) -> tuple[datetime, UUID]:
    try:
        cursor_order, starts_at, session_id = paging.decode(cursor)
        key = datetime.fromisoformat(starts_at), UUID(session_id)
    except ValueError:
        raise paging.bad_cursor() from None
    if cursor_order != order or key[0].utcoffset() != timedelta():
        raise paging.bad_cursor()
    return key


def _sessions() -> Select[Session]:
    return select(Session).options(joinedload(Session.teacher, innerjoin=True), selectinload(Session.students))


async def _one(db: AsyncSession, query: Select[Session], *, lock: bool) -> Session | None:
    if lock:
        # Whoever waited for the lock has to see what the other one left, not what this transaction read before.
        # With key_share, those who only point at the row (a line in the log of its room) do not wait meanwhile.
        query = query.with_for_update(of=Session, key_share=True).execution_options(populate_existing=True)
    return await db.scalar(query)
