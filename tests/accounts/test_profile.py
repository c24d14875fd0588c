"""What people change about themselves."""

from typing import Any

import httpx
import pytest

from tests.accounts.people import a_teacher


async def edit(client: httpx.AsyncClient, headers: dict[str, str], **changes: Any) -> httpx.Response:
    return await client.patch("/api/auth/me", json=changes, headers=headers)


@pytest.mark.parametrize(
    "change", [{"name": "Marie Skłodowska"}, {"language": "fr"}, {"timezone": "Europe/Warsaw"}, {}]
)
async def test_what_is_sent_changes_and_the_rest_stays(client: httpx.AsyncClient, change: dict[str, str]):
    marie = await a_teacher(client)

    answer = await edit(client, marie.headers, **change)

    assert answer.status_code == 200
    assert answer.json() == marie.user | change
    assert (await client.get("/api/auth/me", headers=marie.headers)).json() == marie.user | change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "string_too_short"),
        ({"name": "x" * 81}, "string_too_long"),
        ({"name": "a\tb"}, "control_characters"),
        ({"language": "de"}, "literal_error"),
        ({"timezone": "Europe/Atlantis"}, "unknown_timezone"),
    ],
)
async def test_bad_input_changes_nothing(client: httpx.AsyncClient, change: dict[str, str], code: str):
    marie = await a_teacher(client)

    answer = await edit(client, marie.headers, **{"name": "Irène"} | change)

    assert answer.status_code == 422
    assert [error["code"] for error in answer.json()["errors"]] == [code]
    assert (await client.get("/api/auth/me", headers=marie.headers)).json() == marie.user


async def test_nobody_raises_themselves(client: httpx.AsyncClient):
    marie = await a_teacher(client)

    answer = await edit(client, marie.headers, role="admin", email="x@example.org", email_confirmed=True, id="1")

    assert answer.json() == marie.user


async def test_strangers_have_nothing_to_change(client: httpx.AsyncClient):
    assert (await edit(client, {}, name="Marie")).status_code == 401
