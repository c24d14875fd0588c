"""What is left of a recording for others when its teacher shows a part of it."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from chalkroom.classroom.models import ParticipantRole
from chalkroom.kit import clock
from chalkroom.recordings.replay.schemas import Replay, ReplayEvent, ReplayGap, ReplayPerson
from chalkroom.recordings.replay.trimming import Part, cut
from tests.accounts.people import a_student
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying
from tests.recordings.test_continuing import CIRCLE, drawn, go_on, writes
from tests.recordings.test_replay import frames_of

SOUND = "chromium-microphone.webm"
CAPTIONS = (
    "WEBVTT\n\n00:05.000 --> 00:06.000\nBefore\n\n"
    "01:59.000 --> 02:01.000\nAt the edge\n\n05:00.000 --> 05:01.000\nAfter"
)


@pytest.fixture
async def replaying(capturing: Capturing) -> Replaying:
    """A lesson of six minutes, in which something happens before two, between, and after four."""
    replaying = Replaying(capturing)
    teacher, student = capturing.teacher, capturing.student
    begun = clock.now()
    for minute, word in ((1, "before"), (3, "between"), (5, "after")):
        clock.travel_to(begun + timedelta(minutes=minute))
        await replaying.capture(SOUND, teacher if minute == 5 else student)
        replaying.tracks[word] = replaying.tracks.pop(SOUND)
        await student.page.do("chat", {"client_id": uuid4().hex, "text": word})
        await student.page.do("raise-hand", {"raised": minute == 1})
        await teacher.page.do("set-stage", {"stage": "board", "follow": True})
        await teacher.page.do("mark-moment", {"title": word})
        await writes(replaying, "board", drawn(CIRCLE, name=word))
    clock.travel_to(begun + timedelta(minutes=6))
    await replaying.end()
    path = f"/api/recordings/{(await replaying.recording())['id']}/captions?language=en"
    assert (await replaying.http.put(path, content=CAPTIONS, headers=replaying.teacher.headers)).status_code == 204
    return replaying


async def trim(replaying: Replaying, person: Any = None, **edges: Any) -> httpx.Response:
    path = f"/api/recordings/{(await replaying.recording())['id']}"
    return await replaying.http.patch(path, json=edges, headers=(person or replaying.teacher).headers)


async def test_others_get_nothing_of_the_outside(replaying: Replaying) -> None:
    whole = await replaying.replay(replaying.student)
    assert (await trim(replaying, from_ms=120_000, to_ms=240_000)).status_code == 200
    replay = await replaying.replay(replaying.student)
    assert (replay["from_ms"], replay["to_ms"], replay["duration_ms"]) == (120_000, 240_000, 240_000)
    assert [line["text"] for line in replay["chat"]] == ["between"]
    assert [track["id"] for track in replay["tracks"]] == [replaying.tracks["between"].id]
    assert all(120_000 <= chapter["at_ms"] <= 240_000 for chapter in replay["chapters"])
    assert [chapter["title"] for chapter in replay["chapters"] if chapter["kind"] == "mark"] == ["between"]
    # What still held when it begins, is told with its beginning: who is there, the hand, the stage.
    at_once = [event for event in replay["events"] if event["at_ms"] == 120_000]
    assert sorted(event["kind"] for event in at_once if event["kind"] in ("joined", "hand", "stage")) == [
        "hand",
        "joined",
        "joined",
        "stage",
    ]
    assert all(120_000 <= event["at_ms"] <= 240_000 for event in replay["events"])
    # Links that were given out before open nothing of it either.
    for track in whole["tracks"]:
        expected = 200 if track["id"] == replaying.tracks["between"].id else 404
        assert (await replaying.http.get(track["src"])).status_code == expected
    board = next(each for each in whole["documents"] if each["name"] == "board")
    history = await frames_of(replaying, board)
    assert history[0][0] == 0
    assert len(history) == 2
    assert all(at <= 240_000 for at, _ in history)
    said = (await replaying.http.get(replay["captions"][0]["src"])).text
    assert ("At the edge" in said, "Before" in said, "After" in said) == (True, False, False)
    # Nor does a moment of it go on elsewhere.
    session = replaying.capturing.lesson.session["id"]
    assert (await go_on(replaying, replaying.student, "board", session, 300_000)).status_code == 404
    assert (await replaying.recording())["duration_ms"] == 120_000


async def test_who_manages_it_sees_all_of_it_and_undoes_it(replaying: Replaying) -> None:
    before = await replaying.replay()
    await trim(replaying, from_ms=120_000, to_ms=240_000)
    replay = await replaying.replay()
    assert (replay["from_ms"], replay["to_ms"], replay["duration_ms"]) == (120_000, 240_000, before["duration_ms"])
    assert [line["text"] for line in replay["chat"]] == ["before", "between", "after"]
    assert (await trim(replaying, to_ms=None)).status_code == 200
    assert [line["text"] for line in (await replaying.replay(replaying.student))["chat"]] == ["between", "after"]
    assert (await trim(replaying, from_ms=None)).status_code == 200
    after = await replaying.replay(replaying.student)
    assert [line["text"] for line in after["chat"]] == ["before", "between", "after"]
    assert (after["from_ms"], after["to_ms"]) == (0, after["duration_ms"])


async def test_who_has_a_link_sees_what_others_see(replaying: Replaying) -> None:
    await trim(replaying, from_ms=120_000, to_ms=240_000)
    path = f"/api/recordings/{(await replaying.recording())['id']}"
    made = (await replaying.http.post(f"{path}/links", json={"days": 1}, headers=replaying.teacher.headers)).json()
    shown = {"Authorization": f"Link {made['link'].partition('#link=')[2]}"}
    replay = (await replaying.http.get(path, headers=shown)).json()
    assert [line["text"] for line in replay["chat"]] == ["between"]
    assert (await replaying.http.patch(path, json={"from_ms": None}, headers=shown)).status_code == 401


async def test_a_part_has_to_be_one(replaying: Replaying) -> None:
    for edges in ({"from_ms": 5000, "to_ms": 5500}, {"from_ms": 10**9}, {"to_ms": 0}):
        answer = await trim(replaying, **edges)
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_part")
    assert (await trim(replaying, from_ms=-1)).status_code == 422
    stranger = await a_student(replaying.http, "Eve Nosy")
    for person, status in ((replaying.student, 403), (stranger, 404)):
        assert (await trim(replaying, person, from_ms=1000)).status_code == status


async def test_edges_that_two_browsers_set_at_once_leave_a_part(replaying: Replaying) -> None:
    for number in range(5):
        from_ms, to_ms = 240_000 + number, 120_000 - number
        answers = await asyncio.gather(trim(replaying, from_ms=from_ms), trim(replaying, to_ms=to_ms))
        assert sorted(answer.status_code for answer in answers) == [200, 422]
        assert (await trim(replaying, from_ms=None, to_ms=None)).status_code == 200


async def test_exports_of_another_part_are_gone(replaying: Replaying) -> None:
    path = f"/api/recordings/{(await replaying.recording())['id']}/exports"
    headers = replaying.teacher.headers
    await replaying.works_off()
    assert (await replaying.http.post(path, json={"kind": "chapters"}, headers=headers)).status_code == 202
    await trim(replaying, from_ms=120_000)
    assert (await replaying.http.get(path, headers=headers)).json()["items"] == []
    assert (await replaying.http.post(path, json={"kind": "chapters"}, headers=headers)).status_code == 202
    (again,) = (await replaying.http.get(path, headers=headers)).json()["items"]
    assert again["kind"] == "chapters"


def test_who_left_before_or_came_afterwards_is_not_told_of() -> None:
    early, there, late = (ReplayPerson(id=uuid4(), name=name, role=ParticipantRole.STUDENT) for name in ("A", "B", "C"))
    said = [
        (0, "joined", early),
        (1000, "hand", early),
        (2000, "joined", there),
        (3000, "left", early),
        (12_000, "left", there),
        (30_000, "joined", late),
    ]
    replay = Replay.model_construct(
        duration_ms=40_000,
        people=[early, there, late],
        events=[ReplayEvent(at_ms=at, kind=kind, participant_id=person.id, data={}) for at, kind, person in said],
        tracks=[],
        gaps=[ReplayGap(from_ms=5000, to_ms=15_000, reason="paused")],
        chat=[],
        chapters=[],
    )
    left = cut(replay, Part(10_000, 20_000))
    assert [person.name for person in left.people] == ["B"]
    assert [(event.at_ms, event.kind) for event in left.events] == [(10_000, "joined"), (12_000, "left")]
    assert [(gap.from_ms, gap.to_ms) for gap in left.gaps] == [(10_000, 15_000)]


async def test_a_lesson_that_goes_on_is_not_trimmed(capturing: Capturing) -> None:
    answer = await trim(Replaying(capturing), from_ms=1000)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_part")
