"""Who gets at the picture of a recording, and who does not."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest

from chalkroom.classroom.models import Admission, Participant
from chalkroom.kit import clock
from tests.accounts.people import a_student, a_teacher
from tests.recordings.export.filming import RED
from tests.recordings.posters.posing import Posing


@pytest.fixture
async def posing(posing: Posing) -> Posing:
    """A lesson that has a poster."""
    await posing.sits(posing.capturing.student, RED, seconds=4)
    await posing.end(after=4)
    await posing.reconciles()
    return posing


async def src_of(posing: Posing) -> str:
    src = await posing.src(posing.student)
    assert src
    return src


async def test_everybody_who_may_watch_sees_it_and_nobody_else_hears_of_it(posing: Posing) -> None:
    for person in (posing.teacher, posing.student):
        assert (await posing.poster(person)).share(RED) > 0.2
    for stranger in (await a_student(posing.http, "Eve"), await a_teacher(posing.http, "Mallory")):
        assert (await posing.http.get("/api/recordings", headers=stranger.headers)).json()["items"] == []


async def test_a_link_is_good_for_its_reader_its_picture_and_ten_minutes(posing: Posing) -> None:
    src = await src_of(posing)
    stranger = await a_student(posing.http, "Eve")
    query = {name: values[0] for name, values in parse_qs(urlsplit(src).query).items()}
    bare = src.partition("?")[0]
    answer = await posing.http.get(src)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, max-age=600"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await posing.http.get(bare, headers=posing.teacher.headers)).status_code == 422
    for changed in (
        {"reader": stranger.id},
        {"reader": str(uuid4())},
        {"until": str(int(query["until"]) + 1)},
        {"signature": "0" * 64},
    ):
        assert (await posing.http.get(bare, params=query | changed)).status_code == 404, changed
    for place in (3, 5):
        parts = bare.split("/")
        parts[place] = str(uuid4())
        assert (await posing.http.get("/".join(parts), params=query)).status_code == 404
    clock.travel_to(clock.now() + timedelta(minutes=11))
    assert (await posing.http.get(src)).status_code == 404
    clock.travel_to(None)


async def test_who_was_removed_sees_it_no_more_also_by_their_link(posing: Posing) -> None:
    src = await src_of(posing)
    async with posing.capturing.lesson.runtime.database.transaction() as db:
        student = await db.get(Participant, UUID(posing.capturing.student.id))
        assert student
        student.admission = Admission.REMOVED
    assert (await posing.http.get(src)).status_code == 404
    assert (await posing.http.get("/api/recordings", headers=posing.student.headers)).json()["items"] == []


async def test_a_lost_file_is_not_there(posing: Posing) -> None:
    src = await src_of(posing)
    row = await posing.row()
    assert row
    await posing.capturing.lesson.runtime.storage.delete(row.key)
    assert (await posing.http.get(src)).status_code == 404


async def test_seeing_the_list_is_not_looking_into_a_recording(posing: Posing) -> None:
    await posing.poster(posing.student)
    path = f"/api/recordings/{(await posing.recording())['id']}/accesses"
    assert (await posing.http.get(path, headers=posing.teacher.headers)).json()["items"] == []
