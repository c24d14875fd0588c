"""People for tests of every feature: made through the front door, like anybody."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

PASSWORD = "chevre tambour nuage"


@dataclass(frozen=True)
class Person:
    user: dict[str, Any]
    headers: dict[str, str]
    """Send these along to be this person."""
    password: str = PASSWORD

    @property
    def id(self) -> str:
        return self.user["id"]

    @property
    def email(self) -> str:
        return self.user["email"]


async def a_teacher(client: httpx.AsyncClient, name: str = "Marie Curie", **more: str) -> Person:
    return await a_person(client, name=name, role="teacher", **more)


async def a_student(client: httpx.AsyncClient, name: str = "Émile Zola", **more: str) -> Person:
    return await a_person(client, name=name, role="student", **more)


async def a_person(client: httpx.AsyncClient, **fields: str) -> Person:
    given = {"email": f"{uuid4().hex[:12]}@example.org", "password": PASSWORD, **fields}
    answer = await client.post("/api/auth/register", json=given)
    assert answer.status_code == 201, answer.text
    signed_in = answer.json()
    return Person(
        user=signed_in["user"],
        headers={"Authorization": f"Bearer {signed_in['access_token']}"},
        password=given["password"],
    )
