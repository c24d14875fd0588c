"""The verbs that no route offers."""

import httpx
import pytest

from chalkroom.accounts import service
from chalkroom.accounts.errors import EmailTaken
from chalkroom.kit.runtime import Runtime
from chalkroom.kit.validation import InvalidInput
from tests.accounts.people import PASSWORD, a_student


async def test_an_administrator_is_made_at_the_console_only(client: httpx.AsyncClient, runtime: Runtime):
    async with runtime.database.transaction() as db:
        await service.create_admin(db, name=" Ada ", email="ADA@example.org", password=PASSWORD)

    answer = await client.post("/api/auth/login", json={"email": "ada@example.org", "password": PASSWORD})

    user = answer.json()["user"]
    assert (user["name"], user["role"], user["email_confirmed"]) == ("Ada", "admin", True)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": "nothing"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "password1"}, "password"),
        ({"name": "a\nb"}, "name"),
    ],
)
async def test_its_values_are_checked_like_anybodys(runtime: Runtime, given: dict[str, str], field: str):
    values = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD} | given
    with pytest.raises(InvalidInput) as refused:
        async with runtime.database.transaction() as db:
            await service.create_admin(db, name=values["name"], email=values["email"], password=values["password"])

    assert [error["field"] for error in refused.value.body("en")["errors"]] == [field]


async def test_an_address_that_is_taken_stays_with_its_owner(client: httpx.AsyncClient, runtime: Runtime):
    emile = await a_student(client)

    with pytest.raises(EmailTaken):
        async with runtime.database.transaction() as db:
            await service.create_admin(db, name="Ada", email=emile.email, password=PASSWORD)
