"""Sessions for tests of every feature: made through the front door, like anybody's."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import update

from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.sessions import service
from chalkroom.sessions.models import Session, Status
from tests.accounts.people import Person


def tomorrow() -> datetime:
    return clock.now().replace(microsecond=0) + timedelta(days=1)


def the_input(**more: Any) -> dict[str, Any]:
    """A whole and valid input, with `more` over it."""
    return {
        "title": "Fractions",
        "starts_at": tomorrow().isoformat(),
        "duration_minutes": 60,
        "timezone": "Europe/Paris",
        **more,
    }


async def a_session(client: httpx.AsyncClient, teacher: Person, **more: Any) -> dict[str, Any]:
    answer = await client.post("/api/sessions", json=the_input(**more), headers=teacher.headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def enrol(runtime: Runtime, session: dict[str, Any], *students: Person) -> None:
    async with runtime.database.transaction() as db:
        for student in students:
            await service.enrol(db, UUID(session["id"]), UUID(student.id))


async def put_into(runtime: Runtime, session: dict[str, Any], status: Status) -> None:
    """Set a state directly, without the way that leads there."""
    async with runtime.database.transaction() as db:
        await db.execute(update(Session).where(Session.id == UUID(session["id"])).values(status=status))
