"""Passwords: which are accepted, and how one is changed or replaced."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from chalkroom.accounts import passwords
from chalkroom.accounts.models import User
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.validation import InvalidField
from tests.accounts.mailbox import link_of, mails_to
from tests.accounts.people import PASSWORD, a_student, a_teacher
from tests.kit.working import work_off

NEW = "quatre pinceaux verts"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("password", "common_password"),
        ("12345678", "common_password"),
        ("AZERTYUIOP", "common_password"),
        ("motdepasse1", "common_password"),
        ("aaaaaaaaaaaa", "common_password"),
        ("abababababab", "common_password"),
        ("chalkroom", "personal_password"),
        ("Chalkroom2026!", "personal_password"),
        ("marie.curie", "personal_password"),
        ("Curie1867", "personal_password"),
        ("marie@example.org", "personal_password"),
        ("curie-marie-1867", "personal_password"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, code: str):
    with pytest.raises(InvalidField) as refused:
        passwords.check(password, own_words=["Marie Curie", "marie@example.org"])
    assert refused.value.code == code
    assert refused.value.en != refused.value.fr


@pytest.mark.parametrize(
    "password", ["chevre tambour", "73920174658", "密码很好记住它吧", "mariegolds", "🐸🦆🐌🦋🐝🐞🦀🐙", "#!%&/()=?"]
)
def test_what_is_not_is_accepted(password: str):
    passwords.check(password, own_words=["Marie Curie", "marie@example.org"])


def test_the_list_of_common_ones_is_whole():
    lines = [line for line in passwords.COMMON.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

    assert len(lines) > 10_000
    assert all(len(line) >= 8 and line == line.lower() for line in lines)


async def test_a_common_password_is_named_in_the_form(client: httpx.AsyncClient):
    answer = await client.post(
        "/api/auth/register",
        json={"name": "E", "email": "e@example.org", "password": "Password1", "role": "student"},
        headers={"Accept-Language": "fr"},
    )

    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == ("password", "common_password")
    assert error["message"].startswith("Ce mot de passe est parmi les premiers")


async def change(client: httpx.AsyncClient, headers: dict[str, str], current: str, new: str) -> httpx.Response:
    body = {"current_password": current, "new_password": new}
    return await client.post("/api/auth/password", json=body, headers=headers)


async def log_in(client: httpx.AsyncClient, email: str, password: str) -> httpx.Response:
    return await client.post("/api/auth/login", json={"email": email, "password": password})


async def test_changing_it_ends_every_other_sign_in_and_tells_the_owner(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client, language="fr")
    elsewhere = await log_in(client, emile.email, PASSWORD)

    assert (await change(client, emile.headers, PASSWORD, NEW)).status_code == 204

    assert (await client.get("/api/auth/me", headers=emile.headers)).status_code == 200
    gone = {"Authorization": f"Bearer {elsewhere.json()['access_token']}"}
    assert (await client.get("/api/auth/me", headers=gone)).status_code == 401
    assert (await client.post("/api/auth/refresh")).status_code == 401  # the jar holds the cookie of `elsewhere`
    assert (await log_in(client, emile.email, PASSWORD)).status_code == 401
    assert (await log_in(client, emile.email, NEW)).status_code == 200
    assert (await mails_to(runtime, emile.email))[-1].subject == "Votre mot de passe a été modifié"


@pytest.mark.parametrize(
    ("current", "new", "field", "code"),
    [
        ("not the password", NEW, "current_password", "wrong_password"),
        (PASSWORD, "iloveyou1", "new_password", "common_password"),
        (PASSWORD, "emile zola 1840", "new_password", "personal_password"),
        (PASSWORD, "short", "new_password", "string_too_short"),
    ],
)
async def test_a_change_that_is_refused_changes_nothing(
    client: httpx.AsyncClient, current: str, new: str, field: str, code: str
):
    emile = await a_student(client, name="emile zola")

    answer = await change(client, emile.headers, current, new)

    assert answer.status_code == 422
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]
    assert (await log_in(client, emile.email, PASSWORD)).status_code == 200


async def test_someone_at_anothers_screen_cannot_guess_for_long(client: httpx.AsyncClient):
    emile = await a_student(client)

    answers = [await change(client, emile.headers, "not the password", NEW) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 10 + [429]


async def forgot(client: httpx.AsyncClient, runtime: Runtime, email: str) -> httpx.Response:
    answer = await client.post("/api/auth/password/forgot", json={"email": email})
    await work_off(runtime)
    return answer


async def reset(client: httpx.AsyncClient, token: str, new: str = NEW) -> httpx.Response:
    return await client.post("/api/auth/password/reset", json={"token": token, "new_password": new})


async def test_a_forgotten_password_is_replaced_by_a_mailed_link(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)

    assert (await forgot(client, runtime, emile.email.upper())).status_code == 202
    mail = (await mails_to(runtime, emile.email))[-1]
    address, token = link_of(mail)
    assert address == f"{runtime.settings.base_url}/reset-password"
    assert (await reset(client, token)).status_code == 204

    assert (await log_in(client, emile.email, PASSWORD)).status_code == 401
    assert (await log_in(client, emile.email, NEW)).status_code == 200
    # Whoever was in is out, and the address has proved to be theirs.
    assert (await client.get("/api/auth/me", headers=emile.headers)).status_code == 401
    async with runtime.database.transaction() as db:
        assert (await db.scalars(select(User))).one().email_confirmed


async def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)

    known = await forgot(client, runtime, emile.email)
    unknown = await forgot(client, runtime, "nobody@example.org")

    assert known.status_code == unknown.status_code == 202
    assert known.content == unknown.content
    assert await mails_to(runtime, "nobody@example.org") == []


async def test_a_link_works_once_for_an_hour_and_only_the_newest(client: httpx.AsyncClient, runtime: Runtime):
    marie = await a_teacher(client)
    for _ in range(2):
        await forgot(client, runtime, marie.email)
    older, newer = (link_of(mail)[1] for mail in (await mails_to(runtime, marie.email))[-2:])

    assert (await reset(client, older)).status_code == 410
    clock.travel_to(clock.now() + timedelta(minutes=61))
    assert (await reset(client, newer)).status_code == 410
    clock.travel_to(None)
    assert (await reset(client, newer)).status_code == 204
    again = await reset(client, newer)
    assert again.status_code == 410
    assert again.json()["code"] == "link_expired"


async def test_a_weak_password_does_not_use_the_link_up(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)
    await forgot(client, runtime, emile.email)
    token = link_of((await mails_to(runtime, emile.email))[-1])[1]

    assert (await reset(client, token, "password1")).status_code == 422
    assert (await reset(client, token)).status_code == 204


async def test_a_link_for_another_purpose_does_not_fit(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)
    confirmation = link_of((await mails_to(runtime, emile.email))[0])[1]

    assert (await reset(client, confirmation)).status_code == 410


async def test_of_several_at_the_same_moment_one_sets_the_password(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)
    await forgot(client, runtime, emile.email)
    token = link_of((await mails_to(runtime, emile.email))[-1])[1]

    answers = await asyncio.gather(*(reset(client, token, f"{NEW} {number}") for number in range(4)))

    assert sorted(answer.status_code for answer in answers) == [204, 410, 410, 410]


async def test_nobodys_mailbox_is_flooded(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)
    for email in (emile.email, "nobody@example.org"):
        answers = [await forgot(client, runtime, email) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [202] * 5 + [429]


@pytest.mark.parametrize("token", ["x", "x" * 200, "é", "\x00", "' or 1=1 --"])
async def test_a_made_up_link_opens_nothing(client: httpx.AsyncClient, token: str):
    answer = await client.post(
        "/api/auth/password/reset",
        json={"token": token, "new_password": NEW},
        headers={"Accept-Language": "fr"},
    )

    assert answer.status_code == 410
    assert answer.json()["detail"].startswith("Ce lien a déjà servi")
