"""Whatever is sent to a recording that is there, is answered with a word, never with a fault."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying
from tests.sessions.lessons import a_session

ODD = [
    "NaN",
    "1e999",
    "-1",
    "0.5",
    "9223372036854775808",
    "9" * 5000,
    "true",
    "null",
    '""',
    r'"\ud800"',
    r'"a\u0000b"',
    '"' + "é" * 2_000 + '"',
    "[" * 3_000 + "]" * 3_000,
    r'{"\ud800": "\u0000", "__proto__": 1}',
]
"""JSON, or nearly."""

ADDRESSED = ["%00", "%ff%fe", "%ed%a0%80", "a%0d%0aX:%20y", "..%2f..%2f", "9" * 400, "NaN", "-1", "%C2%B2", ""]
"""For a query or a path."""


@pytest.fixture
async def replaying(capturing: Capturing) -> Replaying:
    replaying = Replaying(capturing)
    await replaying.capture("chromium-microphone.webm")
    await replaying.end()
    return replaying


async def test_odd_bodies(replaying: Replaying) -> None:
    recording = f"/api/recordings/{(await replaying.recording())['id']}"
    to = (await a_session(replaying.http, replaying.teacher))["id"]
    [track] = replaying.tracks.values()
    room, upload = f"Room {track.room_token}", f"Track {track.upload_token}"
    teacher = replaying.teacher.headers["Authorization"]
    new = {"id": str(uuid4()), "upload_token": "x" * 43, "kind": "camera", "mime_type": "video/webm"}
    asked: list[tuple[str, str, str, dict[str, Any]]] = [
        ("PATCH", recording, teacher, {"title": "a", "keep_days": 1, "from_ms": 0, "to_ms": 2_000}),
        ("POST", f"{recording}/links", teacher, {"days": 1}),
        ("POST", f"{recording}/marks", teacher, {"at_ms": 1, "title": "a"}),
        (
            "POST",
            f"{recording}/exports",
            teacher,
            {"kind": "chapters", "layout": None, "height": None, "language": "en"},
        ),
        (
            "POST",
            f"{recording}/documents/board/continue",
            teacher,
            {"at_ms": 1, "owner": None, "place": "a", "to_session_id": to},
        ),
        (
            "POST",
            f"/api/sessions/{track.session_id}/tracks",
            room,
            {**new, "started_at": track.started_at.isoformat(), "participant_id": None},
        ),
        ("POST", f"/api/tracks/{track.id}/close", upload, {"chunk_count": 1}),
    ]
    for method, path, credential, body in asked:
        said = {name: json_of(value) for name, value in body.items()}
        bodies = [{**said, name: odd} for name in body for odd in ODD]
        contents = ["{" + ",".join(f'"{name}":{value}' for name, value in each.items()) + "}" for each in bodies]
        for content in [*contents, *ODD]:
            headers = {"Authorization": credential, "Content-Type": "application/json"}
            answer = await replaying.http.request(method, path, content=content.encode(), headers=headers)
            assert answer.status_code < 500, (method, path, content[:200], answer.text)


async def test_odd_addresses(replaying: Replaying) -> None:
    replay = await replaying.replay()
    recording = f"/api/recordings/{replay['id']}"
    [track] = replaying.tracks.values()
    sources = [each["src"] for kind in ("tracks", "documents") for each in replay[kind]]
    places = [
        *(f"/api/recordings?{name}={{}}" for name in ("search", "cursor", "limit")),
        *(f"{recording}/accesses?{name}={{}}" for name in ("cursor", "limit")),
        f"{recording}/captions/{{}}?reader={uuid4()}&until=9&signature=9",
        f"/api/sessions/{track.session_id}/documents/board?at={{}}",
        f"/api/sessions/{track.session_id}/documents/{{}}",
        f"{recording}/{{}}",
    ]
    for source in sources:
        path, _, query = source.partition("?")
        said = dict(part.partition("=")[::2] for part in query.split("&"))
        for name in said:
            others = "&".join(f"{key}={value}" for key, value in said.items() if key != name)
            places.append(f"{path}?{others}&{name}={{}}")
    for place in places:
        for odd in ADDRESSED:
            answer = await replaying.http.get(place.replace("{}", odd), headers=replaying.teacher.headers)
            assert answer.status_code < 500, (place, odd, answer.text)
    for part in ("bytes=", "bytes=-", "bytes=9-1", "bytes=-0", f"bytes={'9' * 15}-", "bytes=0-0,2-3", "lines=1-2", "²"):
        answer = await replaying.http.get(sources[0], headers={"Range": part.encode("latin-1")})  # pyright: ignore
        assert answer.status_code in (200, 206, 416), part


async def test_odd_captions(replaying: Replaying) -> None:
    path = f"/api/recordings/{(await replaying.recording())['id']}/captions?language="
    headers = replaying.teacher.headers
    for text in (b"\xff\xfe", b"WEBVTT\n\n00:00.000 --> 00:01.000\na\0b\xc2\x85", b"WEBVTT\n\n" * 90_000):
        for language in ("en", "EN", "en\0", "../x", "é", "a" * 300):
            put = await replaying.http.put(path + quote(language), content=text, headers=headers)
            assert put.status_code in (204, 422)
            gone = await replaying.http.delete(path + quote(language), headers=headers)
            assert gone.status_code in (204, 404, 422)


def json_of(value: Any) -> str:
    return "null" if value is None else f'"{value}"' if isinstance(value, str) else str(value)
