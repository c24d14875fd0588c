"""From the mail that a replay is ready to the day on which its recording goes."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from chalkroom.kit import clock
from chalkroom.recordings.lifetime import tasks
from tests.accounts.mailbox import mails_to
from tests.accounts.people import Person, a_student
from tests.kit.working import AnyTask
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying


@pytest.fixture
def replaying(capturing: Capturing) -> Replaying:
    return Replaying(capturing)


async def run(replaying: Replaying, task: AnyTask) -> None:
    await task.defer_async(timestamp=0)
    await replaying.works_off()


async def subjects(replaying: Replaying, person: Person) -> list[str]:
    return [mail.subject for mail in await mails_to(replaying.capturing.lesson.runtime, person.email)][1:]


async def change(replaying: Replaying, person: Person, body: dict[str, Any]) -> httpx.Response:
    recording = await replaying.recording()
    return await replaying.http.patch(f"/api/recordings/{recording['id']}", json=body, headers=person.headers)


async def test_everybody_who_may_watch_it_is_told_once_when_all_of_it_is_there(replaying: Replaying) -> None:
    lesson = replaying.capturing.lesson
    booked, stranger = await lesson.student("Booked"), await a_student(lesson.http, "Stranger")
    track = await replaying.capture("chromium-microphone.webm", close=False)
    await replaying.end()
    await run(replaying, tasks.tell_ready)
    assert await subjects(replaying, replaying.student) == []  # something of it is still to come
    assert (await track.close(1)).status_code == 204
    for _ in range(2):
        await run(replaying, tasks.tell_ready)
    recording = await replaying.recording()
    for person in (replaying.teacher, replaying.student, booked):
        assert await subjects(replaying, person) == ["Ready to watch again: Fractions"]
        (mail,) = (await mails_to(lesson.runtime, person.email))[1:]
        assert f"/replay/{recording['id']}" in mail.text
    assert await subjects(replaying, stranger) == []


async def test_nobody_waits_for_ever_and_nobody_is_told_of_nothing(replaying: Replaying) -> None:
    await replaying.end()
    clock.travel_to(clock.now() + timedelta(hours=2))
    await run(replaying, tasks.tell_ready)
    assert await subjects(replaying, replaying.student) == []


async def test_what_a_lost_page_still_has_is_not_waited_for(replaying: Replaying) -> None:
    await replaying.capture("chromium-microphone.webm", without=[0], close=False)
    await replaying.end()
    clock.travel_to(clock.now() + timedelta(hours=2))
    await run(replaying, tasks.tell_ready)
    assert await subjects(replaying, replaying.student) == ["Ready to watch again: Fractions"]


async def test_it_goes_when_its_time_is_over_and_its_teacher_was_warned(replaying: Replaying) -> None:
    replaying.capturing.lesson.runtime.settings.recording_days = 30
    await replaying.capture("chromium-microphone.webm")
    await replaying.end()
    await run(replaying, tasks.tell_ready)
    recording = await replaying.recording()
    ended = datetime.fromisoformat(recording["ended_at"])
    assert datetime.fromisoformat(recording["keep_until"]) == ended + timedelta(days=30)

    clock.travel_to(ended + timedelta(days=22))
    await run(replaying, tasks.let_go)
    assert len(await subjects(replaying, replaying.teacher)) == 1
    # Nobody looked after it for a while: it goes a week after the warning, not before.
    clock.travel_to(ended + timedelta(days=29))
    await run(replaying, tasks.let_go)
    assert (await subjects(replaying, replaying.teacher))[1:] == ["Soon to be deleted: Fractions"]
    assert len(await subjects(replaying, replaying.student)) == 1
    clock.travel_to(ended + timedelta(days=31))
    await run(replaying, tasks.let_go)
    assert replaying.stored()
    clock.travel_to(ended + timedelta(days=36, hours=1))
    await run(replaying, tasks.let_go)
    assert replaying.stored() == []
    gone = await replaying.http.get(f"/api/recordings/{recording['id']}", headers=await _fresh(replaying))
    assert gone.status_code == 404


async def test_its_teacher_names_it_and_says_how_long_it_is_kept(replaying: Replaying) -> None:
    await replaying.capture("chromium-microphone.webm")
    await replaying.end()
    ended = datetime.fromisoformat((await replaying.recording())["ended_at"])
    changed = (await change(replaying, replaying.teacher, {"title": "Halves", "keep_days": 365})).json()
    assert (changed["title"], changed["may_manage"]) == ("Halves", True)
    assert datetime.fromisoformat(changed["keep_until"]) == ended + timedelta(days=365)
    for search in ("halves", "fractions"):
        found = await replaying.http.get(
            "/api/recordings", params={"search": search}, headers=replaying.student.headers
        )
        assert [(item["title"], item["may_manage"]) for item in found.json()["items"]] == [("Halves", False)]
    changed = (await change(replaying, replaying.teacher, {"keep_days": None})).json()
    assert (changed["title"], changed["keep_until"]) == ("Halves", None)
    assert (await change(replaying, replaying.teacher, {"title": None})).json()["title"] == "Fractions"


async def test_nobody_else_changes_it(replaying: Replaying) -> None:
    await replaying.end()
    stranger = await a_student(replaying.http, "Stranger")
    assert (await change(replaying, replaying.student, {"title": "Mine"})).status_code == 403
    assert (await change(replaying, stranger, {"title": "Mine"})).status_code == 404
    for wrong in ({"keep_days": 0}, {"keep_days": "7"}, {"title": " "}):
        assert (await change(replaying, replaying.teacher, wrong)).status_code == 422


async def _fresh(replaying: Replaying) -> dict[str, str]:
    """The access token of the teacher ran out weeks ago."""
    body = {"email": replaying.teacher.email, "password": replaying.teacher.password}
    signed_in = await replaying.http.post("/api/auth/login", json=body)
    return {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
