"""Links for those without an account: who makes them, what they open, and until when."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from chalkroom.kit import clock
from tests.accounts.people import a_student
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying

TRACK = "chromium-camera.webm"


@pytest.fixture
async def replaying(capturing: Capturing) -> Replaying:
    replaying = Replaying(capturing)
    await replaying.capture(TRACK)
    await replaying.end()
    return replaying


async def links(replaying: Replaying, path: str = "") -> str:
    return f"/api/recordings/{(await replaying.recording())['id']}/links{path}"


async def share(replaying: Replaying, days: Any = 7) -> dict[str, Any]:
    path = await links(replaying)
    answer = await replaying.http.post(path, json={"days": days}, headers=replaying.teacher.headers)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def opened(replaying: Replaying, made: dict[str, Any]) -> httpx.Response:
    """As a page without an account does it."""
    place, _, token = made["link"].partition("#link=")
    recording_id = place.removeprefix("/replay/")
    return await replaying.http.get(f"/api/recordings/{recording_id}", headers={"Authorization": f"Link {token}"})


async def test_a_link_opens_one_recording_and_nothing_else(replaying: Replaying) -> None:
    made = await share(replaying)
    replay = (await opened(replaying, made)).json()
    assert replay["id"] == (await replaying.recording())["id"]
    assert replay["may_manage"] is False
    (track,) = replay["tracks"]
    assert await replaying.file(track)
    _, _, token = made["link"].partition("#link=")
    shown = {"Authorization": f"Link {token}"}
    for path in ("/api/recordings", f"/api/recordings/{replay['id']}/accesses", await links(replaying)):
        assert (await replaying.http.get(path, headers=shown)).status_code == 401
    assert (await replaying.http.delete(f"/api/recordings/{replay['id']}", headers=shown)).status_code == 401
    other = await replaying.http.get(f"/api/recordings/{track['id']}", headers=shown)
    assert other.status_code == 404


async def test_its_use_is_noted(replaying: Replaying) -> None:
    made = await share(replaying)
    for _ in range(2):
        await opened(replaying, made)
    path = f"/api/recordings/{(await replaying.recording())['id']}/accesses"
    lines = (await replaying.http.get(path, headers=replaying.teacher.headers)).json()["items"]
    assert [(line["name"], line["kind"]) for line in lines] == [(None, "shared")]


async def test_a_link_ends_when_it_is_taken_back_and_so_does_what_it_opened(replaying: Replaying) -> None:
    made = await share(replaying, None)
    (track,) = (await opened(replaying, made)).json()["tracks"]
    for _ in range(2):
        path = await links(replaying, f"/{made['id']}")
        assert (await replaying.http.delete(path, headers=replaying.teacher.headers)).status_code == 204
    assert (await opened(replaying, made)).status_code == 404
    assert (await replaying.http.get(track["src"])).status_code == 404
    left = await replaying.http.get(await links(replaying), headers=replaying.teacher.headers)
    assert left.json()["items"] == []


async def test_a_link_ends_when_its_time_is_over(replaying: Replaying) -> None:
    made = await share(replaying, 1)
    clock.travel_to(clock.now() + timedelta(days=1, seconds=1))
    assert (await opened(replaying, made)).status_code == 404


async def test_a_deleted_recording_has_no_way_in(replaying: Replaying) -> None:
    made = await share(replaying)
    path = f"/api/recordings/{(await replaying.recording())['id']}"
    assert (await replaying.http.delete(path, headers=replaying.teacher.headers)).status_code == 204
    assert (await opened(replaying, made)).status_code == 404


async def test_only_who_manages_it_makes_links(replaying: Replaying) -> None:
    path = await links(replaying)
    stranger = await a_student(replaying.http, "Stranger")
    for person, status in ((replaying.student, 403), (stranger, 404)):
        for ask in (
            replaying.http.post(path, json={"days": 7}, headers=person.headers),
            replaying.http.get(path, headers=person.headers),
        ):
            assert (await ask).status_code == status
    for days in (0, 366, "7"):
        answer = await replaying.http.post(path, json={"days": days}, headers=replaying.teacher.headers)
        assert answer.status_code == 422


@pytest.mark.parametrize("shown", ["Link wrong", "Link ", "Track x", ""])
async def test_nothing_opens_without_a_good_one(replaying: Replaying, shown: str) -> None:
    path = f"/api/recordings/{(await replaying.recording())['id']}"
    answer = await replaying.http.get(path, headers={"Authorization": shown.strip() or "x"})
    assert answer.status_code == (404 if shown.startswith("Link") else 401)
