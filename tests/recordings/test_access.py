"""Who gets at a recording, and who does not: every route that gives something of it away."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest
from pycrdt import Doc, Text

from chalkroom.classroom.documents import service
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.rights import DocumentName
from chalkroom.kit import clock
from tests.accounts.people import Person, a_student, a_teacher
from tests.classroom.conftest import Class, Inside, Lesson
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying

SOUND = "chromium-microphone.webm"


@pytest.fixture
async def replaying(capturing: Capturing) -> Replaying:
    replaying = Replaying(capturing)
    await replaying.capture(SOUND)
    return replaying


async def paths(replaying: Replaying) -> list[str]:
    """Of everything that takes a token."""
    recording = await replaying.recording()
    base = f"/api/recordings/{recording['id']}"
    return [base, f"{base}/accesses", f"/api/sessions/{recording['session_id']}/recording"]


async def links(replaying: Replaying, person: Person) -> list[str]:
    """Of everything that gives away bytes, for somebody who may."""
    replay = await replaying.replay(person)
    return [described["src"] for described in (*replay["tracks"], *replay["documents"])]


async def status(replaying: Replaying, path: str, **more: Any) -> int:
    return (await replaying.http.get(path, **more)).status_code


async def test_strangers_find_nothing(replaying: Replaying) -> None:
    for stranger in (await a_student(replaying.http, "Eve"), await a_teacher(replaying.http, "Mallory")):
        for path in await paths(replaying):
            assert await status(replaying, path, headers=stranger.headers) == 404, path
        listed = await replaying.http.get("/api/recordings", headers=stranger.headers)
        assert listed.json()["items"] == []
        path = (await paths(replaying))[0]
        assert (await replaying.http.delete(path, headers=stranger.headers)).status_code == 404
    for path in [*await paths(replaying), "/api/recordings"]:
        assert await status(replaying, path) == 401, path


async def test_a_link_is_good_for_its_reader_its_file_and_ten_minutes(replaying: Replaying) -> None:
    stranger = await a_student(replaying.http, "Eve")
    for link in await links(replaying, replaying.student):
        query = {name: values[0] for name, values in parse_qs(urlsplit(link).query, keep_blank_values=True).items()}
        bare = link.partition("?")[0]
        assert await status(replaying, link) == 200
        # With nobody's token, and with that of somebody who may: the link alone counts.
        assert await status(replaying, bare, headers=replaying.teacher.headers) == 422
        for changed in (
            {"reader": stranger.id},
            {"reader": str(uuid4())},
            {"until": str(int(query["until"]) + 1)},
            {"signature": "0" * 64},
            {"have": "0"} if "media" in link else {"owner": str(uuid4())},
        ):
            assert await status(replaying, bare, params=query | changed) == 404, changed
        parts = bare.split("/")
        parts[3] = str(uuid4())
        assert await status(replaying, "/".join(parts), params=query) == 404
        clock.travel_to(clock.now() + timedelta(minutes=11))
        assert await status(replaying, link) == 404
        clock.travel_to(None)


async def test_a_track_of_one_recording_is_no_track_of_another(replaying: Replaying) -> None:
    (sound, *_) = await links(replaying, replaying.student)
    other = await Capturing.begins(await another_lesson(replaying))
    try:
        theirs = Replaying(other)
        await theirs.capture(SOUND)
        mine = (await replaying.recording())["id"]
        for link in await links(theirs, theirs.student):
            parts = link.split("/")
            parts[3] = mine
            assert await status(replaying, "/".join(parts)) == 404
        assert await status(replaying, sound) == 200
    finally:
        await other.lesson.close()


async def another_lesson(replaying: Replaying) -> Any:
    return await Lesson.at(replaying.capturing.lesson.address, replaying.capturing.lesson.runtime)


async def test_who_was_removed_finds_nothing_any_more_also_by_their_links(room: Class) -> None:
    """Ada has a place, and was in the room; then the teacher removed her."""
    for each in (room.teacher, room.ada, room.emile):
        await each.page.do("set-recorded", {"recorded": True})
    await room.teacher.page.do("start-recording")
    replaying = Replaying(Capturing(room.lesson, room.teacher, room.emile))
    await replaying.capture(SOUND)
    mine = await links(replaying, room.ada.person)
    for link in mine:
        assert await status(replaying, link) == 200
    await room.teacher.page.do("remove", room.ada.about)
    for path in (await paths(replaying))[::2]:
        assert await status(replaying, path, headers=room.ada.person.headers) == 404
    for link in mine:
        assert await status(replaying, link) == 404
    assert (await replaying.http.get("/api/recordings", headers=room.ada.person.headers)).json()["items"] == []
    # The others go on.
    for link in await links(replaying, room.emile.person):
        assert await status(replaying, link) == 200


async def test_a_place_is_enough_and_so_is_having_been_inside(room: Class) -> None:
    await room.teacher.page.do("set-recorded", {"recorded": True})
    await room.teacher.page.do("start-recording")
    replaying = Replaying(Capturing(room.lesson, room.teacher, room.teacher))
    await replaying.capture(SOUND)
    absent = await room.lesson.student("Absent")
    assert all([await status(replaying, link) == 200 for link in await links(replaying, absent)])
    # Somebody with an account and no place came by the link.
    visitor = await a_student(replaying.http, "Visitor")
    recording = await replaying.recording()
    path = f"/api/recordings/{recording['id']}"
    assert await status(replaying, path, headers=visitor.headers) == 404
    page = await room.lesson.page((await room.lesson.by_code(visitor.headers)).json()["room_token"])
    await page.join()
    assert await status(replaying, path, headers=visitor.headers) == 404  # at the door is not inside
    waiting = (await room.teacher.page.hears("lobby"))["waiting"]
    await room.teacher.page.do("admit", {"participant_id": waiting[0]["id"]})
    await page.hears("admitted")
    assert await status(replaying, path, headers=visitor.headers) == 200


async def test_ones_own_copy_is_seen_by_its_owner_and_the_hosts(room: Class) -> None:
    for each in (room.teacher, room.ada, room.emile):
        await each.page.do("set-recorded", {"recorded": True})
    await room.teacher.page.do("start-recording")
    replaying = Replaying(Capturing(room.lesson, room.teacher, room.emile))
    await write_copy(replaying, room.ada)

    async def owners(person: Person) -> set[str | None]:
        return {document["owner"] for document in (await replaying.replay(person))["documents"]}

    assert await owners(room.teacher.person) == {None, room.ada.id}
    assert await owners(room.ada.person) == {None, room.ada.id}
    assert await owners(room.emile.person) == {None}
    for link in await links(replaying, room.ada.person):
        assert await status(replaying, link) == 200
    await room.ada.page.do("set-recorded", {"recorded": False})
    assert await owners(room.teacher.person) == {None}


async def write_copy(replaying: Replaying, who: Inside) -> None:
    doc: Doc = Doc()
    probe = doc.get("probe", type=Text)
    probe += "mine"
    key = DocumentKey(UUID(replaying.capturing.lesson.session["id"]), DocumentName.CODE, UUID(who.id))
    async with replaying.capturing.lesson.runtime.database.transaction() as db:
        await service.append(db, key, [service.Written(UUID(who.id), who.id, doc.get_update(), 0)])
