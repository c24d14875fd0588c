"""Documents as the database keeps them: every update in the room's log, and a snapshot so that loading stays short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import queries as rooms
from chalkroom.classroom.documents import queries
from chalkroom.classroom.documents.content import Content
from chalkroom.classroom.documents.models import DocumentKey, DocumentSnapshot
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry
from chalkroom.kit import clock
from chalkroom.kit.problems import NotFound
from chalkroom.sessions import queries as sessions


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
    types: int
    """How many maps, texts and lists it puts inside others."""


async def load(db: AsyncSession, key: DocumentKey) -> Loaded:
    snapshot = await queries.snapshot(db, key)
    since = await queries.entries_after(db, key, snapshot.log_id if snapshot else 0)
    parts = [entry.update for entry in since]
    return Loaded(
        parts=[snapshot.state, *parts] if snapshot else parts,
        types=(snapshot.types if snapshot else 0) + sum(entry.types for entry in since),
        log_id=since[-1].log_id if since else snapshot.log_id if snapshot else 0,
        entries=len(since),
        bytes=sum(map(len, parts)),
    )


async def source(db: AsyncSession, key: DocumentKey, *, is_new: bool) -> DocumentKey | None:
    """Where a document that is opened takes the beginning from, or what came there since it was last open."""
    if key.owner:
        if is_new and key.name not in (await rooms.rules(db, key.session_id)).private:
            raise NotFound()
        return key.shared if is_new else None
    session = await sessions.by_id(db, key.session_id)
    if session is None or session.continues_session_id is None:
        return None
    # Nobody writes any more in what is over; unless it was never open, and is the middle of a longer series.
    return DocumentKey(session.continues_session_id, key.name) if is_new or not session.is_over else None


async def state_at(db: AsyncSession, key: DocumentKey, instant: datetime | None) -> bytes:
    """A document as it was at an instant, None: as it is, as one update."""
    snapshot = await queries.snapshot(db, key)
    if snapshot and instant and snapshot.made_at > instant:
        snapshot = None  # from the first stroke, then
    entries = await queries.entries_after(db, key, snapshot.log_id if snapshot else 0, until=instant)
    parts = [snapshot.state] if snapshot else []
    return Content([*parts, *(entry.update for entry in entries)], types=0, limit=0).state()


async def append(db: AsyncSession, key: DocumentKey, written: Sequence[Written]) -> int:
    """One entry for each person's part of a batch, all at one instant. The id of the last."""
    at = clock.now()
    rows = [
        {
            "session_id": key.session_id,
            "at": at,
            "kind": Kind.DOCUMENT,
            "participant_id": each.participant_id,
            "data": _data(key, each),
            "payload": each.update,
        }
        for each in written
    ]
    return max((await db.scalars(insert(LogEntry).returning(LogEntry.id), rows)).all())


async def write_snapshot(db: AsyncSession, key: DocumentKey, *, log_id: int, state: bytes, types: int) -> None:
    """`state` holds exactly what the log holds up to and with `log_id`."""
    values = {"log_id": log_id, "state": state, "size": len(state), "types": types, "made_at": clock.now()}
    row = postgresql.insert(DocumentSnapshot)
    row = row.values(session_id=key.session_id, name=key.name, owner=key.owner, **values)
    await db.execute(row.on_conflict_do_update(constraint="uq_document_snapshots_document", set_=values))


def _data(key: DocumentKey, written: Written) -> dict[str, Any]:
    data: dict[str, Any] = {"document": key.name.value}
    if key.owner:
        data["of"] = str(key.owner)
    if written.participant_id is None:
        data["user"] = written.person
    if written.types:
        data["types"] = written.types
    return data
