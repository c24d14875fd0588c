"""The jobs of files."""

from uuid import UUID

import procrastinate

from chalkroom.classroom.chat.files import cleaning
from chalkroom.kit.jobs import JobContext, runtime_of

tasks = procrastinate.Blueprint()


@tasks.task(
    name="chat:delete_files",
    pass_context=True,
    retry=procrastinate.RetryStrategy(max_attempts=8, exponential_wait=4),
)
async def delete_files(context: JobContext, *, file_ids: list[str]) -> None:
    """The bytes of deleted messages, and of files that were taken back."""
    runtime = runtime_of(context)
    async with runtime.database.transaction() as db:
        await cleaning.delete_some(db, runtime.storage, [UUID(file_id) for file_id in file_ids])


@tasks.periodic(cron="53 * * * *")
@tasks.task(name="chat:tidy_up_files", pass_context=True)
async def tidy_up_files(context: JobContext, timestamp: int) -> None:
    """Files that were never sent, of forgotten sessions, or left by a failed job. Every run does all there is to do."""
    runtime = runtime_of(context)
    more = True
    while more:
        async with runtime.database.transaction() as db:
            more = await cleaning.delete_some(db, runtime.storage)
