"""Confirming an e-mail address."""

import asyncio
from datetime import timedelta

import httpx
from sqlalchemy import func, select

from chalkroom.accounts.models import MailedLink
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.tokens import hash_token
from tests.accounts.mailbox import link_of, mails_to
from tests.accounts.people import a_student, a_teacher


async def confirm(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post("/api/auth/email/confirm", json={"token": token})


async def test_the_mailed_link_confirms_the_address_once(client: httpx.AsyncClient, runtime: Runtime):
    marie = await a_teacher(client)
    (mail,) = await mails_to(runtime, marie.email)
    address, token = link_of(mail)

    assert mail.subject == "Confirm your e-mail address"
    assert "Hello Marie Curie" in mail.text
    assert address == f"{runtime.settings.base_url}/confirm-email"
    assert (await confirm(client, token)).status_code == 204
    me = await client.get("/api/auth/me", headers=marie.headers)
    assert me.json()["email_confirmed"] is True
    assert (await confirm(client, token)).status_code == 410


async def test_the_mail_speaks_the_readers_language(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client, language="fr")

    (mail,) = await mails_to(runtime, emile.email)

    assert mail.subject == "Confirmez votre adresse e-mail"
    assert mail.text.startswith("Bonjour Émile Zola,")
    assert "24 heures" in mail.text


async def test_what_is_stored_opens_nothing(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)
    token = link_of((await mails_to(runtime, emile.email))[0])[1]

    async with runtime.database.transaction() as db:
        (stored,) = (await db.scalars(select(MailedLink))).all()
    assert stored.hash == hash_token(token)
    assert (await confirm(client, stored.hash.hex())).status_code == 410


async def test_it_is_good_for_a_day(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)
    token = link_of((await mails_to(runtime, emile.email))[0])[1]

    clock.travel_to(clock.now() + timedelta(hours=24, seconds=1))

    assert (await confirm(client, token)).status_code == 410


async def test_a_new_link_takes_the_place_of_the_old_one(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)

    assert (await client.post("/api/auth/email/resend", headers=emile.headers)).status_code == 202

    first, second = (link_of(mail)[1] for mail in await mails_to(runtime, emile.email))
    assert (await confirm(client, first)).status_code == 410
    assert (await confirm(client, second)).status_code == 204


async def test_two_asked_for_at_the_same_moment_leave_one_that_is_good(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)

    await asyncio.gather(*(client.post("/api/auth/email/resend", headers=emile.headers) for _ in range(4)))

    async with runtime.database.transaction() as db:
        assert await db.scalar(select(func.count()).select_from(MailedLink)) == 1


async def test_a_confirmed_address_gets_no_more_mail(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)
    await confirm(client, link_of((await mails_to(runtime, emile.email))[0])[1])

    assert (await client.post("/api/auth/email/resend", headers=emile.headers)).status_code == 202

    assert len(await mails_to(runtime, emile.email)) == 1


async def test_strangers_cannot_ask_for_one(client: httpx.AsyncClient):
    assert (await client.post("/api/auth/email/resend")).status_code == 401


async def test_nobodys_mailbox_is_flooded(client: httpx.AsyncClient):
    emile = await a_student(client)

    answers = [await client.post("/api/auth/email/resend", headers=emile.headers) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
