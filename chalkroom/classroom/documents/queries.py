"""Every select of documents."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Uuid, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import SignIn, User
from chalkroom.classroom.documents.models import DocumentKey, DocumentName, DocumentSnapshot
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import LogEntry, Participant
from chalkroom.sessions.models import Enrolment

_document = LogEntry.data["document"].as_string()
_owner = LogEntry.data["of"].as_string()


@dataclass(frozen=True)
class Entry:
    """Of the log: an update that came into a document."""

    log_id: int
    update: bytes
    types: int
    """How many maps, texts and lists it put inside others."""
    at: datetime


async def snapshot(db: AsyncSession, key: DocumentKey) -> DocumentSnapshot | None:
    known = select(DocumentSnapshot).where(
        DocumentSnapshot.session_id == key.session_id,
        DocumentSnapshot.name == key.name,
        DocumentSnapshot.owner.is_not_distinct_from(key.owner),
    )
    return await db.scalar(known)


async def entries_after(
    db: AsyncSession, key: DocumentKey, log_id: int, *, until: datetime | None = None
) -> list[Entry]:
    """What came into a document after an entry of the log, up to and with an instant if one is given."""
    entries = _of(key).where(LogEntry.id > log_id)
    if until:
        entries = entries.where(LogEntry.at <= until)
    rows = await db.execute(entries)
    return _entries(rows)


async def entries_between(
    db: AsyncSession, key: DocumentKey, log_id: int, *, since: datetime, until: datetime, limit: int
) -> list[Entry]:
    """The first ones behind an entry of the log that came in after `since`, up to and with `until`."""
    entries = _of(key).where(LogEntry.id > log_id, LogEntry.at > since, LogEntry.at <= until).limit(limit)
    return _entries(await db.execute(entries))


async def copies(db: AsyncSession, shared: DocumentKey) -> list[tuple[Participant, datetime]]:
    """Who has a copy of their own, in the order in which they came to the session, and when it last changed."""
    changed = select(cast(_owner, Uuid).label("owner"), func.max(LogEntry.at).label("at")).group_by(_owner)
    last = changed.where(*_within(shared.session_id, shared.name), _owner.is_not(None)).subquery()
    rows = await db.execute(
        select(Participant, last.c.at)
        .join(last, last.c.owner == Participant.id)
        .order_by(Participant.created_at, Participant.id)
    )
    return [(owner, at) for owner, at in rows]


async def people(
    db: AsyncSession, session_id: UUID, *, ids: Collection[UUID], users: Collection[UUID]
) -> list[Participant]:
    """Participants by their own ids, or by those of their accounts. As the table has them now."""
    wanted: ColumnElement[bool] = or_(Participant.id.in_(ids), Participant.user_id.in_(users))
    known = select(Participant).where(Participant.session_id == session_id, wanted)
    return list(await db.scalars(known.execution_options(populate_existing=True)))


async def signed_in(db: AsyncSession, sign_ins: Collection[UUID]) -> dict[UUID, User]:
    """Those of these sign-ins that have not ended, and whose they are."""
    known = select(SignIn.id, User).join(User, User.id == SignIn.user_id)
    rows = await db.execute(known.where(SignIn.id.in_(sign_ins), SignIn.ended_at.is_(None)))
    return dict(rows.all())


async def enrolled(db: AsyncSession, session_id: UUID, users: Collection[UUID]) -> set[UUID]:
    places = select(Enrolment.student_id).where(Enrolment.session_id == session_id, Enrolment.student_id.in_(users))
    return set(await db.scalars(places))


def _entries(rows: Iterable[Row[int, bytes | None, dict[str, Any], datetime]]) -> list[Entry]:
    return [
        Entry(row_id, payload, data.get("types", 0), at) for row_id, payload, data, at in rows if payload is not None
    ]


def _of(key: DocumentKey) -> Select[int, bytes | None, dict[str, Any], datetime]:
    """Entries of one document; the index ix_room_log_document is made for this."""
    entries = select(LogEntry.id, LogEntry.payload, LogEntry.data, LogEntry.at).order_by(LogEntry.id)
    owner = _owner.is_(None) if key.owner is None else _owner == str(key.owner)
    return entries.where(*_within(key.session_id, key.name), owner)


def _within(session_id: UUID, name: DocumentName) -> tuple[ColumnElement[bool], ...]:
    return LogEntry.session_id == session_id, LogEntry.kind == Kind.DOCUMENT, _document == name.value
