"""Going on from a moment of a replay: what is taken over, where to, and by whom."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from pycrdt import Array, Doc, Map, Text, XmlFragment

from chalkroom.classroom.documents import service
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.rights import DocumentName
from chalkroom.sessions.models import Status
from tests.accounts.people import Person, a_student
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying
from tests.sessions.lessons import a_session, put_into

CIRCLE = {"id": "circle", "type": "ellipse", "index": "a0", "x": 1}
PHOTO = {"id": "photo", "type": "image", "index": "a1", "fileId": "picture"}


@pytest.fixture
def replaying(capturing: Capturing) -> Replaying:
    return Replaying(capturing)


def drawn(*elements: dict[str, Any], name: str = "Halves") -> Any:
    def draw(doc: Doc) -> None:
        doc["files"] = Map({"picture": {"dataURL": "data:,"}, "other": {"dataURL": "data:,"}})
        page = {"name": name, "order": "a0", "background": "lined"}
        doc["pages"] = Map({"first": Map(page | {"elements": Map({each["id"]: each for each in elements})})})

    return draw


def typed(text: str) -> Any:
    def write(doc: Doc) -> None:
        doc["files"] = Map({"one": Map({"name": "sums.py", "order": "i", "text": Text(text)})})

    return write


async def writes(replaying: Replaying, name: str, change: Any, owner: str | None = None) -> int:
    """In the lesson, as the hub of documents keeps it. When: in milliseconds of the recording."""
    lesson = replaying.capturing.lesson
    key = DocumentKey(UUID(lesson.session["id"]), DocumentName(name), UUID(owner) if owner else None)
    doc: Doc = Doc()
    async with lesson.runtime.database.transaction() as db:
        doc.apply_update(await service.state_at(db, key, None))
        before = doc.get_state()
        change(doc)
        written = service.Written(UUID(replaying.capturing.teacher.id), "teacher", doc.get_update(before), 0)
        await service.append(db, key, [written])
    return (await replaying.replay())["duration_ms"]


async def go_on(replaying: Replaying, person: Person, name: str, to: str, at_ms: int, **more: Any) -> httpx.Response:
    recording = await replaying.recording()
    return await replaying.http.post(
        f"/api/recordings/{recording['id']}/documents/{name}/continue",
        json={"to_session_id": to, "at_ms": at_ms, **more},
        headers=person.headers,
    )


async def parts(replaying: Replaying, session: str, name: str) -> dict[str, Any]:
    """Pages or files of a session, as its teacher reads them."""
    answer = await replaying.http.get(f"/api/sessions/{session}/documents/{name}", headers=replaying.teacher.headers)
    doc: Doc = Doc()
    doc.apply_update(answer.content)
    return doc.get("pages" if name == "board" else "files", type=Map).to_py() or {}


async def next_session(replaying: Replaying) -> str:
    return (await a_session(replaying.http, replaying.teacher))["id"]


async def test_a_page_goes_on_as_it_was_at_that_moment(replaying: Replaying) -> None:
    before = await writes(replaying, "board", drawn(CIRCLE, PHOTO))
    await writes(replaying, "board", drawn(name="Rubbed out"))
    await replaying.end()
    to = await next_session(replaying)
    answers = [await go_on(replaying, replaying.teacher, "board", to, before, place="first") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200], answers[0].text
    pages = await parts(replaying, to, "board")
    assert sorted(pages, key=lambda page: pages[page]["order"]) == [answer.json()["place"] for answer in answers]
    for page in pages.values():
        assert (page["name"], page["background"]) == ("Halves", "lined")
        assert page["elements"].keys() == {"circle", "photo"}
        assert page["elements"]["circle"] == CIRCLE
    # With the picture that the page shows, and no other.
    answer = await replaying.http.get(f"/api/sessions/{to}/documents/board", headers=replaying.teacher.headers)
    doc: Doc = Doc()
    doc.apply_update(answer.content)
    assert doc.get("files", type=Map).to_py() == {"picture": {"dataURL": "data:,"}}


async def test_a_file_goes_on_beside_one_of_the_same_name(replaying: Replaying) -> None:
    await writes(replaying, "code", typed("1 + 1"))
    then = (await replaying.replay())["duration_ms"]
    to = await next_session(replaying)
    for _ in range(2):
        assert (await go_on(replaying, replaying.teacher, "code", to, then)).status_code == 200
    files = await parts(replaying, to, "code")
    assert sorted((file["name"], file["text"]) for file in files.values()) == [
        ("sums 2.py", "1 + 1"),
        ("sums.py", "1 + 1"),
    ]


async def test_in_the_same_lesson_while_it_goes_on(replaying: Replaying) -> None:
    then = await writes(replaying, "board", drawn(CIRCLE))
    session = replaying.capturing.lesson.session["id"]
    answer = await go_on(replaying, replaying.teacher, "board", session, then)
    assert (answer.status_code, answer.json()["session_id"]) == (200, session)
    pages = await parts(replaying, session, "board")
    assert pages.keys() == {"first", answer.json()["place"]}
    assert pages[answer.json()["place"]]["elements"] == {"circle": CIRCLE}
    await replaying.end()
    over = await go_on(replaying, replaying.teacher, "board", session, then)
    assert (over.status_code, over.json()["code"]) == (409, "read_only")


async def test_what_was_not_there_then_is_not_found(replaying: Replaying) -> None:
    await writes(replaying, "board", drawn(CIRCLE))
    to = await next_session(replaying)
    assert (await go_on(replaying, replaying.teacher, "board", to, 0)).status_code == 404
    assert (await go_on(replaying, replaying.teacher, "board", to, 10**9, place="gone")).status_code == 404
    assert (await go_on(replaying, replaying.teacher, "board", to, -1)).status_code == 422


async def test_only_what_one_may_see_and_only_where_one_may_write(replaying: Replaying) -> None:
    then = await writes(replaying, "board", drawn(CIRCLE))
    to = await next_session(replaying)
    stranger = await a_student(replaying.http, "Eve Nosy")
    assert (await go_on(replaying, stranger, "board", to, then)).status_code == 404
    # A student may watch, and write in no session of the teacher's that they have no place in.
    assert (await go_on(replaying, replaying.student, "board", to, then)).status_code == 404
    path = f"/api/recordings/{(await replaying.recording())['id']}/documents/board/continue"
    body = {"to_session_id": to, "at_ms": then}
    assert (await replaying.http.post(path, json=body, headers={"Authorization": "Link x"})).status_code == 401
    assert (await replaying.http.post(path, json=body)).status_code == 401
    await replaying.capturing.teacher.page.do("remove", replaying.capturing.student.about)
    lost = await go_on(replaying, replaying.student, "board", replaying.capturing.lesson.session["id"], then)
    assert lost.status_code == 404


async def test_somebodys_own_copy_is_for_them_and_the_hosts(replaying: Replaying) -> None:
    mine = replaying.capturing.teacher.id
    then = await writes(replaying, "board", drawn(CIRCLE), owner=mine)
    session = replaying.capturing.lesson.session["id"]
    assert (await go_on(replaying, replaying.student, "board", session, then, owner=mine)).status_code == 404
    assert (await go_on(replaying, replaying.teacher, "board", session, then, owner=mine)).status_code == 200


async def test_a_session_that_is_over_takes_nothing_more(replaying: Replaying) -> None:
    then = await writes(replaying, "board", drawn(CIRCLE))
    over = await a_session(replaying.http, replaying.teacher)
    await put_into(replaying.capturing.lesson.runtime, over, Status.ENDED)
    answer = await go_on(replaying, replaying.teacher, "board", over["id"], then)
    assert (answer.status_code, answer.json()["code"]) == (409, "read_only")


ANYTHING: list[Any] = [
    lambda: Map({"elements": "none"}),
    lambda: Map({"elements": ["none"]}),
    lambda: Map({"elements": Map({"one": {"fileId": ["picture"]}, "two": Text("none"), "three": Map({"fileId": 1})})}),
    lambda: Map({"name": ["none"], "text": Array([1]), "order": {"no": "order"}}),
    lambda: Map({"name": {"no": "name"}, "text": XmlFragment(), "elements": XmlFragment()}),
    lambda: Map({"name": None, "text": b"bytes", "elements": Map({"one": {"fileId": b"bytes"}})}),
]


@pytest.mark.parametrize("name", ["board", "code"])
@pytest.mark.parametrize("number", range(len(ANYTHING)))
async def test_whatever_somebody_put_there_keeps_nobody_from_going_on(
    replaying: Replaying, name: str, number: int
) -> None:
    def write(doc: Doc) -> None:
        doc["pages" if name == "board" else "files"] = Map({"bad": ANYTHING[number]()})

    await writes(replaying, name, drawn(CIRCLE) if name == "board" else typed("1 + 1"))
    then = await writes(replaying, name, write)
    session = replaying.capturing.lesson.session["id"]
    for place in ("bad", "first" if name == "board" else "one"):
        answer = await go_on(replaying, replaying.teacher, name, session, then, place=place)
        assert answer.status_code == 200, answer.text
