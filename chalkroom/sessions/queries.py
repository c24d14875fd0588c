"""Every select of sessions. A session comes with its teacher and its students: reading them costs no further query."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from chalkroom.accounts.models import User
from chalkroom.kit.problems import NotFound
from chalkroom.sessions.models import Session
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


def _sessions() -> Select[Session]:
    return select(Session).options(joinedload(Session.teacher, innerjoin=True), selectinload(Session.students))


async def _one(db: AsyncSession, query: Select[Session], *, lock: bool) -> Session | None:
    if lock:
        # Whoever waited for the lock has to see what the other one left, not what this transaction read before.
        query = query.with_for_update(of=Session).execution_options(populate_existing=True)
    return await db.scalar(query)
