"""Jobs that keep the place tidy."""

from datetime import timedelta

import procrastinate
from sqlalchemy import delete

from chalkroom.kit import clock
from chalkroom.kit.jobs import JobContext, runtime_of
from chalkroom.kit.mail import Mail

MAIL_DAYS = 30  # a mail is personal, and every link in it is dead long before
JOB_HOURS = 72  # finished jobs, kept for whoever looks into a failure

tasks = procrastinate.Blueprint()


@tasks.periodic(cron="41 * * * *")
@tasks.task(name="admin:tidy_up", pass_context=True)
async def tidy_up(context: JobContext, timestamp: int) -> None:
    """Old mails, sent or not, and old jobs. `timestamp` is the scheduler's; every run does all there is to do."""
    runtime = runtime_of(context)
    async with runtime.database.transaction() as db:
        await db.execute(delete(Mail).where(Mail.created_at <= clock.now() - timedelta(days=MAIL_DAYS)))
    await runtime.jobs.job_manager.delete_old_jobs(
        nb_hours=JOB_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
