"""Making an account."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from chalkroom.accounts.models import User
from chalkroom.kit.mail import Mail, send
from chalkroom.kit.runtime import Runtime
from tests.accounts.people import PASSWORD
from tests.kit.working import jobs_of

MARIE = {"name": "Marie Curie", "email": "marie@example.org", "password": PASSWORD, "role": "teacher"}


async def register(client: httpx.AsyncClient, reads: str = "en", **changed: Any) -> httpx.Response:
    given = {name: value for name, value in (MARIE | changed).items() if value is not None}
    return await client.post("/api/auth/register", json=given, headers={"Accept-Language": reads})


def problems_of(answer: httpx.Response) -> dict[str, str]:
    """Field → code."""
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


async def test_a_newcomer_is_signed_in_at_once(client: httpx.AsyncClient):
    answer = await register(client, reads="fr", timezone="Europe/Paris")

    assert answer.status_code == 201
    body = answer.json()
    assert body["token_type"] == "bearer"
    assert body["expires_in"] == 900
    user = body["user"]
    assert user["name"] == "Marie Curie"
    assert user["role"] == "teacher"
    assert user["email_confirmed"] is False
    assert user["language"] == "fr"  # as the browser asked
    assert user["timezone"] == "Europe/Paris"
    assert user["created_at"].endswith("Z")
    assert PASSWORD not in answer.text
    assert "password" not in user
    me = await client.get("/api/auth/me", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert me.json() == user


async def test_the_password_is_kept_as_argon2id_only(client: httpx.AsyncClient, runtime: Runtime):
    await register(client)

    async with runtime.database.transaction() as db:
        user = (await db.scalars(select(User))).one()
    assert user.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ("teacher", "teacher"),
        ("educator", "teacher"),
        ("tutor", "teacher"),
        ("student", "student"),
        ("child", "student"),
        ("participant", "student"),
        ("Educator", "teacher"),
    ],
)
async def test_the_documents_other_words_for_roles_are_read(client: httpx.AsyncClient, given: str, means: str):
    answer = await register(client, role=given)

    assert answer.json()["user"]["role"] == means


@pytest.mark.parametrize("role", ["admin", "Admin", "owner", "", 1, True, ["teacher"], {"role": "teacher"}])
async def test_nobody_registers_as_anything_else(client: httpx.AsyncClient, role: Any):
    answer = await register(client, role=role)

    assert problems_of(answer) == {"role": "unknown_role"}
    assert answer.json()["errors"][0]["message"] == "Please choose teacher or student."


async def test_an_address_belongs_to_one_account_however_it_is_written(client: httpx.AsyncClient):
    await register(client)

    again = await register(client, email="  MARIE@Example.ORG ", reads="fr")

    assert again.status_code == 409
    assert again.json()["code"] == "email_taken"
    assert again.json()["detail"].startswith("Un compte existe déjà")


async def test_of_several_at_the_same_moment_one_gets_the_address(client: httpx.AsyncClient, runtime: Runtime):
    answers = await asyncio.gather(*(register(client) for _ in range(5)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    async with runtime.database.transaction() as db:
        assert await db.scalar(select(func.count()).select_from(Mail)) == 1


async def test_a_refused_registration_leaves_no_mail_and_no_job(
    client: httpx.AsyncClient, runtime: Runtime, database_url: str
):
    await register(client, password="password1")

    async with runtime.database.transaction() as db:
        assert await db.scalar(select(func.count()).select_from(User)) == 0
        assert await db.scalar(select(func.count()).select_from(Mail)) == 0
    assert jobs_of(database_url, send) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", None, "missing"),
        ("name", "", "string_too_short"),
        ("name", "   ", "string_too_short"),
        ("name", "\u200b\u200d", "missing"),  # nothing to see
        ("name", "x" * 81, "string_too_long"),
        ("name", "Marie\nBcc: all@example.org", "control_characters"),
        ("name", "Marie\x00", "control_characters"),
        ("name", "Marie\u202eeiruC", "control_characters"),  # would turn the text behind it round
        ("name", "Marie\u2028Curie", "control_characters"),
        ("name", 7, "string_type"),
        ("name", ["Marie"], "string_type"),
        ("email", None, "missing"),
        ("email", "", "email"),
        ("email", "marie", "email"),
        ("email", "marie@", "email"),
        ("email", "marie@example.org, all@example.org", "email"),
        ("email", "marie@example.org\r\nBcc: all@example.org", "email"),
        ("email", "Marie <marie@example.org>", "email"),
        ("email", "mаrie@example.org", "email"),  # a Cyrillic а
        ("email", "ｍarie@example.org", "email"),  # a full-width m
        ("email", "x" * 300 + "@example.org", "string_too_long"),
        ("email", 7, "string_type"),
        ("password", None, "missing"),
        ("password", "short7!", "string_too_short"),
        ("password", "x" * 201, "string_too_long"),
        ("password", 12345678, "string_type"),
        ("timezone", "Mars/Olympus", "unknown_timezone"),
        ("timezone", "localtime", "unknown_timezone"),
        ("timezone", "../../etc/passwd", "unknown_timezone"),
        ("timezone", "x" * 65, "string_too_long"),
        ("language", "de", "literal_error"),
    ],
)
async def test_bad_input_is_named_field_by_field(client: httpx.AsyncClient, field: str, value: Any, code: str):
    assert problems_of(await register(client, **{field: value})) == {field: code}


async def test_half_a_character_is_no_text(client: httpx.AsyncClient):
    body = '{"name": "\\ud800", "email": "m@example.org", "password": "chevre tambour", "role": "teacher"}'

    answer = await client.post("/api/auth/register", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["name"]


@pytest.mark.parametrize("body", ["", "{", "[1, 2", '{"name": NaN', "\x00", '"text"', "[]", "null", "7"])
async def test_what_is_no_json_object_is_refused_and_harms_nobody(client: httpx.AsyncClient, body: str):
    answer = await client.post("/api/auth/register", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


async def test_a_form_of_another_site_is_not_json(client: httpx.AsyncClient):
    """What a page can send without asking first (CORS, "simple request") is never read."""
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = await client.post(
            "/api/auth/register",
            content='{"name": "M", "email": "m@example.org", "password": "chevre tambour", "role": "teacher"}',
            headers={"Content-Type": kind},
        )
        assert answer.status_code == 422


async def test_the_errors_are_french_for_a_french_reader(client: httpx.AsyncClient):
    answer = await register(client, reads="fr-CA,fr;q=0.9", name="", email="x", password="a", role="admin")

    body = answer.json()
    assert answer.headers["content-language"] == "fr"
    assert body["detail"].startswith("Certaines informations")
    messages = {error["field"]: error["message"] for error in body["errors"]}
    assert messages["name"] == "Saisissez au moins 1 caractères."
    assert messages["email"] == "Ce n’est pas une adresse e-mail."
    assert messages["password"] == "Saisissez au moins 8 caractères."
    assert messages["role"] == "Choisissez enseignant ou élève."


async def test_names_of_the_whole_world_are_welcome(client: httpx.AsyncClient):
    for number, name in enumerate(["Ὑπατία", "李清照", "زينب", "O’Brien-Ñuñez", "Zoë 👩‍🏫", "x" * 80]):
        answer = await register(client, name=f" {name} ", email=f"n{number}@example.org")
        assert answer.json()["user"]["name"] == name


async def test_a_school_without_a_public_name_has_addresses_too(client: httpx.AsyncClient):
    answer = await register(client, email="marie@school.local")

    assert answer.status_code == 201


async def test_one_address_cannot_make_accounts_without_end(client: httpx.AsyncClient, runtime: Runtime):
    runtime.settings.registrations_per_hour = 2
    for number in range(2):
        assert (await register(client, email=f"n{number}@example.org")).status_code == 201

    answer = await register(client, email="n3@example.org", reads="fr")

    assert answer.status_code == 429
    assert answer.json()["code"] == "too_many_tries"
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["detail"].startswith("Trop de tentatives.")
