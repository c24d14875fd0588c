"""Chunks that are broken, foreign or meant to harm: each is refused with a word, and nothing else changes."""

import secrets
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from chalkroom.recordings.routes import LARGEST_CHUNK
from tests.recordings.capturing import Capturing, content_digest
from tests.recordings.test_capture import problem

GOOD = b"what belongs there"


@pytest.mark.parametrize(
    ("content", "more", "refusal"),
    [
        (b"", {}, (422, "empty_chunk")),
        (b"x" * (LARGEST_CHUNK + 1), {}, (413, "chunk_too_large")),
        (b"cut off", {"digest": content_digest(b"cut off somewhere")}, (400, "digest_mismatch")),
        (b"no digest", {"digest": ""}, (400, "digest_missing")),
        (b"another", {"digest": "sha-512=:abc=:"}, (400, "digest_missing")),
        (b"time", {"ends_ms": -1}, (422, "invalid_input")),
        (b"time", {"ends_ms": "soon"}, (422, "invalid_input")),
        (b"other bytes", {"number": 0}, (409, "chunk_differs")),
        (b"number", {"number": -1}, (422, "invalid_input")),
        (b"number", {"number": 10**9}, (422, "invalid_input")),
    ],
)
async def test_what_cannot_be_meant_is_refused(
    capturing: Capturing, content: bytes, more: dict[str, Any], refusal: tuple[int, str]
) -> None:
    track = await capturing.track(capturing.student)
    assert (await track.put(0, GOOD)).status_code == 204
    assert problem(await track.put(**{"number": 1, "content": content, **more})) == refusal
    assert await capturing.stored(track) == {0: GOOD}
    assert (await track.put(1, b"the real one")).status_code == 204


async def test_a_body_without_a_length_is_refused(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)

    async def pieces() -> AsyncIterator[bytes]:
        yield b"how long is this?"

    assert problem(await track.put(0, pieces(), digest=content_digest(GOOD))) == (411, "length_required")


async def test_nobody_adds_to_the_track_of_another(capturing: Capturing) -> None:
    theirs = await capturing.track(capturing.student)
    mine = await capturing.track(capturing.teacher)
    for token in (mine.upload_token, secrets.token_urlsafe(32), "x"):
        header = {"Authorization": f"Track {token}"}
        assert problem(await theirs.put(0, GOOD, **header)) == (404, "no_such_track")
        assert problem(await theirs.close(1, **header)) == (404, "no_such_track")
    for scheme in ("Room", "Bearer"):
        assert problem(await theirs.put(0, GOOD, Authorization=f"{scheme} {theirs.upload_token}"))[0] == 404
    theirs.id = str(uuid4())
    assert problem(await theirs.put(0, GOOD)) == (404, "no_such_track")
    assert await capturing.stored(mine) == {}


async def test_nobody_takes_the_id_of_another(capturing: Capturing) -> None:
    theirs = await capturing.track(capturing.student)
    mine = capturing.track_of(capturing.teacher, id=theirs.id)
    assert problem(await mine.open()) == (409, "track_differs")
    stolen = capturing.track_of(capturing.student, id=theirs.id)
    assert problem(await stolen.open()) == (409, "track_differs")


async def test_no_track_without_a_token_of_this_room(capturing: Capturing) -> None:
    for token in ("x", capturing.teacher.page.token[::-1]):
        track = capturing.track_of(capturing.student)
        track.room_token = token
        assert problem(await track.open())[0] in (401, 404)
    elsewhere = capturing.track_of(capturing.student)
    elsewhere.session_id = str(uuid4())
    assert problem(await elsewhere.open()) == (404, "no_such_meeting")


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "keyboard"},
        {"mime_type": "text/html"},
        {"mime_type": "video/webm\r\nX: y"},
        {"upload_token": "short"},
        {"started_at": "yesterday"},
        {"id": "1"},
    ],
)
async def test_what_no_page_says_is_refused(capturing: Capturing, changed: dict[str, Any]) -> None:
    assert problem(await capturing.track_of(capturing.student).open(**changed)) == (422, "invalid_input")


async def test_who_was_removed_begins_nothing_more(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    await capturing.teacher.page.do("remove", capturing.student.about)
    assert problem(await capturing.track_of(capturing.student).open()) == (403, "removed")
    # What they were told is recorded, is.
    assert (await track.put(0, GOOD)).status_code == 204


async def test_nothing_comes_after_the_last_chunk(capturing: Capturing) -> None:
    track = await capturing.track(capturing.student)
    await track.put(0, GOOD)
    await track.close(1)
    assert problem(await track.put(1, b"more")) == (409, "after_the_end")
    for count in (-1, "2", 10**9, None):
        assert problem(await track.close(count)) == (422, "invalid_input")
    assert await capturing.stored(track) == {0: GOOD}
