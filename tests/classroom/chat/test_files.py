"""Files in the chat: sent with a message, read by those who read it, and gone with it."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete

from chalkroom.classroom.chat.files import cleaning
from chalkroom.classroom.chat.files.models import ChatFile
from chalkroom.kit import clock
from chalkroom.sessions.models import Session
from tests.accounts.people import a_student
from tests.classroom.chat.files import PICTURE, Files, token_of
from tests.classroom.conftest import Class, Inside, Lesson
from tests.kit.working import work_off


@pytest.fixture
def files(room: Class) -> Files:
    return Files(room)


async def count_rows(room: Class) -> int:
    async with room.lesson.runtime.database.transaction() as db:
        return len((await db.scalars(ChatFile.__table__.select())).all())


async def test_a_file_goes_with_a_message_and_is_read_byte_for_byte(room: Class, files: Files) -> None:
    big = PICTURE + bytes(6_000_000)  # more than one part, and whatever stands behind a picture comes along
    picture = await files.uploaded(room.ada, big, "Übung 1/../sketch é.png")
    notes = await files.uploaded(room.ada, "Où est-il ?".encode(), "notes.html")
    expected = {"name": "sketch é.png", "type": "image/png", "size": len(big), "width": 40, "height": 30}
    assert picture == {"id": picture["id"], **expected}
    assert (notes["type"], notes["width"]) == ("text/plain", None)

    said = {"client_id": "one", "text": "Look", "files": [picture["id"], notes["id"]]}
    message = (await room.ada.page.do("chat", said))["message"]
    assert message["files"] == [picture, notes]
    for page in room.pages:
        assert await page.hears("chat") == {"message": message}
    assert (await room.emile.page.do("chat-history"))["messages"] == [message]

    for reader in (room.ada, room.emile, room.teacher):
        answer = await files.read(reader, picture)
        assert (answer.status_code, answer.content == big) == (200, True)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].startswith("inline; ")
    assert answer.headers["content-disposition"].endswith(
        "filename=\"sketch _.png\"; filename*=UTF-8''sketch%20%C3%A9.png"
    )
    page = await files.read(room.emile, notes)
    assert page.headers["content-disposition"].startswith("attachment; ")
    assert page.headers["content-type"].startswith("text/plain")
    for each in (answer, page):
        assert each.headers["x-content-type-options"] == "nosniff"
        assert each.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert each.headers["cache-control"] == "no-store"


async def test_a_message_with_a_file_that_is_sent_again_is_the_same(room: Class, files: Files) -> None:
    file = await files.uploaded(room.ada)
    said = {"client_id": "one", "text": "", "files": [file["id"]]}
    message = (await room.ada.page.do("chat", said))["message"]
    assert (await room.ada.page.do("chat", said))["message"] == message
    # In another message it does not go a second time.
    again = await room.ada.page.problem("chat", {**said, "client_id": "two"})
    assert (again["status"], again["code"]) == (404, "no_such_file")
    assert (await room.emile.page.do("chat-history"))["messages"] == [message]


async def test_only_ones_own_whole_and_unsent_files_go_with_a_message(room: Class, files: Files) -> None:
    mine = await files.uploaded(room.ada)
    for other in ([mine["id"]], ["00000000-0000-4000-8000-000000000000"]):
        refused = await room.emile.page.problem("chat", {"client_id": "x", "text": "hi", "files": other})
        assert refused["code"] == "no_such_file"
    for wrong in (["x"], [mine["id"]] * 6, "x", [1]):
        refused = await room.ada.page.problem("chat", {"client_id": "x", "text": "hi", "files": wrong})
        assert refused["code"] == "invalid_input", wrong
    nothing = await room.ada.page.problem("chat", {"client_id": "x", "text": " ", "files": []})
    assert nothing["errors"] == [{"field": "text", "code": "missing", "message": "Please write a message."}]
    assert (await room.ada.page.do("chat-history"))["messages"] == []


async def test_a_file_of_another_session_goes_nowhere_else(room: Class, files: Files) -> None:
    other = await Lesson.at(room.lesson.address, room.lesson.runtime)
    try:
        page, _ = await other.in_room(other.teacher)
        file = await files.uploaded(room.ada)
        refused = await page.problem("chat", {"client_id": "x", "text": "", "files": [file["id"]]})
        assert refused["code"] == "no_such_file"
        # Nor does a token of that room open this one, in either direction.
        answer = await files.http.get(files.path(file), headers={"Authorization": f"Room {page.token}"})
        assert answer.status_code == 404
        stranger = Inside(page, "", other.teacher)
        assert await files.refused(stranger) == (404, "no_such_meeting")
    finally:
        await other.close()


async def test_a_private_file_is_for_its_two_ends(room: Class, files: Files) -> None:
    await room.ada_helps()
    message = await files.sent(room.emile, to=room.teacher.id)
    file = message["files"][0]
    assert not room.ada.page.has_heard("chat")
    for reader in (room.emile, room.teacher):
        assert (await files.read(reader, file)).status_code == 200
    assert (await files.read(room.ada, file)).status_code == 404
    assert (await files.link(token_of(room.ada), file)).status_code == 404
    # Somebody's link is theirs: another reader's name in it breaks the signature.
    link = (await files.link(token_of(room.emile), file)).json()["link"]
    assert (await files.http.get(link)).content == PICTURE
    for forged in (
        link.replace(room.emile.id, room.teacher.id),
        link.replace("until=", "until=9"),
        link.partition("&signature")[0],
        link[:-1] + ("0" if link[-1] != "0" else "1"),
        link.replace("until=", "until=x"),
    ):
        assert (await files.http.get(forged)).status_code in (404, 422), forged


async def test_an_unsent_file_is_read_by_nobody_and_taken_back_by_its_uploader(room: Class, files: Files) -> None:
    file = await files.uploaded(room.ada)
    for reader in (room.ada, room.teacher, None):
        assert (await files.read(reader, file)).status_code == 404
    await files.http.delete(files.path(file), headers=token_of(room.emile))
    assert files.kept() == [file["id"]]
    for _ in range(2):
        assert (await files.http.delete(files.path(file), headers=token_of(room.ada))).status_code == 204
    await work_off(room.lesson.runtime)
    assert (files.kept(), await count_rows(room)) == ([], 0)
    assert (await room.ada.page.problem("chat", {"client_id": "x", "text": "", "files": [file["id"]]}))["code"] == (
        "no_such_file"
    )


async def test_a_deleted_message_takes_its_files_with_it(room: Class, files: Files) -> None:
    message, other = await files.sent(room.ada), await files.sent(room.ada)
    file = message["files"][0]
    link = (await files.link(token_of(room.emile), file)).json()["link"]
    # What was sent is not taken back like an upload.
    await files.http.delete(files.path(file), headers=token_of(room.ada))
    assert (await files.read(room.emile, file)).status_code == 200
    deleted = (await room.teacher.page.do("chat-delete", {"id": message["id"]}))["message"]
    assert (deleted["files"], deleted["text"]) == ([], "")
    # At once for people, and soon on the disk.
    assert (await files.read(room.ada, file)).status_code == 404
    assert (await files.http.get(link)).status_code == 404
    await work_off(room.lesson.runtime)
    assert files.kept() == [other["files"][0]["id"]]


async def test_the_bytes_stay_when_the_deletion_is_not_committed(
    room: Class, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await files.sent(room.ada)

    async def fail(*_: Any) -> None:
        raise RuntimeError("something between the deletion and its commit")

    monkeypatch.setattr("chalkroom.classroom.chat.service._after_change", fail)
    await room.ada.page.problem("chat-delete", {"id": message["id"]})
    await work_off(room.lesson.runtime)
    assert (await files.read(room.emile, message["files"][0])).content == PICTURE


async def test_what_was_never_sent_is_deleted_after_a_day(room: Class, files: Files) -> None:
    sent = (await files.sent(room.ada))["files"][0]
    unsent = await files.uploaded(room.ada)
    runtime = room.lesson.runtime

    async def tidy_up() -> None:
        async with runtime.database.transaction() as db:
            await cleaning.delete_some(db, runtime.storage)

    await tidy_up()
    assert files.kept() == sorted([sent["id"], unsent["id"]])
    clock.travel_to(clock.now() + timedelta(days=1, minutes=1))
    await tidy_up()
    assert (files.kept(), await count_rows(room)) == ([sent["id"]], 1)


async def test_a_forgotten_session_takes_its_files_with_it(room: Class, files: Files) -> None:
    await files.sent(room.ada)
    await files.uploaded(room.ada)
    runtime = room.lesson.runtime
    async with runtime.database.transaction() as db:
        await db.execute(delete(Session).where(Session.id == UUID(files.session_id)))
    async with runtime.database.transaction() as db:
        await cleaning.delete_some(db, runtime.storage)
    assert (files.kept(), await count_rows(room)) == ([], 0)


async def test_parts_of_a_file(room: Class, files: Files) -> None:
    content = bytes(range(32, 127)) * 10_000
    file = (await files.sent(room.ada, content, "long.txt"))["files"][0]
    size = len(content)
    for asked, start, end in (("0-0", 0, 1), ("5-9", 5, 10), ("900000-", 900_000, size), ("-7", size - 7, size)):
        answer = await files.read(room.emile, file, Range=f"bytes={asked}")
        assert (answer.status_code, answer.content) == (206, content[start:end]), asked
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    last = await files.read(room.emile, file, Range=f"bytes=949990-{size + 5}")
    assert last.headers["content-range"] == f"bytes 949990-{size - 1}/{size}"
    for asked in (f"bytes={size}-", "bytes=-0"):
        answer = await files.read(room.emile, file, Range=asked)
        assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{size}")
    for whole in ("bytes=0-1,3-4", "bytes=9-5", "bytes=-", "lines=1-2", "bytes=1"):
        answer = await files.read(room.emile, file, Range=whole)
        assert (answer.status_code, answer.content == content) == (200, True), whole
    other = await files.read(room.emile, file, Range="bytes=0-0", **{"If-Range": '"another"'})
    assert other.status_code == 200
    same = await files.read(room.emile, file, Range="bytes=0-0", **{"If-Range": other.headers["etag"]})
    assert same.status_code == 206


async def test_afterwards_those_who_were_there_read_it_with_their_account(room: Class, files: Files) -> None:
    absent = await room.lesson.student("Absent")
    public = (await files.sent(room.ada))["files"][0]
    private = (await files.sent(room.ada, to=room.teacher.id))["files"][0]
    await room.teacher.page.do("end-session")
    await room.ada.page.hears("session-ended")
    for who in (room.ada, room.teacher):
        for file in (public, private):
            link = (await files.link(who.person.headers, file)).json()["link"]
            assert (await files.http.get(link)).content == PICTURE
    emile = room.emile.person.headers
    assert (await files.link(emile, public)).status_code == 201
    assert (await files.link(emile, private)).status_code == 404
    assert (await files.http.get(files.path(private), headers=emile)).status_code == 404
    stranger = await a_student(files.http, "Stranger")
    for headers in (absent.headers, stranger.headers, {}):
        assert (await files.link(headers, public)).status_code == 404
        assert (await files.http.get(files.path(public), headers=headers)).status_code == 404
        assert (await files.http.delete(files.path(public), headers=headers)).status_code in (204, 404)
    assert (await files.refused(room.ada))[0] == 410
    assert files.kept() == sorted([public["id"], private["id"]])


async def test_one_who_was_removed_reads_and_sends_nothing_more(room: Class, files: Files) -> None:
    file = (await files.sent(room.ada))["files"][0]
    link = (await files.link(token_of(room.emile), file)).json()["link"]
    await room.teacher.page.do("remove", room.emile.about)
    assert (await files.http.get(link)).status_code == 404
    assert (await files.read(room.emile, file)).status_code == 403
    assert (await files.link(token_of(room.emile), file)).status_code == 403
    assert await files.refused(room.emile) == (403, "removed")
    deleted = await files.http.delete(files.path(file), headers=token_of(room.emile))
    assert deleted.status_code == 403
    # With the account it is as if there were nothing.
    assert (await files.link(room.emile.person.headers, file)).status_code == 404
    assert (await files.http.get(files.path(file), headers=room.emile.person.headers)).status_code == 404


async def test_a_guest_sends_and_reads_and_one_who_waits_does_neither(room: Class, files: Files) -> None:
    file = (await files.sent(room.ada))["files"][0]
    page = await room.lesson.page_of_guest("Guest")
    waiting = await page.join()
    assert waiting["state"] == "waiting"
    guest = Inside(page, waiting["self"]["id"], room.ada.person)
    assert await files.refused(guest) == (409, "not_in_room")
    assert (await files.read(guest, file)).status_code == 404
    assert (await files.link(token_of(guest), file)).status_code == 404
    await room.teacher.page.do("admit", guest.about)
    await page.hears("admitted")
    assert (await files.read(guest, file)).content == PICTURE
    assert (await files.sent(guest))["files"][0]["size"] == len(PICTURE)


async def test_a_link_dies_after_ten_minutes(room: Class, files: Files) -> None:
    file = (await files.sent(room.ada))["files"][0]
    answer = (await files.link(token_of(room.emile), file)).json()
    assert answer["seconds"] == 600
    assert (await files.http.get(answer["link"])).status_code == 200
    clock.travel_to(clock.now() + timedelta(seconds=601))
    assert (await files.http.get(answer["link"])).status_code == 404


async def test_the_right_to_chat_is_asked(room: Class, files: Files) -> None:
    await room.teacher.page.do("set-rules", {"rights": ["speak"]})
    assert await files.refused(room.ada) == (403, "not_allowed")
    assert (await files.upload(room.teacher)).status_code == 201


async def test_ten_uploads_at_once_are_all_whole(room: Class, files: Files) -> None:
    contents = [bytes([65 + index]) * 300_000 for index in range(10)]
    answers = await asyncio.gather(*(files.uploaded(room.ada, content, "x.txt") for content in contents))
    for at in (0, 5):
        five = [answer["id"] for answer in answers[at : at + 5]]
        await room.ada.page.do("chat", {"client_id": str(at), "text": "", "files": five})
    for answer, content in zip(answers, contents, strict=True):
        assert (await files.read(room.emile, answer)).content == content
