"""Demo data: there after the first load, not doubled by the second, and always with a lesson that starts soon."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from chalkroom import demo
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.settings import Settings

ONCE_EACH = Counter(scheduled=4, draft=1, ended=1, cancelled=1)


class TestInDemoMode:
    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(data=tmp_path, secret="a-secret-for-tests-only-0123456789", worker_inside=False, demo=True)

    async def test_every_account_can_sign_in_and_sees_its_sessions(
        self, runtime: Runtime, client: httpx.AsyncClient
    ) -> None:
        people = await demo.load(runtime)
        assert {person.role for person in people} == {"teacher", "student", "admin"}
        for person in people:
            items = await sessions_of(client, person)
            assert items, person.name
            passcodes = {item["passcode"] is not None for item in items}
            assert passcodes == {person.role != "student"}

    async def test_loading_again_adds_nothing(self, runtime: Runtime, client: httpx.AsyncClient) -> None:
        for _ in range(2):
            people = await demo.load(runtime)
            items = await sessions_of(client, people[0])
            assert Counter(item["status"] for item in items) == ONCE_EACH

    async def test_a_lesson_with_two_students_starts_within_minutes_also_a_week_later(
        self, runtime: Runtime, client: httpx.AsyncClient
    ) -> None:
        for days in (0, 8):
            clock.travel_to(clock.now() + timedelta(days=days))
            people = await demo.load(runtime)
            items = await sessions_of(client, people[0], **{"status": "scheduled", "from": clock.now().isoformat()})
            assert len(items[0]["students"]) == 2
            assert items[0]["starts_at"] > clock.now().isoformat()
            assert items[0]["starts_at"] < (clock.now() + timedelta(minutes=10)).isoformat()
        items = await sessions_of(client, people[0])
        assert Counter(item["status"] for item in items) == ONCE_EACH


async def test_outside_demo_mode_nothing_is_loaded(runtime: Runtime) -> None:
    with pytest.raises(RuntimeError, match="demo mode only"):
        await demo.load(runtime)


async def sessions_of(client: httpx.AsyncClient, person: demo.Person, **query: str) -> list[dict]:
    signed_in = await client.post("/api/auth/login", json={"email": person.email, "password": person.password})
    assert signed_in.status_code == 200, signed_in.text
    headers = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
    answer = await client.get("/api/sessions", params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]
