"""What every answer shares, seen from outside."""

import httpx
import pytest


async def test_an_unknown_address_of_the_api_is_a_problem_in_the_readers_language(client: httpx.AsyncClient):
    answer = await client.get("/api/nothing", headers={"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.5"})

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "fr"
    assert answer.json()["code"] == "not_found"
    assert answer.json()["detail"].startswith("Il n’y a rien ici")


@pytest.mark.parametrize("address", ["/", "/api/nothing", "/socket.io/?EIO=4&transport=polling"])
async def test_every_answer_carries_the_security_headers(client: httpx.AsyncClient, address: str):
    answer = await client.get(address)

    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "camera=(self)" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers  # only under TLS


async def test_no_answer_of_the_api_is_kept_by_a_cache(client: httpx.AsyncClient):
    answer = await client.get("/api/nothing")

    assert answer.headers["cache-control"] == "no-store"


async def test_a_huge_body_is_refused_before_it_is_read(client: httpx.AsyncClient):
    answer = await client.post("/api/nothing", content=b"x" * (1024 * 1024 + 1))

    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"
