"""The jobs of accounts."""

from datetime import timedelta

import procrastinate
from sqlalchemy import delete, exists, or_

from chalkroom.accounts import service
from chalkroom.accounts.models import MailedLink, RefreshToken, SignIn
from chalkroom.kit import clock
from chalkroom.kit.jobs import JobContext, runtime_of

tasks = procrastinate.Blueprint()


@tasks.task(name="accounts:send_reset_link", pass_context=True)
async def send_reset_link(context: JobContext, *, email: str) -> None:
    """A job, so that the request takes as long for an unknown address as for a known one."""
    runtime = runtime_of(context)
    async with runtime.database.transaction() as db:
        await service.send_reset_link(db, email=email, settings=runtime.settings)


@tasks.periodic(cron="17 * * * *")
@tasks.task(name="accounts:forget_expired", pass_context=True)
async def forget_expired(context: JobContext, timestamp: int) -> None:
    """Sign-ins and links that nobody can use any more. `timestamp` is the scheduler's; every run does all there is."""
    runtime = runtime_of(context)
    oldest = clock.now() - timedelta(days=runtime.settings.refresh_token_days)
    async with runtime.database.transaction() as db:
        await db.execute(delete(MailedLink).where(MailedLink.expires_at <= clock.now()))
        await db.execute(delete(RefreshToken).where(RefreshToken.expires_at <= clock.now()))
        # Used tokens of a living sign-in stay until they expire: that is how a second use is noticed.
        await db.execute(
            delete(SignIn).where(
                or_(SignIn.ended_at <= oldest, ~exists().where(RefreshToken.sign_in_id == SignIn.id)),
            )
        )
