"""A document as it grew while it was recorded: its state at the beginning, and every update since. See frames.py."""

from collections.abc import AsyncIterator

from chalkroom.classroom.documents import queries, service
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.kit.database import Database
from chalkroom.recordings.replay.frames import pack
from chalkroom.recordings.replay.timeline import Timeline
from chalkroom.recordings.replay.trimming import WHOLE, Part

AT_ONCE = 200
"""Entries of the log: so many are in memory, however long the lesson was."""


async def frames(database: Database, key: DocumentKey, timeline: Timeline, part: Part = WHOLE) -> AsyncIterator[bytes]:
    """Of the first one the time is 0: it is what there was when `part` begins. Behind its end there is nothing.

    No transaction is open while a slow reader takes them.
    """
    since = timeline.at(part.from_ms)
    until = min(timeline.ends_at, timeline.at(part.to_ms))
    async with database.transaction() as db:
        yield pack(0, await service.state_at(db, key, since))
    last = 0
    while True:
        async with database.transaction() as db:
            entries = await queries.entries_between(db, key, last, since=since, until=until, limit=AT_ONCE)
        for entry in entries:
            yield pack(timeline.place(entry.at), entry.update)
        if len(entries) < AT_ONCE:
            return
        last = entries[-1].log_id
