"""The verbs of a recording's life: people are told that they can watch it, its teacher keeps it longer, it goes."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.recording.models import Recording
from chalkroom.kit import clock, mail
from chalkroom.kit.jobs import defer
from chalkroom.recordings import tasks
from chalkroom.recordings.lifetime import emails, queries
from chalkroom.sessions.models import Session
from chalkroom.settings import Settings

STRAGGLERS = timedelta(hours=1)
"""After that long nobody waits any more for what a page still has."""
WARNING = timedelta(days=7)
"""Between the notice and the deletion, at least."""


async def tell_ready(db: AsyncSession, settings: Settings) -> None:
    """Everybody who may watch it, once."""
    for recording, session in await queries.ready_to_tell(db, at_the_latest_ended=clock.now() - STRAGGLERS):
        recording.told_at = clock.now()
        if settings.recording_days and recording.keep_until is None and recording.ended_at:
            recording.keep_until = recording.ended_at + timedelta(days=settings.recording_days)
        for user in await queries.audience(db, session):
            letter = emails.ready(user, title=title(recording, session), link=_link(settings, recording))
            await mail.post(db, to=user.email, letter=letter)


async def warn(db: AsyncSession, settings: Settings) -> None:
    """The teachers of those that go soon."""
    for recording, session in await queries.soon_over(db, clock.now() + WARNING):
        recording.warned_at = clock.now()
        assert recording.keep_until
        goes_at = max(recording.keep_until, clock.now() + WARNING)
        teacher = await queries.teacher(db, session.teacher_id)
        letter = emails.leaving(teacher, title=title(recording, session), link=_link(settings, recording), at=goes_at)
        await mail.post(db, to=teacher.email, letter=letter)


async def let_go(db: AsyncSession) -> None:
    """Nobody sees those whose time is over any more; a job deletes what was stored."""
    now = clock.now()
    for recording in await queries.over(db, now, now - WARNING):
        recording.deleted_at = now
        await defer(db, tasks.erase, recording_id=str(recording.id))


def keep(recording: Recording, days: int | None) -> None:
    """For so many days after its session ended, or (None) until somebody deletes it. Its teacher is warned anew."""
    ended = recording.ended_at or clock.now()
    recording.keep_until = None if days is None else ended + timedelta(days=days)
    recording.warned_at = None


def title(recording: Recording, session: Session) -> str:
    """What its teacher called it, or else its session."""
    return recording.title or session.title


def _link(settings: Settings, recording: Recording) -> str:
    return f"{settings.base_url}/replay/{recording.id}"
