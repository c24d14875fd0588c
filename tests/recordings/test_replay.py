"""A replay as it is described: people, timeline, chat, documents, and what is left out."""

import struct
from typing import Any
from uuid import UUID, uuid4

import pytest
from pycrdt import Doc, Text
from sqlalchemy import update

from chalkroom.accounts.models import Role, User
from chalkroom.classroom.documents import service
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.models import RecordedTrack
from tests.accounts.people import a_student
from tests.classroom.conftest import Lesson
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying
from tests.recordings.tracks import whole

SOUND = "chromium-microphone.webm"


@pytest.fixture
def replaying(capturing: Capturing) -> Replaying:
    return Replaying(capturing)


async def says(who: Any, text: str, **more: Any) -> None:
    await who.page.do("chat", {"client_id": uuid4().hex, "text": text, **more})


async def test_people_tracks_events_and_chat_stand_on_one_timeline(replaying: Replaying) -> None:
    teacher, student = replaying.capturing.teacher, replaying.capturing.student
    track = await replaying.capture(SOUND)
    await says(student, "One half")
    await says(teacher, "Not for everybody", to=student.id)
    await student.page.do("raise-hand", {"raised": True})
    await teacher.page.do("set-stage", {"stage": "board", "follow": True})
    await replaying.end()

    replay = await replaying.replay(replaying.student)
    assert replay["session"]["title"] == "Fractions"
    assert [(person["name"], person["role"]) for person in replay["people"]] == [
        ("Marie Curie", "teacher"),
        ("Émile Zola", "student"),
    ]
    ((line,),) = [replay["chat"]]
    assert (line["text"], line["participant_id"], line["name"], line["to"]) == (
        "One half",
        student.id,
        "Émile Zola",
        None,
    )
    kinds = [event["kind"] for event in replay["events"]]
    assert kinds[:2] == ["joined", "joined"]
    assert {"hand", "stage", "recording_started", "recording_stopped"} <= set(kinds)
    assert all(0 <= event["at_ms"] <= replay["duration_ms"] + 1000 for event in replay["events"])
    assert [(chapter["kind"], chapter["title"]) for chapter in replay["chapters"]] == [
        ("hand", None),
        ("stage", "board"),
    ]
    (described,) = replay["tracks"]
    assert (described["id"], described["participant_id"], described["kind"]) == (track.id, student.id, "microphone")
    assert 0 <= described["starts_ms"] <= replay["duration_ms"]
    assert replay["gaps"] == []
    assert replay["may_manage"] is False
    assert (await replaying.replay())["may_manage"] is True
    recording = await replaying.recording(replaying.student)
    assert replay["keep_until"] == recording["keep_until"]
    assert (recording["people"], recording["teacher_name"]) == (["Marie Curie", "Émile Zola"], "Marie Curie")
    assert recording["bytes"] > 30_000


async def test_a_pause_is_a_gap_and_what_was_said_in_it_is_not_kept(replaying: Replaying) -> None:
    teacher, student = replaying.capturing.teacher, replaying.capturing.student
    await says(student, "before")
    await teacher.page.do("pause-recording")
    await says(student, "between ourselves")
    await teacher.page.do("resume-recording")
    await says(student, "after")
    replay = await replaying.replay()
    (gap,) = replay["gaps"]
    assert gap["reason"] == "paused"
    assert 0 <= gap["from_ms"] <= gap["to_ms"] <= replay["duration_ms"]
    assert [line["text"] for line in replay["chat"]] == ["before", "after"]


async def test_of_who_declined_there_are_no_tracks_no_name_and_no_words(lesson: Lesson) -> None:
    capturing = await Capturing.begins(lesson, student_agrees=False)
    replaying = Replaying(capturing)
    await replaying.capture(SOUND, capturing.teacher)
    await says(capturing.student, "A secret")
    await says(capturing.teacher, "Aloud")
    replay = await replaying.replay()
    assert [(person["name"], person["role"]) for person in replay["people"]] == [
        ("Marie Curie", "teacher"),
        (None, "student"),
    ]
    assert [line["text"] for line in replay["chat"]] == ["Aloud"]
    assert len(replay["tracks"]) == 1
    text = (await replaying.http.get(f"/api/recordings/{replay['id']}", headers=replaying.teacher.headers)).text
    assert "Zola" not in text
    assert "secret" not in text


async def test_who_takes_back_their_yes_leaves_the_replay_at_once_and_the_storage_after_the_end(
    replaying: Replaying,
) -> None:
    await replaying.capture(SOUND)
    await replaying.capture("firefox-microphone.webm", replaying.capturing.teacher)
    described = await replaying.described(SOUND)
    await replaying.capturing.student.page.do("set-recorded", {"recorded": False})
    assert [track["participant_id"] for track in (await replaying.replay())["tracks"]] == [
        replaying.capturing.teacher.id
    ]
    assert (await replaying.http.get(described["src"])).status_code == 404
    await replaying.end()
    await replaying.reconciles()
    assert not [key for key in replaying.stored() if described["id"] in key]
    assert len((await replaying.replay())["tracks"]) == 1
    # Their teacher has the room again.
    assert (await replaying.recording())["bytes"] == len(whole("firefox-microphone.webm"))


async def test_a_document_comes_with_every_step_of_its_growth(replaying: Replaying) -> None:
    document = next(each for each in (await replaying.replay())["documents"] if each["name"] == "code")
    assert document["owner"] is None
    empty = await frames_of(replaying, document)
    assert [at for at, _ in empty] == [0]
    await writes(replaying, "x = 1")
    await writes(replaying, "x = 2")
    history = await frames_of(replaying, document)
    assert history[0][0] == 0
    assert len(history) == 3
    assert 0 < history[1][0] <= history[2][0]
    texts = []
    doc: Doc = Doc()
    for _, change in history:
        doc.apply_update(change)
        texts.append(str(doc.get("probe", type=Text)))
    assert texts == ["", "x = 1", "x = 1x = 2"]


async def frames_of(replaying: Replaying, document: dict[str, Any]) -> list[tuple[float, bytes]]:
    answer = await replaying.http.get(document["src"])
    assert answer.status_code == 200, answer.text
    found, at = [], 0
    while at < len(answer.content):
        at_ms, length = struct.unpack_from(">dI", answer.content, at)
        found.append((at_ms, answer.content[at + 12 : at + 12 + length]))
        at += 12 + length
    return found


async def writes(replaying: Replaying, text: str) -> None:
    """Into the code, as the hub of documents keeps it."""
    lesson = replaying.capturing.lesson
    key = DocumentKey(UUID(lesson.session["id"]), DocumentName.CODE)
    async with lesson.runtime.database.transaction() as db:
        doc: Doc = Doc()
        doc.apply_update(await service.state_at(db, key, None))
        before = doc.get_state()
        probe = doc.get("probe", type=Text)
        probe += text
        written = service.Written(UUID(replaying.capturing.teacher.id), "teacher", doc.get_update(before), 0)
        await service.append(db, key, [written])


async def test_the_list_is_searched_and_goes_on_page_by_page(replaying: Replaying) -> None:
    async def listed(person: Any, **query: Any) -> dict[str, Any]:
        answer = await replaying.http.get("/api/recordings", params=query, headers=person.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    other = await Lesson.at(replaying.capturing.lesson.address, replaying.capturing.lesson.runtime, title="Optics")
    try:
        await Capturing.begins(other)
        for person, titles in ((replaying.teacher, ["Fractions"]), (other.teacher, ["Optics"])):
            assert [item["title"] for item in (await listed(person))["items"]] == titles
        for search in ("fract", "FRÀCT", "zola", "emile z", "marie"):
            assert len((await listed(replaying.teacher, search=search))["items"]) == 1, search
        for search in ("optics", "100%", "_"):
            assert (await listed(replaying.teacher, search=search))["items"] == [], search
        admin = await an_admin(replaying)
        first = await listed(admin, limit=1)
        second = await listed(admin, limit=1, cursor=first["next_cursor"])
        assert [first["items"][0]["title"], second["items"][0]["title"]] == ["Optics", "Fractions"]
        assert second["next_cursor"] is None
        bad = await replaying.http.get("/api/recordings", params={"cursor": "x"}, headers=admin.headers)
        assert bad.status_code == 422
    finally:
        await other.close()


async def an_admin(replaying: Replaying) -> Any:
    admin = await a_student(replaying.http, "Ada Lovelace")
    async with replaying.capturing.lesson.runtime.database.transaction() as db:
        await db.execute(update(User).where(User.id == UUID(admin.id)).values(role=Role.ADMIN))
    return admin


async def test_what_is_deleted_is_gone_for_good(replaying: Replaying) -> None:
    track = await replaying.capture(SOUND, close=False)
    await replaying.capture("chromium-camera.webm")
    await replaying.works_off()
    replay = await replaying.replay()
    await replaying.end()
    path = f"/api/recordings/{replay['id']}"
    assert (await replaying.http.delete(path, headers=replaying.student.headers)).status_code == 403
    assert (await replaying.http.delete(path, headers=replaying.teacher.headers)).status_code == 204
    # From this moment on nobody sees anything of it.
    assert (await replaying.http.get(path, headers=replaying.teacher.headers)).status_code == 404
    for described in (*replay["tracks"], *replay["documents"]):
        assert (await replaying.http.get(described["src"])).status_code == 404
    assert (await track.put(6, b"late")).status_code == 410
    await replaying.works_off()
    assert replaying.stored() == []
    assert (await track.put(7, b"later")).status_code == 410
    async with replaying.capturing.lesson.runtime.database.transaction() as db:
        row = await db.get(RecordedTrack, UUID(track.id))
        assert row
        assert (row.header, row.speech, row.size) == (None, None, None)
    assert "recording_started" in [kind for kind, _ in await replaying.capturing.lesson.log()]


async def test_every_look_leaves_a_line_once_an_hour(replaying: Replaying) -> None:
    await replaying.capture(SOUND)
    described = await replaying.described(SOUND, replaying.student)
    for _ in range(3):
        await replaying.file(described)
    replay = await replaying.replay()
    path = f"/api/recordings/{replay['id']}/accesses"
    answer = (await replaying.http.get(path, headers=replaying.teacher.headers)).json()
    assert sorted((item["name"], item["kind"]) for item in answer["items"]) == [
        ("Marie Curie", "read"),
        ("Émile Zola", "read"),
    ]
    assert (await replaying.http.get(path, headers=replaying.student.headers)).status_code == 403
