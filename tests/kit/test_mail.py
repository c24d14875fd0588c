"""Mail over real SMTP, sent by a real worker."""

import asyncio
import contextlib
import socket

import httpx
import pytest
from sqlalchemy import select

from chalkroom.app import worker
from chalkroom.kit.mail import Letter, Mail, post, send
from chalkroom.kit.runtime import Runtime
from tests.fakes.smtp import mail_server
from tests.kit.working import jobs_of, make_due, work_off

LETTER = Letter("Votre leçon de géométrie", "Bonjour Émile,\n\nà demain : https://school.example/#token=abc\n")


class ChangedMyMind(Exception):
    pass


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


async def _post(runtime: Runtime) -> None:
    async with runtime.database.transaction() as db:
        await post(db, to="emile@example.org", letter=LETTER)


async def _mail(runtime: Runtime) -> Mail:
    async with runtime.database.transaction() as db:
        return (await db.scalars(select(Mail))).one()


async def test_a_mail_arrives_once_and_whole(client: httpx.AsyncClient, runtime: Runtime, free_port: int):
    async with mail_server(free_port) as mailbox:
        runtime.settings.smtp_url = mailbox.url
        await _post(runtime)
        await work_off(runtime)
        # A job may run twice: after a crash, or queued again by hand.
        mail = await _mail(runtime)
        await send.defer_async(mail_id=str(mail.id))
        await work_off(runtime)

    (arrived,) = mailbox.mails
    assert arrived["To"] == "emile@example.org"
    assert arrived["From"] == runtime.settings.mail_from
    assert arrived["Subject"] == LETTER.subject
    assert arrived.get_content().replace("\r\n", "\n") == LETTER.text
    assert mail.sent_at is not None


async def test_a_mail_that_is_rolled_back_is_never_sent(
    client: httpx.AsyncClient, runtime: Runtime, database_url: str, free_port: int
):
    async with mail_server(free_port) as mailbox:
        runtime.settings.smtp_url = mailbox.url
        with contextlib.suppress(ChangedMyMind):
            async with runtime.database.transaction() as db:
                await post(db, to="emile@example.org", letter=LETTER)
                raise ChangedMyMind
        await work_off(runtime)

    assert mailbox.mails == []
    assert jobs_of(database_url, send) == []


async def test_a_server_that_is_down_gets_the_mail_when_it_is_back(
    client: httpx.AsyncClient, runtime: Runtime, database_url: str, free_port: int
):
    runtime.settings.smtp_url = f"smtp://127.0.0.1:{free_port}"
    await _post(runtime)
    await work_off(runtime)

    assert (await _mail(runtime)).sent_at is None
    (job,) = jobs_of(database_url, send)
    assert (job["status"], job["attempts"]) == ("todo", 1)

    async with mail_server(free_port) as mailbox:
        make_due(database_url, send)
        await work_off(runtime)

    assert len(mailbox.mails) == 1
    assert (await _mail(runtime)).sent_at is not None


async def test_without_a_mail_server_it_stays_in_the_outbox(
    client: httpx.AsyncClient, runtime: Runtime, database_url: str
):
    await _post(runtime)
    await work_off(runtime)

    assert (await _mail(runtime)).sent_at is None
    (job,) = jobs_of(database_url, send)
    assert job["status"] == "succeeded"  # nothing to try again


async def test_the_worker_inside_the_server_sends_without_being_asked(
    client: httpx.AsyncClient, runtime: Runtime, free_port: int
):
    async with mail_server(free_port) as mailbox, worker(runtime):
        runtime.settings.smtp_url = mailbox.url
        await _post(runtime)
        async with asyncio.timeout(10):
            while not mailbox.mails:
                await asyncio.sleep(0.01)

    assert mailbox.mails[0]["To"] == "emile@example.org"
