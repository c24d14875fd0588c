"""The server's health, and the outbox."""

import asyncio
from uuid import UUID

from fastapi import APIRouter

from chalkroom import __version__
from chalkroom.admin import queries, schemas
from chalkroom.admin.permissions import MayReadMail
from chalkroom.kit.database import Db
from chalkroom.kit.http import DatabaseAway
from chalkroom.kit.paging import Cursor, Limit
from chalkroom.kit.problems import NotFound
from chalkroom.kit.runtime import Run

router = APIRouter(tags=["server"])

PATIENCE = 3  # seconds, after which a database that does not answer counts as away


@router.get("/health")
async def health(run: Run) -> schemas.Health:
    try:
        async with asyncio.timeout(PATIENCE):
            answers = await run.database.answers()
    except TimeoutError:
        answers = False
    if not answers:
        raise DatabaseAway
    settings = run.settings
    relay = "always" if settings.relay_only else "available" if settings.has_relay else "none"
    return schemas.Health(version=__version__, demo=settings.demo, relay=relay, room_limit=settings.people_limit)


@router.get("/outbox", dependencies=[MayReadMail])
async def list_mails(db: Db, cursor: Cursor = None, limit: Limit = 20) -> schemas.MailPage:
    mails, next_cursor = await queries.mails(db, cursor=cursor, limit=limit)
    return schemas.MailPage(items=[schemas.Mail.model_validate(mail) for mail in mails], next_cursor=next_cursor)


@router.get("/outbox/{mail_id}", dependencies=[MayReadMail])
async def read_mail(mail_id: UUID, db: Db) -> schemas.Mail:
    mail = await queries.mail(db, mail_id)
    if mail is None:
        raise NotFound
    return schemas.Mail.model_validate(mail)
