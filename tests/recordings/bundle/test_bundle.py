"""A bundle is unpacked and read again by others than those who wrote it."""

import csv
import hashlib
import io
import json
import re
import zipfile
from datetime import timedelta
from uuid import UUID, uuid4
from xml.etree import ElementTree

import av
import pytest
from pycrdt import Doc, Map, Text

from chalkroom.classroom.documents import service
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.rights import DocumentName
from chalkroom.kit import clock
from chalkroom.recordings.bundle import names, papers
from tests.classroom.conftest import Inside
from tests.recordings.drawing.pages import element
from tests.recordings.drawing.test_elements import TWO_COLOURS
from tests.recordings.export.filming import BLUE, RED, Filming

TEXT = element("text", 0, 0, 100, 25, "t", text="</script><b>Été", fontSize=20, fontFamily=6)


class Bundle:
    """A ZIP file whose sums are right."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        assert self.zip.testzip() is None
        sums = dict(line.split("  ", 1)[::-1] for line in self.text("SHA256SUMS").splitlines())
        assert set(sums) == set(self.names) - {"SHA256SUMS"}
        for name, digest in sums.items():
            assert hashlib.sha256(self.zip.read(name)).hexdigest() == digest, name

    @property
    def names(self) -> list[str]:
        return self.zip.namelist()

    @property
    def everything(self) -> bytes:
        return b"\n".join([name.encode() + b"\n" + self.zip.read(name) for name in self.names])

    def text(self, name: str) -> str:
        return self.zip.read(name).decode("utf-8-sig")

    def script(self, name: str) -> dict:
        """What a script of the player assigns."""
        return json.loads(self.text(name).partition(" = ")[2].removesuffix(";\n"))


async def writes(filming: Filming, name: DocumentName, change: Doc, at: float) -> None:
    clock.travel_to(filming.begins + timedelta(seconds=at))
    lesson = filming.capturing.lesson
    key = DocumentKey(UUID(lesson.session["id"]), name)
    async with lesson.runtime.database.transaction() as db:
        written = service.Written(UUID(filming.capturing.teacher.id), "teacher", change.get_update(), 3)
        await service.append(db, key, [written])
    clock.travel_to(None)


async def says(filming: Filming, who: Inside, text: str, at: float) -> None:
    clock.travel_to(filming.begins + timedelta(seconds=at))
    await who.page.do("chat", {"client_id": uuid4().hex, "text": text})
    clock.travel_to(None)


@pytest.fixture
async def lesson_that_was(filming: Filming) -> Filming:
    teacher, student = filming.capturing.teacher, filming.capturing.student
    await filming.shows(teacher, (RED, BLUE), 4)
    await filming.hums(teacher, (440.0,), 4)
    await filming.hums(student, (880.0,), 3, at=1)
    board: Doc = Doc()
    pages = board.get("pages", type=Map)
    elements = {"t": TEXT, "i": element("image", 0, 50, 80, 60, "i", fileId="f"), "bad": {"id": "bad"}}
    pages["p"] = Map({"name": "Été", "order": "a", "background": "squared", "elements": Map(elements)})
    board.get("files", type=Map)["f"] = TWO_COLOURS
    await writes(filming, DocumentName.BOARD, board, 1)
    code: Doc = Doc()
    files = code.get("files", type=Map)
    files["1"] = Map({"name": "main.py", "order": "1", "text": Text("print('é')\n")})
    files["2"] = Map({"name": "../../main.py", "order": "2", "text": Text("other")})
    code.get("runs", type=Map)["1"] = {"id": "r", "by": "Secret Name", "at": "", "ok": True, "output": "[]"}
    await writes(filming, DocumentName.CODE, code, 2)
    await says(filming, teacher, "<b>Bonjour</b>", 1.5)
    await says(filming, student, "A word of the student", 2)
    return filming


async def test_everything_is_in_it_and_can_be_read_again(lesson_that_was: Filming) -> None:
    filming = lesson_that_was
    await filming.end(after=4)
    bundle = Bundle(await filming.made("bundle"))
    lesson = json.loads(bundle.text("lesson.json"))
    assert bundle.script("player/lesson.js") == lesson

    assert files_of(lesson) == [
        "tracks/-Emile-Zola-microphone.webm",
        "tracks/-Marie-Curie-camera.webm",
        "tracks/-Marie-Curie-microphone.webm",
    ]
    for track in lesson["tracks"]:
        with av.open(io.BytesIO(bundle.zip.read(track["file"])), "r") as container:
            assert container.duration
            assert abs(container.duration / 1000 * track["rate"] - track["duration_ms"]) < 100
            assert sum(1 for _ in container.decode(container.streams[0])) > 20

    begins = round(await filming.begins_at() * 1000)
    assert [(line["text"], line["name"]) for line in lesson["chat"]] == [
        ("<b>Bonjour</b>", "Marie Curie"),
        ("A word of the student", "Émile Zola"),
    ]
    assert [line["at_ms"] - begins for line in lesson["chat"]] == pytest.approx([1500, 2000], abs=300)
    assert "&lt;b&gt;Bonjour&lt;/b&gt;" in bundle.text("chat.html")
    rows = list(csv.DictReader(io.StringIO(bundle.text("attendance.csv"))))
    assert {row["name"] for row in rows} == {"Marie Curie", "Émile Zola"}
    assert bundle.text("chapters.vtt").startswith("WEBVTT\n")

    svg = ElementTree.fromstring(bundle.text("board/page-01-Ete.svg"))
    assert "</script><b>Été" in "".join(svg.itertext())
    saved = json.loads(bundle.text("board/page-01-Ete.excalidraw"))
    assert [each["id"] for each in saved["elements"]] == ["i", "t"]
    assert saved["files"]["f"]["dataURL"] == TWO_COLOURS["dataURL"]
    assert saved["paper"] == "squared"
    assert bundle.text("code/main.py") == "print('é')\n"
    assert bundle.text("code/main-2.py") == "other"

    steps = bundle.script("player/board.js")
    seen = [step for step in steps["steps"] if any(key == "t" for key, _, _ in step["put"])]
    assert [step["at"] - begins for step in seen] == pytest.approx([1000], abs=300)
    assert steps["pictures"]["f"].startswith("data:image/png;base64,")
    assert "main.py" in "".join(bundle.script("player/code.js")["parts"])


async def test_it_asks_nothing_of_any_network(lesson_that_was: Filming) -> None:
    await lesson_that_was.end(after=4)
    bundle = Bundle(await lesson_that_was.made("bundle"))
    known = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    for name in bundle.names:
        if name.startswith("tracks/") or name.endswith(".md"):
            continue
        text = bundle.text(name)
        assert set(re.findall(r"https?://[^\s\"'<>)]+", text)) <= known, name
        assert "/api/" not in text, name
        assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|eval)\b\s*\(", text), name


async def test_of_a_part_only_the_part_is_in_it(lesson_that_was: Filming) -> None:
    filming = lesson_that_was
    await filming.shows(filming.capturing.student, (RED,), 1)
    await filming.end(after=4)
    begins = round(await filming.begins_at() * 1000)
    path, headers = (await filming.path()).removesuffix("/exports"), filming.teacher.headers
    cues = "WEBVTT\n\n00:00.000 --> 10:00.000\nAll along\n\n00:00.000 --> 00:00.500\nAt first\n"
    vtt = {**headers, "Content-Type": "text/vtt"}
    assert (await filming.http.put(f"{path}/captions?language=fr", content=cues, headers=vtt)).status_code < 300
    part = {"from_ms": begins + 1_750, "to_ms": begins + 3_000}
    assert (await filming.http.patch(path, json=part, headers=headers)).status_code == 200
    bundle = Bundle(await filming.made("bundle"))
    lesson = json.loads(bundle.text("lesson.json"))
    assert {key: lesson[key] for key in part} == part
    assert [line["text"] for line in lesson["chat"]] == ["A word of the student"]
    assert "Bonjour" not in bundle.text("chat.html")
    assert len(lesson["tracks"]) == 3, "not the one that was over by then"
    assert min(event["at_ms"] for event in lesson["events"]) >= part["from_ms"]
    puts = [step["at"] for step in bundle.script("player/board.js")["steps"] if step["put"]]
    assert puts[-1] == part["from_ms"], "what was drawn before is there when it begins"
    assert [cue[2] for cue in lesson["captions"][0]["cues"]] == ["All along"]
    assert "00:00:00.000 --> 00:00:01.250" in bundle.text("captions.fr.vtt")


async def test_of_who_took_back_their_yes_nothing_is_in_it(lesson_that_was: Filming) -> None:
    filming = lesson_that_was
    await filming.capturing.student.page.do("set-recorded", {"recorded": False})
    await filming.end(after=4)
    bundle = Bundle(await filming.made("bundle"))
    everything = bundle.everything
    assert b"Marie" in everything
    for word in ("Zola", "A word of the student", filming.capturing.student.id, "Secret Name"):
        assert word.encode() not in everything, word
    assert len([name for name in bundle.names if name.startswith("tracks/")]) == 2
    assert files_of(json.loads(bundle.text("lesson.json"))) == [
        "tracks/-Marie-Curie-camera.webm",
        "tracks/-Marie-Curie-microphone.webm",
    ]


def files_of(lesson: dict) -> list[str]:
    """Without their numbers: these began in the same moment."""
    return sorted(re.sub(r"\d\d", "", track["file"]) for track in lesson["tracks"])


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Zoé Martin", "Zoe-Martin"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "x"),
        ("con.txt", "x"),
        ("", "x"),
        ("日本", "x"),
        ("a" * 300, "a" * names.LONGEST),
    ],
)
def test_names_can_be_unpacked_everywhere(name: str, made: str) -> None:
    assert names.plain(name, "x") == made


def test_names_are_used_once() -> None:
    assert names.unused("A.py", ["a.py", "a-2.py"]) == "A-3.py"
    assert names.unused("board", ["board"]) == "board-2"


def test_a_name_is_no_formula_in_a_table() -> None:
    person = {"id": "1", "name": '=HYPERLINK("http://example.org")', "role": "guest"}
    manifest = {
        "started_at": "2026-01-01T10:00:00+00:00",
        "to_ms": 120_000,
        "people": [person],
        "events": [
            {"kind": "joined", "at_ms": 0, "participant_id": "1"},
            {"kind": "left", "at_ms": 30_000, "participant_id": "1"},
            {"kind": "joined", "at_ms": 60_000, "participant_id": "1"},
        ],
    }
    rows = list(csv.reader(io.StringIO(papers.attendance(manifest).removeprefix("\ufeff"))))
    assert [row[0][:2] for row in rows[1:]] == ["'=", "'="]
    assert [row[4] for row in rows[1:]] == ["0.5", "1.0"]
