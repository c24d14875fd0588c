"""Signing in with a password."""

import statistics
import time

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from chalkroom.accounts import passwords
from chalkroom.accounts.models import User
from chalkroom.kit.runtime import Runtime
from tests.accounts.people import PASSWORD, a_student


async def log_in(client: httpx.AsyncClient, email: str, password: str, **headers: str) -> httpx.Response:
    return await client.post("/api/auth/login", json={"email": email, "password": password}, headers=headers)


async def test_the_right_password_opens(client: httpx.AsyncClient):
    emile = await a_student(client)

    answer = await log_in(client, emile.email.upper(), PASSWORD)

    assert answer.status_code == 200
    assert answer.json()["user"] == emile.user


async def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client: httpx.AsyncClient):
    emile = await a_student(client)

    wrong = await log_in(client, emile.email, "not the password", **{"Accept-Language": "fr"})
    unknown = await log_in(client, "nobody@example.org", "not the password", **{"Accept-Language": "fr"})

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content
    assert wrong.headers.items() == unknown.headers.items()
    assert wrong.json()["code"] == "wrong_credentials"
    assert wrong.json()["detail"].startswith("Cette adresse e-mail et ce mot de passe")
    assert "set-cookie" not in wrong.headers


async def test_an_unknown_address_costs_as_much_as_a_wrong_password(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    """The work is the same, and so is the time as far as a busy machine lets it be seen."""
    emile = await a_student(client)
    verified: list[str] = []
    really_verify = passwords.verify

    async def verify(password: str, hash: str) -> bool:
        verified.append(hash)
        return await really_verify(password, hash)

    monkeypatch.setattr(passwords, "verify", verify)
    took: dict[str, list[float]] = {emile.email: [], "nobody@example.org": []}
    for _ in range(5):
        for email, times in took.items():
            begun = time.perf_counter()
            await log_in(client, email, "not the password")
            times.append(time.perf_counter() - begun)

    assert len(verified) == 10
    assert verified[1::2] == [passwords.NOBODY] * 5
    known, unknown = (statistics.median(times) for times in took.values())
    assert 0.4 < known / unknown < 2.5


def test_the_hash_for_nobody_costs_what_a_real_one_costs():
    assert not passwords.needs_rehash(passwords.NOBODY)


async def test_a_hash_of_older_strength_is_renewed_at_the_next_sign_in(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    async with runtime.database.transaction() as db:
        await db.execute(update(User).values(password_hash=old))

    assert (await log_in(client, emile.email, PASSWORD)).status_code == 200

    async with runtime.database.transaction() as db:
        renewed = (await db.scalars(select(User.password_hash))).one()
    assert not passwords.needs_rehash(renewed)
    assert (await log_in(client, emile.email, PASSWORD)).status_code == 200


async def test_a_letter_composed_otherwise_is_the_same_letter(client: httpx.AsyncClient):
    emile = await a_student(client, password="chèvre sur le toit")  # è as one sign

    answer = await log_in(client, emile.email, "che\u0300vre sur le toit")  # e and an accent

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "a@example.org"},
        {"email": "a@example.org", "password": ""},
        {"email": "a@example.org", "password": "x" * 201},
        {"email": "a@example.org", "password": None},
        {"email": {"$ne": ""}, "password": "x"},
        {"email": "' or 1=1 --", "password": "x"},
    ],
)
async def test_bad_input_is_a_problem(client: httpx.AsyncClient, body: dict[str, object]):
    answer = await client.post("/api/auth/login", json=body)

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_input"


async def test_guessing_is_slowed_down_for_known_and_unknown_addresses_alike(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    # However slowly the passwords are checked here: all of this happens within one minute.
    moment = time.time()
    monkeypatch.setattr(time, "time", lambda: moment)
    emile = await a_student(client)
    for email in (emile.email, "nobody@example.org"):
        statuses = [(await log_in(client, email, "not the password")).status_code for _ in range(11)]
        assert statuses == [401] * 10 + [429]

    # The right password is no exception: that would tell the guesser that it is the right one.
    blocked = await log_in(client, emile.email, PASSWORD)
    assert blocked.status_code == 429
    assert int(blocked.headers["retry-after"]) <= 60
