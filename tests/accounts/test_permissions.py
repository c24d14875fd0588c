"""Who asks: the access token at every door."""

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from chalkroom.kit import clock
from chalkroom.settings import Settings
from tests.accounts.people import Person, a_student, a_teacher


async def me(client: httpx.AsyncClient, token: str, **headers: str) -> httpx.Response:
    return await client.get("/api/auth/me", headers={"Authorization": f"Bearer {token}", **headers})


def token_of(person: Person) -> str:
    return person.headers["Authorization"].removeprefix("Bearer ")


def claims_of(person: Person) -> dict[str, Any]:
    return jwt.decode(token_of(person), options={"verify_signature": False})


async def test_a_person_is_who_their_token_says(client: httpx.AsyncClient):
    marie, emile = await a_teacher(client), await a_student(client)

    assert (await me(client, token_of(marie))).json() == marie.user
    assert (await me(client, token_of(emile))).json() == emile.user


async def test_strangers_are_told_to_sign_in(client: httpx.AsyncClient):
    answer = await client.get("/api/auth/me", headers={"Accept-Language": "fr"})

    assert answer.status_code == 401
    assert answer.json()["code"] == "signed_out"
    assert answer.json()["detail"].endswith("Connectez-vous.")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_lives_fifteen_minutes(client: httpx.AsyncClient):
    marie = await a_teacher(client)
    begun = clock.now()

    clock.travel_to(begun + timedelta(minutes=14, seconds=50))
    assert (await me(client, token_of(marie))).status_code == 200

    clock.travel_to(begun + timedelta(minutes=15))
    assert (await me(client, token_of(marie))).status_code == 401


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic bTpt", "bearer", "Bearer é", "Bearer " + "x" * 20000],
)
async def test_what_is_no_token_is_refused(client: httpx.AsyncClient, header: str):
    answer = await client.get("/api/auth/me", headers={b"Authorization": header.encode()})

    assert answer.status_code == 401


async def test_an_unsigned_token_is_refused(client: httpx.AsyncClient):
    marie = await a_teacher(client)
    none = jwt.encode(claims_of(marie), key="", algorithm="none")
    _, payload, signature = token_of(marie).split(".")
    header = base64.urlsafe_b64encode(json.dumps({"alg": "None", "typ": "JWT"}).encode()).decode().rstrip("=")

    for forged in (none, f"{none}{signature}", f"{header}.{payload}.", f"{header}.{payload}.{signature}"):
        assert (await me(client, forged)).status_code == 401


async def test_a_token_signed_otherwise_is_refused(client: httpx.AsyncClient, settings: Settings):
    marie = await a_teacher(client)
    claims = claims_of(marie)
    rsa = generate_private_key(public_exponent=65537, key_size=2048)

    for forged in (
        jwt.encode(claims, "another-secret-than-the-server-has", algorithm="HS256"),
        jwt.encode(claims, settings.signing_key * 2, algorithm="HS512"),
        jwt.encode(claims, (settings.signing_key * 2)[:64], algorithm="HS512"),
        jwt.encode(claims, rsa, algorithm="RS256"),
    ):
        assert (await me(client, forged)).status_code == 401


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "another-service"},
        {"aud": "another-door"},
        {"sub": "not-an-id"},
        {"sub": 7},
        {"sub": str(uuid4())},  # nobody
        {"sid": str(uuid4())},  # no such sign-in
        {"sid": None},
        {"exp": "tomorrow"},
        {"exp": None},
        {"exp": 0},
        {"exp": float("inf"), "iss": None},
    ],
)
async def test_every_claim_has_to_be_right(client: httpx.AsyncClient, settings: Settings, changed: dict[str, Any]):
    """Even with the right key: a token for another purpose is not one for this."""
    marie = await a_teacher(client)
    claims = {name: value for name, value in (claims_of(marie) | changed).items() if value is not None}

    forged = jwt.api_jws.encode(json.dumps(claims).encode(), settings.signing_key, algorithm="HS256")

    assert (await me(client, forged)).status_code == 401


async def test_the_sign_in_of_another_does_not_fit(client: httpx.AsyncClient, settings: Settings):
    marie, emile = await a_teacher(client), await a_student(client)
    mixed = claims_of(marie) | {"sid": claims_of(emile)["sid"]}

    assert (await me(client, jwt.encode(mixed, settings.signing_key, algorithm="HS256"))).status_code == 401


async def test_a_changed_token_is_refused(client: httpx.AsyncClient):
    marie, emile = await a_teacher(client), await a_student(client)
    header, _, signature = token_of(marie).split(".")
    payload = token_of(emile).split(".")[1]

    assert (await me(client, f"{header}.{payload}.{signature}")).status_code == 401
