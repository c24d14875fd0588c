"""Brings what was accepted to the disk, in batches, and then says so.

A batch is taken and, where one is due, the snapshot made in the same moment: so a snapshot holds what the log holds,
not more. Otherwise, after a crash between the two, the log would lack for ever what nobody sends again.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from chalkroom.classroom.documents import service
from chalkroom.classroom.documents.connections import Connection
from chalkroom.classroom.documents.content import Content, merged
from chalkroom.classroom.documents.document import Accepted
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.documents.service import Loaded, Written
from chalkroom.kit.database import Database

logger = structlog.get_logger()

BATCH_SECONDS = 0.2
AGAIN_SECONDS = 1
SNAPSHOT_ENTRIES, SNAPSHOT_BYTES = 500, 1024 * 1024
SERVER = "server"
"""Who wrote what the server itself brought in."""


@dataclass
class Batch:
    changes: dict[str, list[bytes]] = field(default_factory=dict)
    """By person."""
    types: Counter[str] = field(default_factory=Counter)
    participants: dict[str, UUID | None] = field(default_factory=dict)
    settled: list[Accepted] = field(default_factory=list)

    def add(self, accepted: Accepted) -> None:
        connection = accepted.connection
        if connection:
            self.settled.append(Accepted(connection, accepted.number))
        if accepted.change is not None:
            person = connection.person if connection else SERVER
            self.participants[person] = connection.standing.participant_id if connection else None
            self.changes.setdefault(person, []).append(accepted.change)
            self.types[person] += accepted.types

    def before(self, later: "Batch") -> "Batch":
        """This one and a later one together."""
        for person, changes in later.changes.items():
            self.changes.setdefault(person, []).extend(changes)
        self.types.update(later.types)
        self.participants.update(later.participants)
        self.settled += later.settled
        return self

    def written(self) -> list[Written]:
        return [
            Written(self.participants[person], person, merged(changes), self.types[person])
            for person, changes in self.changes.items()
        ]


class Keeper:
    def __init__(self, database: Database, key: DocumentKey, content: Content, loaded: Loaded) -> None:
        self._database, self._key, self._content = database, key, content
        self._log_id, self._entries, self._bytes = loaded.log_id, loaded.entries, loaded.bytes
        self._batch = Batch()
        self._saving = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def add(self, accepted: Accepted) -> None:
        self._batch.add(accepted)
        if self._task is None:
            self._task = asyncio.create_task(self._save_soon())

    async def finish(self) -> None:
        """Nobody is there any more: what is left is saved, and the next one loads a snapshot."""
        await self.save(snapshot=True)

    async def _save_soon(self) -> None:
        """Until everything is saved. While the database is away nothing is said to be saved, and nothing is lost."""
        pause = BATCH_SECONDS
        while self._batch.settled or self._batch.changes:
            await asyncio.sleep(pause)
            try:
                await self.save()
                pause = BATCH_SECONDS
            except Exception as error:  # whatever it is, it is tried again
                logger.error("document not saved", session_id=str(self._key.session_id), exc_info=error)
                pause = AGAIN_SECONDS
        self._task = None

    async def save(self, *, snapshot: bool = False) -> None:
        """Now. `snapshot` makes one if anything came since the last. Raises what the database raises."""
        async with self._saving:
            batch, self._batch = self._batch, Batch()
            written = batch.written()
            entries, size = self._entries + len(written), self._bytes + sum(len(each.update) for each in written)
            due = entries >= SNAPSHOT_ENTRIES or size >= SNAPSHOT_BYTES or (snapshot and entries > 0)
            snapshot_of = (self._content.compact(), self._content.types) if due else None
            if written or due:
                try:
                    self._log_id = await self._write(written, snapshot_of)
                except BaseException:
                    self._batch = batch.before(self._batch)
                    raise
                self._entries, self._bytes = (0, 0) if due else (entries, size)
        _say_so(batch)

    async def _write(self, written: list[Written], snapshot: tuple[bytes, int] | None) -> int:
        async with self._database.transaction() as db:
            log_id = self._log_id
            if written:
                log_id = await service.append(db, self._key, written)
            if snapshot:
                state, types = snapshot
                await service.write_snapshot(db, self._key, log_id=log_id, state=state, types=types)
        return log_id


def _say_so(batch: Batch) -> None:
    told: set[Connection] = set()
    for each in batch.settled:
        if each.connection and each.connection.done(each.number):
            told.add(each.connection)
    for connection in told:
        connection.tell_saved()
