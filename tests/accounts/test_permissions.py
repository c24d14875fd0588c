"""Who asks: the access token at every door."""

import httpx

from tests.accounts.people import a_teacher


async def test_a_person_is_who_their_token_says(client: httpx.AsyncClient):
    marie = await a_teacher(client)

    answer = await client.get("/api/auth/me", headers=marie.headers)

    assert answer.status_code == 200
    assert answer.json() == marie.user
