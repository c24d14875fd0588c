"""Storage, in a real folder and against an S3 endpoint that is not there."""

import asyncio
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from obstore.exceptions import GenericError

from chalkroom.doctor import examine_storage
from chalkroom.kit.storage import NotStored, Storage, StorageAway, StorageFull
from chalkroom.settings import Settings


async def in_pieces(content: bytes, size: int = 100_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def whole(pieces: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in pieces])


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "not" / "yet" / "there"


@pytest.fixture
def storage(folder: Path) -> Storage:
    return Storage(None, folder=folder)


async def test_what_is_put_is_read_listed_and_deleted(storage: Storage, folder: Path) -> None:
    content = os.urandom(11_000_000)  # more than two parts
    await storage.put("chat/one", in_pieces(content))
    await storage.put("chat/two", in_pieces(b"2"))
    await storage.put("chatter", in_pieces(b"3"))
    assert await whole(await storage.read("chat/one")) == content
    assert await whole(await storage.read("chat/one", start=5, end=9)) == content[5:9]
    assert await whole(await storage.read("chat/one", start=10_999_990)) == content[-10:]
    assert {found.key: found.size async for found in storage.list("chat")} == {"chat/one": 11_000_000, "chat/two": 1}
    await storage.delete("chat/one", "chat/two", "never-there")
    assert not await storage.exists("chat/one")
    with pytest.raises(NotStored):
        await storage.read("chat/one")
    assert files(folder) == ["chatter"]


async def test_nobody_else_on_the_machine_looks_into_the_folder(storage: Storage, folder: Path) -> None:
    await storage.put("one", in_pieces(b"1"))
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700


async def test_an_upload_that_breaks_off_leaves_nothing(storage: Storage, folder: Path) -> None:
    class BrokenOff(Exception):
        pass

    async def breaking() -> AsyncIterator[bytes]:
        yield os.urandom(6_000_000)
        raise BrokenOff

    with pytest.raises(BrokenOff):
        await storage.put("one", breaking())
    assert files(folder) == []
    assert not await storage.exists("one")


async def test_what_is_being_replaced_stays_whole(storage: Storage) -> None:
    await storage.put("one", in_pieces(b"old"))
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"ne"
        begun.set()
        await go_on.wait()
        yield b"w"

    writing = asyncio.create_task(storage.put("one", slow()))
    await begun.wait()
    assert await whole(await storage.read("one")) == b"old"
    go_on.set()
    await writing
    assert await whole(await storage.read("one")) == b"new"


async def test_deleting_takes_what_a_killed_process_left_of_it(storage: Storage, folder: Path) -> None:
    await storage.put("chat/other", in_pieces(b"other"))
    (folder / "chat/one#1").write_bytes(b"half")
    await storage.delete("chat/one")
    assert files(folder) == ["chat/other"]


async def test_a_full_disk_is_named(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any, **__: Any) -> None:  # as obstore said it on a file system of one megabyte
        raise GenericError(
            "Generic LocalFileSystem error: Unable to copy data to file: No space left on device (os error 28)"
        )

    monkeypatch.setattr("obstore.put_async", full)
    with pytest.raises(StorageFull) as caught:
        await storage.put("one", in_pieces(b"1"))
    assert caught.value.status == 507


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageAway):
        await Storage(None, folder=tmp_path / "file" / "below").put("one", in_pieces(b"1"))


async def test_a_bucket_out_of_reach_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    storage = Storage("s3://lessons/files?region=eu&endpoint=http://127.0.0.1:9", folder=tmp_path / "unused")
    with pytest.raises(StorageAway):
        await storage.put("one", in_pieces(b"1"))
    assert storage.place == "s3://lessons/files"
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    "url",
    [
        "files",
        "file://files",
        "ftp://host/files",
        "s3:///prefix",
        "s3://bucket?colour=blue",
        "gs://bucket?region=eu",
        "s3://key:secret@bucket",
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="storage URL"):
        Settings(storage_url=url)


async def test_a_folder_by_its_address(tmp_path: Path) -> None:
    storage = Storage(f"file://{tmp_path}/my%20files", folder=tmp_path / "unused")
    await storage.put("one", in_pieces(b"1"))
    assert files(tmp_path) == ["my files/one"]


async def test_the_doctor_tries_it_out(storage: Storage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await examine_storage(storage)).state == "ok"
    assert files(folder) == []

    async def full(*_: Any, **__: Any) -> None:
        raise GenericError("No space left on device (os error 28)")

    monkeypatch.setattr("obstore.put_async", full)
    found = await examine_storage(storage)
    assert found.state == "failed"
    assert "no space left" in found.sentence
