"""Makes the posters of recordings that have none, one at a time in each server process: a lesson that runs comes first.

Which moment is shown is for the child process to choose (picturing.py). What a killed server left is begun anew.
"""

import asyncio
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy import update

from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import clock, sealing
from chalkroom.kit.runtime import Runtime
from chalkroom.recordings import keeping
from chalkroom.recordings.export.failures import Failed
from chalkroom.recordings.export.film import making
from chalkroom.recordings.export.models import ExportKind, Layout
from chalkroom.recordings.export.plan import Plan, Wish, planned
from chalkroom.recordings.lifetime.service import STRAGGLERS
from chalkroom.recordings.posters import queries
from chalkroom.recordings.posters.models import Poster
from chalkroom.recordings.workspace import pieces, private_folder

logger = structlog.get_logger()

CHILD = "chalkroom.recordings.posters.picturing"
HEIGHT = 360
"""In pixels: sharp in a list on every screen, and enough behind a replay that loads."""
LONGEST = timedelta(minutes=10)
"""Some seconds of work, which takes its time beside lessons."""
LEFT_AFTER = timedelta(minutes=15)
"""Whoever began so long ago does not work on it any more."""
MOST_ATTEMPTS = 4

_at_work = asyncio.Lock()


async def work_off(runtime: Runtime) -> None:
    """Until none is due."""
    if _at_work.locked():
        return
    async with _at_work:
        while (poster := await _next(runtime)) is not None:
            await _make(runtime, poster)


async def _next(runtime: Runtime) -> Poster | None:
    now = clock.now()
    async with runtime.database.transaction() as db:
        due = await queries.next_due(
            db, left_before=now - LEFT_AFTER, most_attempts=MOST_ATTEMPTS, ended_before=now - STRAGGLERS
        )
        if due is None:
            return None
        recording, poster = due
        if poster is None:
            poster = Poster(recording_id=recording.id, from_ms=recording.from_ms or 0, to_ms=recording.to_ms)
            db.add(poster)
        else:
            poster.attempts = 1 if poster.made_at else poster.attempts + 1
            poster.worked_at, poster.made_at, poster.people = now, None, []
        return poster


async def _make(runtime: Runtime, poster: Poster) -> None:
    try:
        async with (
            asyncio.timeout(LONGEST.total_seconds()),
            private_folder(runtime.settings.data / keeping.FOLDER) as folder,
        ):
            target = folder / "poster"
            plan = await _planned(runtime, poster)
            await making.make(runtime, plan, target, lambda _: None, program=CHILD)
            await _keep(runtime, poster, plan, target)
    except Failed as failed:
        logger.info("nothing to be seen", recording_id=str(poster.recording_id), reason=failed.reason)
        await _note(runtime, poster, size=None)
    except Exception as error:  # whatever it is, the others do not wait for it
        logger.error("poster not made", recording_id=str(poster.recording_id), exc_info=error)


async def _planned(runtime: Runtime, poster: Poster) -> Plan:
    """As a film that everybody may see would be."""
    wish = Wish(
        recording_id=poster.recording_id,
        kind=ExportKind.VIDEO,
        layout=Layout.PRESENTATION,
        height=HEIGHT,
        from_ms=poster.from_ms,
        to_ms=poster.to_ms,
    )
    async with runtime.database.transaction() as db:
        plan = await planned(db, runtime, wish)
        # So that it goes when one of them takes back their yes, also while it is being made.
        await db.execute(update(Poster).where(Poster.id == poster.id).values(people=plan.people))
    return plan


async def _keep(runtime: Runtime, poster: Poster, plan: Plan, target: Path) -> None:
    """The bytes first, then the row."""
    size = (await asyncio.to_thread(target.stat)).st_size
    await runtime.storage.put(poster.key, sealing.seal(plan.key, poster.key, pieces(target)))
    if not await _note(runtime, poster, size=size):
        await runtime.storage.delete(poster.key)


async def _note(runtime: Runtime, poster: Poster, *, size: int | None) -> bool:
    """That it was made. False where nobody may see it."""
    async with runtime.database.transaction() as db:
        found = await queries.locked(db, poster.id)
        if found is None or not await queries.is_true(db, poster.id):
            return False
        row, recording = found
        row.made_at, row.size = clock.now(), size
        more = Recording.bytes + (size or 0)
        await db.execute(update(Recording).where(Recording.id == recording.id).values(bytes=more))
        return True
