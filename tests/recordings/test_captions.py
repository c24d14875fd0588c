"""Captions: what is read as WebVTT, who brings them, and who reads them."""

from typing import Any

import httpx
import pytest

from chalkroom.recordings.captions import vtt
from chalkroom.recordings.captions.service import captions_of
from chalkroom.recordings.captions.vtt import Cue, NotVtt
from tests.accounts.people import a_student
from tests.recordings.capturing import Capturing
from tests.recordings.replaying import Replaying

TEXT = """\ufeffWEBVTT - Fractions\r
X-TIMESTAMP-MAP=LOCAL:00:00:00.000\r
\r
STYLE\r
::cue { color: red }\r
\r
2\r
00:02.500 --> 00:00:04.000 align:start line:0\r
<v Marie>One &lt; two,\r
and so on.\r
\r
NOTE nothing of this\r
\r
00:00:00.000 --> 00:00:01.000\r
Good morning.\r
"""
CUES = [Cue(0, 1000, "Good morning."), Cue(2500, 4000, "<v Marie>One &lt; two,\nand so on.")]


def test_cues_are_read_in_order_and_written_plainly() -> None:
    assert vtt.read(TEXT) == CUES
    assert vtt.read(vtt.write(CUES)) == CUES
    assert vtt.read("WEBVTT") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("1\n00:00:00,000 --> 00:00:01,000\nSubRip", 1),
        ("WEBVTTX", 1),
        ("WEBVTT\n\n00:00:00,000 --> 00:00:01,000\nA comma", 3),
        ("WEBVTT\n\n1\n00:02.000 --> 00:01.000\nBackwards", 4),
        ("WEBVTT\n\nOnly a title", 4),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\nA\n00:01.000 --> 00:02.000\nNo line between", 3),
    ],
)
def test_what_is_no_webvtt_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(NotVtt) as wrong:
        vtt.read(text)
    assert wrong.value.line == line


@pytest.fixture
async def replaying(capturing: Capturing) -> Replaying:
    replaying = Replaying(capturing)
    await replaying.end()
    return replaying


async def ask(replaying: Replaying, method: str, person: Any, language: str, content: Any = None) -> httpx.Response:
    path = f"/api/recordings/{(await replaying.recording())['id']}/captions"
    headers = {**person.headers, "Content-Type": "text/vtt"}
    return await replaying.http.request(method, path, params={"language": language}, content=content, headers=headers)


async def test_a_teacher_brings_them_and_everybody_who_may_watch_reads_them(replaying: Replaying) -> None:
    for language in ("fr-CA", "en", "en"):
        assert (await ask(replaying, "PUT", replaying.teacher, language, TEXT)).status_code == 204
    replay = await replaying.replay(replaying.student)
    assert [captions["language"] for captions in replay["captions"]] == ["en", "fr-CA"]
    assert (await replaying.recording())["captions"] == ["en", "fr-CA"]
    src = replay["captions"][0]["src"]
    answer = await replaying.http.get(src)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/vtt; charset=utf-8")
    assert vtt.read(answer.text) == CUES
    assert (await replaying.http.get(src.replace("/en?", "/fr-CA?"))).status_code == 404
    async with replaying.capturing.lesson.runtime.database.transaction(durable=False) as db:
        found = await captions_of(db, (await replaying.recording())["id"])
    assert [(captions.language, captions.cues) for captions in found] == [("en", CUES), ("fr-CA", CUES)]

    assert (await ask(replaying, "DELETE", replaying.teacher, "en")).status_code == 204
    assert (await ask(replaying, "DELETE", replaying.teacher, "en")).status_code == 404
    assert (await replaying.http.get(src)).status_code == 404


async def test_nobody_else_brings_or_deletes_any(replaying: Replaying) -> None:
    stranger = await a_student(replaying.http, "Eve Nosy")
    for person, status in ((replaying.student, 403), (stranger, 404)):
        assert (await ask(replaying, "PUT", person, "en", TEXT)).status_code == status
        assert (await ask(replaying, "DELETE", person, "en")).status_code == status


async def test_what_is_wrong_is_said(replaying: Replaying) -> None:
    answer = await ask(replaying, "PUT", replaying.teacher, "en", "WEBVTT\n\nhello")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_captions")
    assert "line 4" in answer.json()["detail"]
    assert (await ask(replaying, "PUT", replaying.teacher, "en", b"WEBVTT\n\n\xff")).status_code == 422
    assert (await ask(replaying, "PUT", replaying.teacher, "en", "WEBVTT")).status_code == 422
    assert (await ask(replaying, "PUT", replaying.teacher, "English", TEXT)).status_code == 422
    assert (await ask(replaying, "PUT", replaying.teacher, "en", b"WEBVTT\n\n" + b" " * 2**20)).status_code == 413


async def test_they_are_gone_with_the_recording(replaying: Replaying) -> None:
    await ask(replaying, "PUT", replaying.teacher, "en", TEXT)
    recording = await replaying.recording()
    src = (await replaying.replay())["captions"][0]["src"]
    path = f"/api/recordings/{recording['id']}"
    assert (await replaying.http.delete(path, headers=replaying.teacher.headers)).status_code == 204
    assert (await replaying.http.get(src)).status_code == 404
    await replaying.works_off()
    async with replaying.capturing.lesson.runtime.database.transaction(durable=False) as db:
        assert await captions_of(db, recording["id"]) == []
