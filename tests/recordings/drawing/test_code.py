"""Code as a picture: the file that is written in, the part that is written in, and what its run said."""

import json
import re
from itertools import pairwise

from pycrdt import Doc, Map, Text

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.drawing.code import CodeDrawing
from chalkroom.recordings.drawing.film import film

SIZE = 1280, 720


class Code:
    def __init__(self) -> None:
        self.doc: Doc = Doc()
        self.files = self.doc.get("files", type=Map)
        self.runs = self.doc.get("runs", type=Map)
        self._known = self.doc.get_state()

    def add(self, key: str, name: str, text: str) -> Text:
        written = Text(text)
        self.files[key] = Map({"name": name, "order": key, "text": written})
        return written

    def update(self) -> bytes:
        change = self.doc.get_update(self._known)
        self._known = self.doc.get_state()
        return change


def lines(drawing: CodeDrawing) -> list[str]:
    """What can be read, from the top to the bottom, as far as it stands in a text of its own."""
    texts = re.findall(r"<text [^>]*>(.*?)</text>", drawing.svg())
    return [re.sub("<[^>]*>", "", text).replace("&lt;", "<").replace("&gt;", ">") for text in texts]


def test_names_numbers_lines_and_colours() -> None:
    code, drawing = Code(), CodeDrawing(SIZE)
    code.add("a", "main.py", 'def élève(x):\n    return "<b>"\n')
    code.add("b", "other.py", "")
    drawing.apply(code.update())
    drawing.apply(code.update())
    assert set(lines(drawing)) >= {"main.py", "other.py"}
    code.files["a"]["text"].insert(0, "\n")
    drawing.apply(code.update())
    assert lines(drawing)[2:] == ["1", "2", "def élève(x):", "3", '    return "<b>"', "4"]
    assert '<tspan fill="#7c2d8e">def</tspan>' in drawing.svg()
    assert '<tspan fill="#1e6b50">' in drawing.svg()


def test_the_file_that_is_written_in_is_shown() -> None:
    code, drawing = Code(), CodeDrawing(SIZE)
    one, other = code.add("a", "one.py", "one"), code.add("b", "two.py", "two")
    drawing.apply(code.update())
    other.insert(3, "!")
    drawing.apply(code.update())
    assert "two!" in lines(drawing)
    one.insert(3, "?")
    drawing.apply(code.update())
    assert "one?" in lines(drawing)


def test_the_line_that_is_written_in_is_in_sight_and_the_rest_stays_where_it_is() -> None:
    code, drawing = Code(), CodeDrawing(SIZE)
    text = code.add("a", "long.txt", "\n".join(f"é{number}" for number in range(1, 501)))
    drawing.apply(code.update())
    seen = []
    for number in (200, 201, 202, 203, 400):
        text.insert(str(text).encode().index(f"é{number}\n".encode()), "x")
        drawing.apply(code.update())
        shown = lines(drawing)
        assert f"xé{number}" in shown
        seen.append(shown[1])
    same = [one == other for one, other in pairwise(seen)]
    assert same == [True, True, True, False]


def test_what_a_run_said_is_below() -> None:
    code, drawing = Code(), CodeDrawing(SIZE)
    code.add("a", "main.py", "print(1)")
    output = [
        {"kind": "text", "stream": "out", "text": "1\n"},
        {"kind": "test", "call": "f(1)", "expected": "2", "got": "3", "ok": False},
        {"kind": "table", "columns": ["a", "b"], "rows": [["1", None]], "more": 0},
        {"kind": "page", "html": "<script>"},
        3,
    ]
    code.runs["a"] = {"id": "r", "by": "Zoé", "at": "", "ok": True, "output": json.dumps(output)}
    drawing.apply(code.update())
    assert lines(drawing)[-4:] == ["1", "✗ f(1) => 3", "a | b", "1 | "]
    assert "Zoé" not in drawing.svg()


def drawing_of(*output: object) -> CodeDrawing:
    code, drawing = Code(), CodeDrawing(SIZE)
    code.add("a", "main.py", "forward(100)")
    code.runs["a"] = {"id": "r", "by": "Zoé", "at": "", "ok": True, "output": json.dumps(output)}
    drawing.apply(code.update())
    return drawing


def colours(drawing: CodeDrawing, left: float, top: float) -> set[tuple[int, ...]]:
    """Of what is seen to the right of and below this place, given as shares."""
    rgba = drawing.picture(0)
    assert rgba
    width, height = SIZE
    rows = [
        rgba[(y * width + round(left * width)) * 4 : (y + 1) * width * 4] for y in range(round(top * height), height)
    ]
    return {tuple(row[at : at + 3]) for row in rows for at in range(0, len(row), 4)}


def test_what_turtles_drew_is_beside_the_code() -> None:
    strokes = [
        ["speed", 3],
        ["line", 0, 0, 100, 0, "#ff0000", 4],
        ["clear"],
        ["outline"],
        ["line", -100, -100, 100, -100, "#0000ff", 8],
        ["fill", "#00ff00", [-100, -100, 100, -100, 0, 100]],
        ["turtle", 1, 0, 0, 90, "#ff00ff", True],
        ["dot", "x", None, 5],
        ["fill", "#00ff00", [1, "2", 3]],
        [],
        7,
    ]
    drawing = drawing_of({"kind": "draw", "strokes": strokes[:4]}, {"kind": "draw", "strokes": strokes[4:]})
    seen = colours(drawing, 0.5, 0.5)
    assert {(0, 0, 255), (0, 255, 0), (255, 0, 255)} <= seen
    assert (255, 0, 0) not in seen


def test_a_chart_is_beside_the_code_and_reaches_nothing() -> None:
    chart = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#123456"/>{}</svg>'
    )
    drawing = drawing_of({"kind": "picture", "svg": chart.format('<image href="/etc/passwd" width="9" height="9"/>')})
    assert (0x12, 0x34, 0x56) in colours(drawing, 0.5, 0.5)
    assert "passwd" not in drawing.svg()
    assert drawing_of({"kind": "picture", "svg": 3}, {"kind": "picture", "svg": "<svg"}).picture(0)
    assert drawing_of({"kind": "draw", "strokes": "all"}).picture(0)


def test_what_is_no_file_and_no_output_harms_nothing() -> None:
    code, drawing = Code(), CodeDrawing(SIZE)
    code.files["x"] = "text"
    code.files["y"] = Map({"name": 3})
    code.add("a", "a\0.py", "\0</text>\x1b" + "(" * 100_000)
    code.runs["a"] = {"output": "[" * 90_000}
    drawing.apply(code.update())
    assert drawing.picture(0)


def test_a_film_of_code() -> None:
    code = Code()
    frames = [(0, code.update())]
    text = code.add("a", "main.py", "")
    for step in range(10):
        text.insert(0, "print(1)\n")
        frames.append((1_000 * (step + 1), code.update()))
    found = list(film(frames, DocumentName.CODE, SIZE, until_ms=60_000))
    assert [still.at_ms for still in found] == [0, *range(1_000, 10_001, 1_000)]
    dark = [sum(point < 100 for point in still.rgba[::4]) for still in found]
    assert dark == sorted(dark)
    assert dark[-1] > dark[1]
