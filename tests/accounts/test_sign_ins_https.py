"""The refresh cookie under HTTPS."""

from pathlib import Path

import httpx
import pytest

from chalkroom.settings import Settings
from tests.accounts.people import a_student

COOKIE = "__Host-chalkroom"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate(
        {"data": tmp_path, "secret": "x" * 40, "worker_inside": False, "public_url": "https://school.example"}
    )


async def test_the_cookie_is_bound_to_this_host_and_to_https(client: httpx.AsyncClient):
    emile = await a_student(client)

    answer = await client.post("/api/auth/login", json={"email": emile.email, "password": emile.password})

    name, _, rest = answer.headers["set-cookie"].partition("=")
    token, *attributes = rest.split("; ")
    assert name == COOKIE
    assert {"HttpOnly", "Path=/", "SameSite=strict", "Secure"} <= set(attributes)
    assert not any(attribute.lower().startswith("domain") for attribute in attributes)
    refreshed = await client.post(
        "/api/auth/refresh", headers={"Cookie": f"{COOKIE}={token}", "Origin": "https://school.example"}
    )
    assert refreshed.status_code == 200


async def test_logging_out_takes_it_away(client: httpx.AsyncClient):
    answer = await client.post("/api/auth/logout")

    # A browser refuses a cookie with this prefix unless it is Secure, and one that it refuses removes nothing.
    assert answer.headers["set-cookie"].startswith(f'{COOKIE}=""; ')
    assert "Secure" in answer.headers["set-cookie"]
