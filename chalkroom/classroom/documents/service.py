"""Documents as the database keeps them: every update in the room's log, and a snapshot so that loading stays short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.documents import queries, updates
from chalkroom.classroom.documents.content import Content
from chalkroom.classroom.documents.models import DocumentName, DocumentSnapshot
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry
from chalkroom.kit import clock


@dataclass(frozen=True)
class Loaded:
    parts: list[bytes]
    types: int
    log_id: int
    """The last entry that is in `parts`."""
    entries: int
    """Of the log, after the snapshot."""
    bytes: int
    """Of these entries."""


@dataclass(frozen=True)
class Written:
    """What one person wrote in a batch."""

    participant_id: UUID | None
    person: str
    """For those who are no participants: the id of their account."""
    update: bytes


async def load(db: AsyncSession, session_id: UUID, name: DocumentName) -> Loaded:
    snapshot = await queries.snapshot(db, session_id, name)
    since = await queries.updates_after(db, session_id, name, snapshot.log_id if snapshot else 0)
    parts = [update for _, update in since]
    return Loaded(
        parts=[snapshot.state, *parts] if snapshot else parts,
        types=(snapshot.types if snapshot else 0) + sum(updates.read(update).types for update in parts),
        log_id=since[-1][0] if since else snapshot.log_id if snapshot else 0,
        entries=len(since),
        bytes=sum(map(len, parts)),
    )


async def state_at(db: AsyncSession, session_id: UUID, name: DocumentName, instant: datetime | None) -> bytes:
    """A document as it was at an instant, None: as it is, as one update."""
    snapshot = await queries.snapshot(db, session_id, name)
    if snapshot and instant and snapshot.made_at > instant:
        snapshot = None  # from the first stroke, then
    begin = snapshot.log_id if snapshot else 0
    if instant:
        entries = await queries.updates_until(db, session_id, name, instant, after=begin)
    else:
        entries = await queries.updates_after(db, session_id, name, begin)
    parts = [snapshot.state] if snapshot else []
    return Content([*parts, *(update for _, update in entries)], types=0, limit=0).state()


async def append(db: AsyncSession, session_id: UUID, name: DocumentName, written: Sequence[Written]) -> int:
    """One entry for each person's part of a batch, all at one instant. The id of the last."""
    at = clock.now()
    rows = [
        {
            "session_id": session_id,
            "at": at,
            "kind": Kind.DOCUMENT,
            "participant_id": each.participant_id,
            "data": {"document": name.value} | ({} if each.participant_id else {"user": each.person}),
            "payload": each.update,
        }
        for each in written
    ]
    return max((await db.scalars(insert(LogEntry).returning(LogEntry.id), rows)).all())


async def write_snapshot(
    db: AsyncSession, session_id: UUID, name: DocumentName, *, log_id: int, state: bytes, types: int
) -> None:
    """`state` holds exactly what the log holds up to and with `log_id`."""
    values = {"log_id": log_id, "state": state, "size": len(state), "types": types, "made_at": clock.now()}
    row = postgresql.insert(DocumentSnapshot).values(session_id=session_id, name=name, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["session_id", "name"], set_=values))
