"""Uploads that nobody makes in earnest: each is refused with a reason, and nothing of it stays."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from obstore.exceptions import GenericError

from chalkroom.classroom.chat.files import queries, service
from tests.classroom.chat.files import PICTURE, UNKNOWN, Files
from tests.classroom.conftest import Class

MEGABYTE = service.MEGABYTE


@pytest.fixture
def files(room: Class) -> Files:
    room.lesson.runtime.settings.file_megabytes = 1
    return Files(room)


async def nothing_stays(files: Files) -> None:
    """Not a byte, not a row, not a part of the allowance."""
    assert [path for path in files.folder.rglob("*") if path.is_file()] == []
    async with files.room.lesson.runtime.database.transaction() as db:
        assert await queries.bytes_of_session(db, UUID(files.session_id)) == 0


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "x.png", (422, "empty_file")),
        (bytes(MEGABYTE + 1), "x.png", (413, "file_too_large")),
        (b"MZ\x90\0\3\0\0\0", "homework.pdf", (415, "file_type_not_accepted")),
        (b"MZ\x90\0" + bytes(400_000), "homework.pdf", (415, "file_type_not_accepted")),
        (PICTURE, "x.png.scr", (415, "file_type_not_accepted")),
        (b"@echo off", "homework.bat", (415, "file_type_not_accepted")),
    ],
)
async def test_is_refused_whole(files: Files, content: bytes, name: str, refusal: tuple[int, str]) -> None:
    assert await files.refused(files.room.ada, content, name) == refusal
    await nothing_stays(files)


async def test_a_length_that_lies_is_found_out(files: Files) -> None:
    async def sent(announced: str, body: bytes, *, cut: bool = False) -> str:
        """As bytes on the wire: no client library would say such a thing."""
        reader, writer = await asyncio.open_connection("127.0.0.1", int(files.room.lesson.address.rpartition(":")[2]))
        path = f"/api/rooms/{files.room.lesson.session['meeting_id']}/files"
        head = (
            f"POST {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: {announced}\r\n"
            f"Authorization: Room {files.room.ada.page.token}\r\nX-File-Name: x.txt\r\n\r\n"
        )
        writer.write(head.encode() + body)
        if cut:
            writer.write_eof()
        answer = await reader.read()
        writer.close()
        return answer.decode().partition("\r\n")[0]

    assert " 413 " in await sent(str(10**14), b"x")
    assert " 400 " in await sent("9" * 30, b"x")  # the server itself refuses to read such a number
    # Less than announced: the connection is gone, so nobody is there to hear the answer.
    assert " 201 " not in await sent("900000", b"x" * 1000, cut=True)
    async with asyncio.timeout(20):
        while await _rows(files):
            await asyncio.sleep(0.05)
    await nothing_stays(files)


async def test_without_a_length_nothing_is_read(files: Files) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"x"

    assert await files.refused(files.room.ada, pieces()) == (411, "length_required")
    await nothing_stays(files)


async def test_an_upload_that_stands_still_is_given_up(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalkroom.kit.bodies.STALLED_SECONDS", 0.2)

    async def pieces() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(2)
        yield b"y"

    answer = await files.upload(files.room.ada, pieces(), "x.txt", **{"Content-Length": "2"})
    assert (answer.status_code, answer.json()["code"]) == (408, "upload_stalled")
    await nothing_stays(files)


async def test_a_full_disk_is_said_and_leaves_nothing(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(_store: Any, _key: str, pieces: AsyncIterator[bytes], **_: Any) -> None:
        async for _piece in pieces:
            raise GenericError("Unable to copy data to file: No space left on device (os error 28)")

    monkeypatch.setattr("obstore.put_async", full)
    answer = await files.upload(files.room.ada)
    assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
    assert "messages still arrive" in answer.json()["detail"]
    await files.room.ada.page.do("chat", {"client_id": "1", "text": "indeed"})
    await nothing_stays(files)


async def test_bytes_that_are_lost_are_said_to_be(files: Files) -> None:
    file = (await files.sent(files.room.ada))["files"][0]
    (files.folder / "chat" / file["id"]).unlink()
    answer = await files.read(files.room.emile, file)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_file")


async def test_a_session_holds_so_much_and_not_more_however_many_ask_at_once(files: Files) -> None:
    files.room.lesson.runtime.settings.session_file_megabytes = 2
    half = b"x" * (MEGABYTE // 2)
    answers = await asyncio.gather(*(files.upload(files.room.ada, half, "x.txt") for _ in range(7)))
    assert sorted(answer.status_code for answer in answers) == [201] * 4 + [409] * 3
    full = next(answer.json() for answer in answers if answer.status_code == 409)
    assert (full["code"], full["limit_megabytes"]) == ("session_files_full", 2)
    assert len(files.kept()) == 4


async def test_nobody_attaches_without_end(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_UNSENT", 2)
    for _ in range(2):
        await files.uploaded(files.room.ada)
    assert await files.refused(files.room.ada) == (409, "too_many_unsent")
    assert (await files.upload(files.room.emile)).status_code == 201


async def test_strangers_are_told_nothing(files: Files) -> None:
    file = (await files.sent(files.room.ada))["files"][0]
    for shown in ("", "Room", "Room x", "Room " + "x" * 5000, "Basic x"):
        assert await files.refused(files.room.ada, Authorization=shown) == (401, "bad_room_token"), shown
        headers = {"Authorization": shown}
        expected = (401,) if shown.startswith("Room") else (404,)
        for verb, path in (("GET", ""), ("POST", "/links"), ("DELETE", "")):
            answer = await files.http.request(verb, files.path(file, path), headers=headers)
            assert answer.status_code in expected, (verb, shown, answer.text)
    for unknown in (UNKNOWN, "x"):
        assert (await files.read(files.room.ada, unknown)).status_code in (404, 422)
    assert await files.refused(files.room.ada, meeting_id="abc-defg-hij") == (404, "no_such_meeting")


async def _rows(files: Files) -> int:
    async with files.room.lesson.runtime.database.transaction() as db:
        return await queries.bytes_of_session(db, UUID(files.session_id))
