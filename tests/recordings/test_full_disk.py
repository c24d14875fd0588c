"""A disk that is really full: a small one of its own, which only root can have made."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalkroom.settings import Settings
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying, frames
from tests.recordings.tracks import chunks_of, whole

NAME = "chromium-camera.webm"
SIZE = 2 * 1024 * 1024


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a disk of its own can be made by root only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def settings(tmp_path: Path, disk: Path) -> Settings:
    return Settings(
        data=tmp_path,
        secret="a-secret-for-tests-only-0123456789",
        worker_inside=False,
        storage_url=f"file://{disk}/files",
    )


def fill(disk: Path) -> Path:
    """Takes all the room that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return filler


async def test_a_chunk_for_which_there_is_no_room_is_refused_and_taken_later(capturing: Capturing, disk: Path) -> None:
    track = await capturing.track(capturing.student)
    chunks = [os.urandom(100_000) for _ in range(2)]
    assert (await track.put(0, chunks[0])).status_code == 204
    filler = fill(disk)
    for _ in range(3):
        refused = await track.put(1, chunks[1])
        assert (refused.status_code, refused.json()["code"]) == (507, "storage_full")
    assert await capturing.stored(track) == {0: chunks[0]}
    filler.unlink()
    assert (await track.put(1, chunks[1])).status_code == 204
    assert await capturing.stored(track) == dict(enumerate(chunks))


async def test_a_track_that_cannot_be_finished_is_played_from_its_chunks_and_finished_later(
    capturing: Capturing, disk: Path
) -> None:
    replaying = Replaying(capturing)
    track = await replaying.capture(NAME, close=False)
    filler = fill(disk)
    assert (await track.close(len(chunks_of(NAME)))).status_code == 204
    await replaying.works_off()
    assert (await capturing.row(track)).kept_at is None
    assert frames(await replaying.file(await replaying.described(NAME))) == frames(whole(NAME))
    filler.unlink()
    await replaying.reconciles()
    assert (await capturing.row(track)).kept_at
    assert frames(await replaying.file(await replaying.described(NAME))) == frames(whole(NAME))
