"""Makes the files that people wait for, one at a time in each server process: a lesson that runs comes first.

Whoever works on one says so every second, and hears at once that nobody wants it any more. What a killed server left is
begun anew by tidying.py.
"""

import asyncio
import errno
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import clock, sealing
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.sealing import SealBroken
from chalkroom.kit.storage import NotStored, StorageFull
from chalkroom.recordings import keeping
from chalkroom.recordings.bundle.service import write_bundle
from chalkroom.recordings.errors import RecordingsFull
from chalkroom.recordings.export import queries, texts
from chalkroom.recordings.export.failures import Failed, Failure
from chalkroom.recordings.export.film import making
from chalkroom.recordings.export.models import Export, ExportKind, ExportState
from chalkroom.recordings.export.plan import Plan, Wish, planned
from chalkroom.recordings.workspace import pieces, private_folder

logger = structlog.get_logger()

FOLDER = "exporting"
"""In the data folder: one folder for each that is worked on, deleted afterwards."""
KEPT = timedelta(days=7)
NOTED_EVERY = 1.0  # seconds
LEFT_AFTER = timedelta(minutes=1)
"""Whoever did not say for so long that they work on it does not."""
MOST_ATTEMPTS = 4

Progress = Callable[[float], None]


class _Unwanted(Exception):
    """It was cancelled, its recording deleted, or somebody in it took back their yes."""


@dataclass
class _Turn:
    taken: bool = False
    again: bool = False
    """Somebody asked since the last look."""


_turn = _Turn()


async def work_off(runtime: Runtime) -> None:
    """Until none waits. One that is asked for meanwhile is seen to by the run that is under way."""
    if _turn.taken:
        _turn.again = True
        return
    _turn.taken = _turn.again = True
    try:
        while _turn.again:
            _turn.again = False
            while (export := await _next(runtime)) is not None:
                await _make(runtime, export)
    finally:
        _turn.taken = False


async def _next(runtime: Runtime) -> Export | None:
    async with runtime.database.transaction() as db:
        export = await queries.next_waiting(db)
        if export:
            export.state, export.worked_at, export.progress = ExportState.WORKING, clock.now(), 0.0
            export.attempts += 1
        return export


async def _make(runtime: Runtime, export: Export) -> None:
    """Whatever comes of it is in the table afterwards."""
    try:
        async with private_folder(runtime.settings.data / FOLDER, f"{export.id}.") as folder:
            target = folder / "file"
            # Who spoke when is known of finished tracks alone.
            await keeping.keep_whole(runtime, export.recording_id)
            async with runtime.database.transaction() as db:
                plan = await planned(db, runtime, Wish.of(export))
            async with runtime.database.transaction() as db:
                await _note_people(db, export, plan)
            await _while_wanted(runtime, export, lambda progress: _fill(runtime, plan, target, progress))
            await _keep(runtime, export, plan, target)
    except _Unwanted:
        await _begin_anew(runtime, export.id)
    except Failed as failed:
        await _fail(runtime, export.id, failed.reason)
    except Exception as error:
        logger.error("export broke off", export_id=str(export.id), exc_info=error)
        await _fail(runtime, export.id, _reason(error))


async def _fill(runtime: Runtime, plan: Plan, target: Path, progress: Progress) -> None:
    match plan.wish.kind:
        case ExportKind.VIDEO | ExportKind.AUDIO:
            await making.make(runtime, plan, target, progress)
        case ExportKind.CHAPTERS:
            await asyncio.to_thread(target.write_text, texts.chapters(plan))
        case ExportKind.BUNDLE:
            await write_bundle(runtime, plan, target, progress)
        case ExportKind.CAPTIONS:
            await asyncio.to_thread(target.write_text, texts.captions(plan))


async def _while_wanted(
    runtime: Runtime, export: Export, work: Callable[[Progress], Coroutine[Any, Any, None]], reached: float = 0.0
) -> None:
    """Raises what `work` raises, and _Unwanted."""

    def progress(share: float) -> None:
        nonlocal reached
        reached = share

    working = asyncio.create_task(work(progress))
    try:
        while not (await asyncio.wait([working], timeout=NOTED_EVERY))[0]:
            async with runtime.database.transaction(durable=False) as db:
                if not await queries.note_progress(db, export.id, min(1.0, reached)):
                    raise _Unwanted
        await working
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def _keep(runtime: Runtime, export: Export, plan: Plan, target: Path) -> None:
    """The bytes first, then the row."""
    size = (await asyncio.to_thread(target.stat)).st_size
    async with runtime.database.transaction() as db:
        if not await queries.is_true(db, export.id):
            raise _Unwanted
    sealed = sealing.seal(plan.key, export.key, pieces(target))
    await _while_wanted(runtime, export, lambda _: runtime.storage.put(export.key, sealed), reached=1.0)
    async with runtime.database.transaction() as db:
        found = await queries.locked(db, export.id)
        if found is None or not await queries.is_true(db, export.id):
            await runtime.storage.delete(export.key)
            raise _Unwanted
        row, recording = found
        row.state, row.progress, row.size = ExportState.READY, 1.0, size
        row.keep_until = clock.now() + KEPT
        more = Recording.bytes + size
        await db.execute(update(Recording).where(Recording.id == recording.id).values(bytes=more))


async def _note_people(db: AsyncSession, export: Export, plan: Plan) -> None:
    """So that it goes, or is begun anew, when one of them takes back their yes."""
    await db.execute(update(Export).where(Export.id == export.id).values(people=plan.people))


async def _begin_anew(runtime: Runtime, export_id: UUID) -> None:
    """Unless it is no more."""
    async with runtime.database.transaction() as db:
        found = await queries.locked(db, export_id)
        if found and found[1].deleted_at is None:
            found[0].state, found[0].people, found[0].attempts = ExportState.WAITING, [], 0


async def _fail(runtime: Runtime, export_id: UUID, reason: Failure) -> None:
    async with runtime.database.transaction() as db:
        found = await queries.locked(db, export_id)
        if found:
            found[0].state, found[0].reason = ExportState.FAILED, reason


def _reason(error: Exception) -> Failure:
    if isinstance(error, StorageFull | RecordingsFull):
        return Failure.NO_SPACE
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Failure.NO_SPACE
    return Failure.LOST if isinstance(error, NotStored | SealBroken) else Failure.BROKE_OFF
