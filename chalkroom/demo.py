"""Demo data: people and sessions to try Chalkroom with, made through the same verbs as real ones."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts import queries as accounts_queries
from chalkroom.accounts import service as accounts
from chalkroom.accounts.models import Role, User
from chalkroom.kit import clock
from chalkroom.kit.language import Language
from chalkroom.kit.runtime import Runtime
from chalkroom.sessions import service as sessions
from chalkroom.sessions.models import Session, Status
from chalkroom.sessions.schemas import NewSession, SessionChange
from chalkroom.settings import Settings

PASSWORD = "chalk-and-talk"
ZONE = "Europe/Paris"


@dataclass(frozen=True)
class Person:
    role: str
    name: str
    email: str
    password: str = PASSWORD
    language: Language = "en"
    timezone: str = ZONE


MARIE = Person("teacher", "Marie Laurent", "marie@chalkroom.example", language="fr")
LEO = Person("student", "Léo Martin", "leo@chalkroom.example", language="fr")
ADA = Person("student", "Ada Byron", "ada@chalkroom.example", timezone="Europe/London")
ROBIN = Person("admin", "Robin Keeper", "robin@chalkroom.example")
PEOPLE = [MARIE, LEO, ADA, ROBIN]


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A session of Marie's. The title tells it from the others when the data is loaded again."""

    title: str
    description: str = ""
    starts_at: datetime
    minutes: int = 60
    students: tuple[Person, ...] = ()
    capacity: int = 1
    allow_guests: bool = False
    status: Status = Status.SCHEDULED


async def load(runtime: Runtime) -> list[Person]:
    """Load the demo data; give the accounts to sign in with.

    Done again, it adds what is missing and moves what has passed: there is always a lesson that starts soon.
    """
    if not runtime.settings.demo:
        raise RuntimeError("Demo accounts have passwords that everybody knows: they belong into demo mode only.")
    async with runtime.database.transaction() as db:
        users = {person: await _account(db, person, runtime.settings) for person in PEOPLE}
        for lesson in _lessons(clock.now()):
            await _plan(db, lesson, users, runtime.settings)
    return PEOPLE


def _lessons(now: datetime) -> list[Lesson]:
    today = now.astimezone(ZoneInfo(ZONE)).date()

    def on(days: int, hour: int, minute: int = 0) -> datetime:
        """Wall time, so many days from today."""
        return datetime.combine(today + timedelta(days=days), time(hour, minute))

    return [
        Lesson(
            title="Fractions : moitiés, tiers et quarts",
            description="Apportez une feuille et des ciseaux.",
            starts_at=_next_five_minutes(now),
            students=(LEO, ADA),
            capacity=3,
        ),
        Lesson(title="Lecture à voix haute", starts_at=on(1, 10), minutes=45, students=(LEO,)),
        Lesson(
            title="English conversation",
            description="Bring a photo and tell its story.\nGuests are welcome.",
            starts_at=on(3, 17, 30),
            students=(ADA, LEO),
            capacity=5,
            allow_guests=True,
        ),
        Lesson(title="Poems by heart", starts_at=on(7, 16), minutes=30, students=(ADA,)),
        Lesson(title="Un atelier d’écriture (idée)", starts_at=on(14, 14), capacity=4, status=Status.DRAFT),
        Lesson(title="Spelling bee", starts_at=on(-2, 16), students=(ADA, LEO), capacity=3, status=Status.ENDED),
        Lesson(title="Dictée du lundi", starts_at=on(2, 9), students=(LEO,), status=Status.CANCELLED),
    ]


def _next_five_minutes(now: datetime) -> datetime:
    """The next full five minutes that leave time to look around first."""
    later = now.replace(second=0, microsecond=0) + timedelta(minutes=4)
    return later + timedelta(minutes=-later.minute % 5)


async def _account(db: AsyncSession, person: Person, settings: Settings) -> User:
    user = await accounts_queries.user_with_email(db, person.email)
    if user:
        return user
    known: dict[str, Any] = {"name": person.name, "email": person.email, "password": person.password}
    if person.role == Role.ADMIN:
        return await accounts.create_admin(db, **known, language=person.language)
    user = await accounts.register(
        db,
        **known,
        role=Role(person.role),
        language=person.language,
        timezone=person.timezone,
        settings=settings,
    )
    user.email_confirmed_at = clock.now()
    return user


async def _plan(db: AsyncSession, lesson: Lesson, users: dict[Person, User], settings: Settings) -> None:
    marie = users[MARIE]
    there = await db.scalar(
        select(Session)
        .where(Session.teacher_id == marie.id, Session.title == lesson.title)
        .order_by(Session.starts_at.desc())
        .limit(1)
        .with_for_update()
    )
    if there and (lesson.status is not Status.SCHEDULED or there.status is Status.LIVE or _is_ahead(there)):
        return
    if there and there.status is Status.SCHEDULED:
        change = SessionChange.model_validate({"starts_at": lesson.starts_at, "timezone": ZONE})
        await sessions.edit(
            db, session=there, change=change, room_limit=settings.people_limit, has_relay=settings.has_relay
        )
        return

    session = await _create(db, lesson, marie, settings)
    for student in lesson.students:
        await sessions.enrol(db, session.id, users[student].id)


def _is_ahead(session: Session) -> bool:
    return session.status is Status.SCHEDULED and session.ends_at > clock.now()


async def _create(db: AsyncSession, lesson: Lesson, marie: User, settings: Settings) -> Session:
    new = NewSession(
        title=lesson.title,
        description=lesson.description,
        starts_at=lesson.starts_at,
        duration_minutes=lesson.minutes,
        timezone=ZONE,
        capacity=lesson.capacity,
        allow_guests=lesson.allow_guests,
        # What has a history begins as a draft, which may lie in the past.
        status=Status.SCHEDULED if lesson.status is Status.SCHEDULED else Status.DRAFT,
    )
    session = await sessions.create(
        db, teacher=marie, new=new, room_limit=settings.people_limit, has_relay=settings.has_relay
    )
    if lesson.status is Status.CANCELLED:
        await sessions.cancel(db, session)
    elif lesson.status is Status.ENDED:
        # No verb makes a past: it is written as if it had happened on time.
        session.status = Status.ENDED
        session.actual_start, session.actual_end = session.starts_at, session.ends_at
    return session
