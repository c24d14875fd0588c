"""Chapters of a replay where a new page of the board was begun."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pycrdt import Doc, Map
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.documents import queries
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.documents.queries import Entry
from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.replay.schemas import ReplayChapter
from chalkroom.recordings.replay.timeline import Timeline

MOST_KNOWN = 100
_known: OrderedDict[tuple[UUID, datetime], list[ReplayChapter]] = OrderedDict()
"""Of lessons that are over: what was found does not change any more, and finding it means drawing the board again."""


async def chapters(db: AsyncSession, session_id: UUID, timeline: Timeline) -> list[ReplayChapter]:
    """`timeline` of a recording that has ended."""
    key = session_id, timeline.ends_at
    if key not in _known:
        board = DocumentKey(session_id, DocumentName.BOARD)
        entries = await queries.entries_after(db, board, 0, until=timeline.ends_at)
        _known[key] = await asyncio.to_thread(_new_pages, entries, timeline)
        while len(_known) > MOST_KNOWN:
            _known.popitem(last=False)
    return _known[key]


def _new_pages(entries: Sequence[Entry], timeline: Timeline) -> list[ReplayChapter]:
    """A page that was there from the beginning, or that the board began with, is none."""
    doc: Doc = Doc()
    pages = doc.get("pages", type=Map)
    found: list[ReplayChapter] = []
    seen: set[str] = set()
    for entry in entries:
        doc.apply_update(entry.update)
        now = set(pages.keys())
        new = now - seen
        at = timeline.place(entry.at)
        if new and seen and at >= 0:
            found += [
                ReplayChapter(at_ms=at, kind="page", title=_name(pages, page), participant_id=None) for page in new
            ]
        seen |= now
    return found


def _name(pages: Map, page: str) -> str | None:
    """As it is called by then; None: by its number."""
    known = pages.get(page)
    name = known.get("name") if isinstance(known, Map) else None
    return name if isinstance(name, str) and name else None
