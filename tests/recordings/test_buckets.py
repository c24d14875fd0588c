"""Recordings that are kept in a bucket: of S3 and of Azure Blob, at servers that really speak these."""

import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from chalkroom.kit import clock
from chalkroom.recordings import tasks
from chalkroom.settings import Settings
from tests.kit.buckets import Bucket, a_bucket
from tests.kit.working import AnyTask
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying, frames
from tests.recordings.tracks import chunks_of, whole

NAME = "chromium-camera.webm"


@pytest.fixture(params=["s3", "azure"])
async def bucket(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bucket]:
    async with a_bucket(request.param, monkeypatch) as bucket:
        yield bucket


@pytest.fixture
def settings(tmp_path: Path, bucket: Bucket) -> Settings:
    return Settings(
        data=tmp_path, secret="a-secret-for-tests-only-0123456789", worker_inside=False, storage_url=bucket.url
    )


@pytest.fixture
def replaying(capturing: Capturing) -> Replaying:
    return Replaying(capturing)


async def stored(replaying: Replaying) -> list[str]:
    """Names of what is in the bucket of recordings."""
    storage = replaying.capturing.lesson.runtime.storage
    return sorted([found.key.rpartition("/")[2] async for found in storage.list("recordings")])


async def test_a_track_is_played_while_it_grows_and_kept_and_really_deleted(replaying: Replaying) -> None:
    track = await replaying.capture(NAME, close=False)
    growing = await replaying.described(NAME)
    assert frames(await replaying.file(growing)) == frames(whole(NAME))
    assert (await track.close(len(chunks_of(NAME)))).status_code == 204
    await replaying.works_off()
    kept = await replaying.file(await replaying.described(NAME))
    assert frames(kept) == frames(whole(NAME))
    part = await replaying.http.get((await replaying.described(NAME))["src"], headers={"Range": "bytes=1000-4999"})
    assert (part.status_code, part.content) == (206, kept[1000:5000])
    await replaying.reconciles(after=timedelta(minutes=16))
    assert await stored(replaying) == ["track"]

    await replaying.end()
    recording = await replaying.recording()
    gone = await replaying.http.delete(f"/api/recordings/{recording['id']}", headers=replaying.teacher.headers)
    assert gone.status_code == 204
    await replaying.works_off()
    assert await stored(replaying) == []


async def test_the_sweep_takes_what_is_nobodys_and_nothing_else(replaying: Replaying) -> None:
    await replaying.capture(NAME)
    await replaying.works_off()
    before = await stored(replaying)

    async def pieces() -> AsyncIterator[bytes]:
        yield b"of an upload that was never told of"

    await replaying.capturing.lesson.runtime.storage.put("recordings/nobody/s/000000", pieces())
    sweep: AnyTask = tasks.sweep
    await sweep.defer_async(timestamp=0)
    await replaying.works_off()
    assert await stored(replaying) == sorted([*before, "000000"])  # it may still be under way
    clock.travel_to(clock.now() + timedelta(days=2))
    await sweep.defer_async(timestamp=0)
    await replaying.works_off()
    assert await stored(replaying) == before


async def test_while_it_is_out_of_reach_nothing_is_taken_and_later_everything(
    capturing: Capturing, bucket: Bucket
) -> None:
    track = await capturing.track(capturing.student)
    chunks = [os.urandom(20_000) for _ in range(2)]
    assert (await track.put(0, chunks[0])).status_code == 204
    await bucket.line.cut()
    refused = await track.put(1, chunks[1])
    assert (refused.status_code, refused.json()["code"]) == (503, "storage_away")
    assert int(refused.headers["Retry-After"]) > 0
    assert (await capturing.row(track)).whole == 1
    await bucket.line.mend()
    assert (await track.put(1, chunks[1])).status_code == 204
    assert await capturing.stored(track) == dict(enumerate(chunks))


async def test_a_recording_that_was_deleted_meanwhile_goes_when_it_is_back(
    replaying: Replaying, bucket: Bucket
) -> None:
    await replaying.capture(NAME)
    await replaying.end()
    recording = await replaying.recording()
    await bucket.line.cut()
    gone = await replaying.http.delete(f"/api/recordings/{recording['id']}", headers=replaying.teacher.headers)
    assert gone.status_code == 204
    assert (
        await replaying.http.get(f"/api/recordings/{recording['id']}", headers=replaying.teacher.headers)
    ).status_code == 404
    await replaying.works_off()
    await bucket.line.mend()
    assert await stored(replaying) != []
    await replaying.reconciles()
    assert await stored(replaying) == []
