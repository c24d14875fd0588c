"""Staying signed in: refresh tokens, each good for one use."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from chalkroom.kit import clock
from chalkroom.settings import Settings
from tests.accounts.people import a_student


@pytest.fixture
def cookie(settings: Settings) -> str:
    return f"chalkroom-{settings.port}"


async def refresh(client: httpx.AsyncClient, cookie: str, token: str, **headers: str) -> httpx.Response:
    client.cookies.clear()
    return await client.post("/api/auth/refresh", headers={"Cookie": f"{cookie}={token}", **headers})


async def first_token(client: httpx.AsyncClient, cookie: str) -> str:
    await a_student(client)
    return client.cookies[cookie]


async def test_the_cookie_is_out_of_reach_for_scripts_and_for_other_sites(client: httpx.AsyncClient, cookie: str):
    answer = await client.post(
        "/api/auth/register",
        json={"name": "E", "email": "e@example.org", "password": "chevre tambour", "role": "student"},
    )

    name, _, attributes = answer.headers["set-cookie"].partition("=")
    assert name == cookie
    attributes = attributes.lower()
    assert "httponly" in attributes
    assert "samesite=strict" in attributes
    assert "path=/api/auth" in attributes
    assert f"max-age={30 * 24 * 3600}" in attributes
    assert "secure" not in attributes  # http on this machine
    assert "domain" not in attributes


async def test_refreshing_gives_a_new_access_token_and_a_new_refresh_token(client: httpx.AsyncClient, cookie: str):
    first = await first_token(client, cookie)

    answer = await refresh(client, cookie, first)

    assert answer.status_code == 200
    assert answer.cookies[cookie] != first
    token = answer.json()["access_token"]
    me = await client.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json() == answer.json()["user"]


async def test_presenting_an_old_token_ends_the_whole_family(client: httpx.AsyncClient, cookie: str):
    first = await first_token(client, cookie)
    renewed = await refresh(client, cookie, first)
    newest = renewed.cookies[cookie]

    stolen = await refresh(client, cookie, first, **{"Accept-Language": "fr"})

    assert stolen.status_code == 401
    assert stolen.json()["code"] == "signed_out"
    assert stolen.json()["detail"].startswith("Vous n’êtes pas connecté")
    assert (await refresh(client, cookie, newest)).status_code == 401
    # The access token of that family is dead too, before its time.
    bearer = {"Authorization": f"Bearer {renewed.json()['access_token']}"}
    assert (await client.get("/api/auth/me", headers=bearer)).status_code == 401


async def test_other_sign_ins_of_the_same_person_live_on(client: httpx.AsyncClient, cookie: str):
    emile = await a_student(client)
    here = client.cookies[cookie]
    there = await client.post("/api/auth/login", json={"email": emile.email, "password": emile.password})
    await refresh(client, cookie, here)
    await refresh(client, cookie, here)  # ends this family

    assert (await refresh(client, cookie, there.cookies[cookie])).status_code == 200


async def test_of_many_at_the_same_moment_one_is_served(client: httpx.AsyncClient, cookie: str):
    first = await first_token(client, cookie)
    client.cookies.clear()
    presenting = {"Cookie": f"{cookie}={first}"}

    answers = await asyncio.gather(*(client.post("/api/auth/refresh", headers=presenting) for _ in range(8)))

    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 7
    (served,) = (answer for answer in answers if answer.status_code == 200)
    # Nobody can tell the owner from the thief, so that the one who was served is out as well.
    assert (await refresh(client, cookie, served.cookies[cookie])).status_code == 401


async def test_a_month_without_a_visit_ends_a_sign_in_and_each_visit_renews_the_month(
    client: httpx.AsyncClient, cookie: str
):
    token = await first_token(client, cookie)
    begun = clock.now()
    for days in (29, 58):
        clock.travel_to(begun + timedelta(days=days))
        answer = await refresh(client, cookie, token)
        assert answer.status_code == 200
        token = answer.cookies[cookie]

    clock.travel_to(begun + timedelta(days=88, minutes=1))
    assert (await refresh(client, cookie, token)).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "é", "%00", "../.."])
async def test_a_made_up_token_opens_nothing(client: httpx.AsyncClient, cookie: str, token: str):
    answer = await client.post("/api/auth/refresh", headers={b"Cookie": f"{cookie}={token}".encode()})

    assert answer.status_code == 401
    assert answer.json()["code"] == "signed_out"


async def test_without_a_cookie_nobody_is_signed_in(client: httpx.AsyncClient):
    assert (await client.post("/api/auth/refresh")).status_code == 401


async def test_logging_out_ends_the_sign_in_and_takes_the_cookie_away(client: httpx.AsyncClient, cookie: str):
    emile = await a_student(client)
    token = client.cookies[cookie]

    answer = await client.post("/api/auth/logout")

    assert answer.status_code == 204
    assert cookie not in client.cookies
    assert (await refresh(client, cookie, token)).status_code == 401
    assert (await client.get("/api/auth/me", headers=emile.headers)).status_code == 401


async def test_logging_out_twice_is_no_error(client: httpx.AsyncClient):
    for _ in range(2):
        assert (await client.post("/api/auth/logout")).status_code == 204


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://test:9999", "http://test.evil.example", "null", "", "http://["]
)
@pytest.mark.parametrize("path", ["refresh", "logout", "login", "register"])
async def test_pages_of_other_origins_cannot_use_the_cookie(
    client: httpx.AsyncClient, cookie: str, origin: str, path: str
):
    token = await first_token(client, cookie)

    answer = await client.post(f"/api/auth/{path}", headers={"Origin": origin})

    assert answer.status_code == 403
    assert answer.json()["code"] == "foreign_origin"
    assert (await refresh(client, cookie, token)).status_code == 200


async def test_our_own_pages_can_under_whatever_name_they_were_opened(
    client: httpx.AsyncClient, cookie: str, settings: Settings
):
    token = await first_token(client, cookie)
    for origin in ("http://test", settings.base_url):
        answer = await refresh(client, cookie, token, Origin=origin)
        assert answer.status_code == 200
        token = answer.cookies[cookie]
