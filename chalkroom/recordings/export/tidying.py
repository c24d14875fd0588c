"""Begins anew what a killed server left, and deletes what is over: files, rows, and folders nobody works in."""

import shutil

import structlog

from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.recordings.export import queries, working
from chalkroom.recordings.export.failures import Failure
from chalkroom.recordings.export.models import ExportState
from chalkroom.recordings.export.removing import remove_row

logger = structlog.get_logger()


async def tidy(runtime: Runtime) -> None:
    now = clock.now()
    async with runtime.database.transaction() as db:
        for export in await queries.left_alone(db, now - working.LEFT_AFTER):
            logger.error("export left alone", export_id=str(export.id), attempts=export.attempts)
            if export.attempts < working.MOST_ATTEMPTS:
                export.state = ExportState.WAITING
            else:
                export.state, export.reason = ExportState.FAILED, Failure.BROKE_OFF
    async with runtime.database.transaction() as db:
        for export in await queries.over(db, now):
            await runtime.storage.delete(export.key)
            await remove_row(db, export)
    async with runtime.database.transaction() as db:
        _forget_folders(runtime, await queries.working(db))


def _forget_folders(runtime: Runtime, worked_on: set[str]) -> None:
    """What lies there is not sealed: it stays no longer than somebody works on it."""
    parent = runtime.settings.data / working.FOLDER
    for folder in parent.glob("*") if parent.exists() else ():
        if folder.name.partition(".")[0] not in worked_on:
            shutil.rmtree(folder, ignore_errors=True)
