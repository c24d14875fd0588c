"""Sessions over HTTP. Entering and ending a room are the classroom's."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Request
from pydantic import AfterValidator, StringConstraints

from chalkroom.accounts.models import User
from chalkroom.accounts.permissions import CurrentTeacher, CurrentUser
from chalkroom.kit.database import Db
from chalkroom.kit.paging import Cursor, Limit
from chalkroom.kit.runtime import Run
from chalkroom.kit.text import one_line
from chalkroom.sessions import models, queries, schemas, service
from chalkroom.sessions.models import Status
from chalkroom.sessions.permissions import Permission, require
from chalkroom.sessions.times import Instant

router = APIRouter(prefix="/sessions", tags=["sessions"])

AfterChange = Callable[[UUID, str], Awaitable[None]]
"""Told the id of a session that was edited or cancelled, and the name of who did it. `app.state.after_session_changed`
holds them: that is how a room, which this feature knows nothing of, learns that it closes."""


class _Telling:
    """Tells of a change after the answer, and so after the commit: whoever is told finds it in the database."""

    def __init__(self, request: Request, background: BackgroundTasks) -> None:
        self._listeners: list[AfterChange] = request.app.state.after_session_changed
        self._background = background

    def changed(self, session: models.Session, by: User) -> None:
        for listener in self._listeners:
            self._background.add_task(listener, session.id, by.name)


Telling = Annotated[_Telling, Depends()]


async def _visible(db: Db, user: CurrentUser, session_id: UUID) -> models.Session:
    return await queries.by_id_for(db, session_id, user)


async def _locked(db: Db, user: CurrentUser, session_id: UUID) -> models.Session:
    return await queries.by_id_for(db, session_id, user, lock=True)


Visible = Annotated[models.Session, Depends(_visible)]
Locked = Annotated[models.Session, Depends(_locked)]
SearchText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(one_line), Query()]


@router.post("", status_code=201)
async def create(db: Db, run: Run, teacher: CurrentTeacher, new: schemas.NewSession) -> schemas.Session:
    settings = run.settings
    session = await service.create(
        db, teacher=teacher, new=new, room_limit=settings.people_limit, has_relay=settings.has_relay
    )
    return schemas.Session.of(await queries.by_id_for(db, session.id, teacher), teacher)


@router.get("")
async def list_mine(
    db: Db,
    user: CurrentUser,
    status: Annotated[list[Status], Query(description="repeatable")] = [],  # noqa: B006
    since: Annotated[Instant | None, Query(alias="from", description="not over at this time")] = None,
    until: Annotated[Instant | None, Query(alias="to", description="begun before this time")] = None,
    q: SearchText = "",
    order: queries.Order = queries.Order.SOONEST,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> schemas.SessionPage:
    wanted = queries.Wanted(statuses=status, since=since, until=until, text=q, order=order)
    found, next_cursor = await queries.page_for(db, user, wanted, cursor=cursor, limit=limit)
    return schemas.SessionPage(items=[schemas.Session.of(session, user) for session in found], next_cursor=next_cursor)


@router.get("/{session_id}")
async def read(user: CurrentUser, session: Visible) -> schemas.Session:
    return schemas.Session.of(session, user)


@router.put("/{session_id}")
async def replace(
    db: Db, run: Run, telling: Telling, user: CurrentUser, session: Locked, wanted: schemas.SessionInput
) -> schemas.Session:
    return await _edited(db, run, telling, user, session, wanted)


@router.patch("/{session_id}")
async def change(
    db: Db, run: Run, telling: Telling, user: CurrentUser, session: Locked, wanted: schemas.SessionChange
) -> schemas.Session:
    return await _edited(db, run, telling, user, session, wanted)


@router.patch("/{session_id}/publish")
async def publish(db: Db, user: CurrentUser, session: Locked) -> schemas.Session:
    require(user, session, Permission.PUBLISH)
    await service.publish(db, session)
    return schemas.Session.of(session, user)


@router.post("/{session_id}/cancel")
async def cancel(db: Db, telling: Telling, user: CurrentUser, session: Locked) -> schemas.Session:
    require(user, session, Permission.CANCEL)
    await service.cancel(db, session)
    telling.changed(session, user)
    return schemas.Session.of(session, user)


@router.delete("/{session_id}", status_code=204)
async def delete(db: Db, user: CurrentUser, session: Locked) -> None:
    require(user, session, Permission.DELETE)
    await service.delete(db, session)


async def _edited(
    db: Db, run: Run, telling: _Telling, user: User, session: models.Session, wanted: schemas.SessionChange
) -> schemas.Session:
    require(user, session, Permission.EDIT)
    limit, has_relay = run.settings.people_limit, run.settings.has_relay
    await service.edit(db, session=session, change=wanted, room_limit=limit, has_relay=has_relay)
    telling.changed(session, user)
    return schemas.Session.of(session, user)
