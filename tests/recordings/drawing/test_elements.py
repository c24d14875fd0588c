"""Each kind of element has its colours where it should be. `drawn` puts the board's (0, 0) in the middle."""

import base64
import math

import pytest

from chalkroom.recordings.drawing import raster
from tests.recordings.drawing.pages import drawn, element, is_near

RED, BLUE, YELLOW = "#ff0000", "#0000ff", "#ffff00"
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@pytest.mark.parametrize("kind", ["rectangle", "diamond", "ellipse"])
def test_shapes_have_an_edge_and_an_inside(kind: str) -> None:
    picture = drawn(element(kind, -100, -50, 200, 100, backgroundColor=RED))
    assert is_near(picture.at(0, 0), (255, 0, 0))
    assert is_near(picture.at(0, -50), BLACK)
    assert is_near(picture.at(-100, 0), BLACK)
    corner = {"rectangle": (255, 0, 0), "diamond": WHITE, "ellipse": WHITE}[kind]
    assert is_near(picture.at(-90, -42), corner)
    assert is_near(picture.at(0, 70), WHITE)


def test_round_corners_leave_the_corner_free() -> None:
    assert is_near(drawn(element("rectangle", -100, -50, 200, 100)).at(-99, -49), BLACK)
    assert is_near(drawn(element("rectangle", -100, -50, 200, 100, roundness={"type": 3})).at(-99, -49), WHITE)


@pytest.mark.parametrize(("style", "least", "most"), [("hachure", 0.05, 0.4), ("cross-hatch", 0.1, 0.6)])
def test_hatching_lets_the_paper_through(style: str, least: float, most: float) -> None:
    picture = drawn(
        element("rectangle", -100, -50, 200, 100, backgroundColor="#000000", fillStyle=style, strokeWidth=2)
    )
    assert least < picture.dark(-80, -40, 80, 40) < most


def test_dashes_have_gaps() -> None:
    solid, dashed = (
        drawn(element("line", -150, 0, 300, 0, strokeStyle=style, points=[[0, 0], [300, 0]])).dark(-140, -1, 140, 1)
        for style in ("solid", "dashed")
    )
    assert solid == 1
    assert 0.3 < dashed < 0.8


def test_what_is_turned_is_turned_about_its_middle() -> None:
    picture = drawn(element("rectangle", -100, -10, 200, 20, angle=math.pi / 2, backgroundColor=RED))
    assert is_near(picture.at(0, 80), (255, 0, 0))
    assert is_near(picture.at(80, 0), WHITE)


def test_what_shines_through_is_mixed_with_what_is_behind() -> None:
    behind = element("rectangle", -50, -50, 100, 100, "1", backgroundColor=BLUE)
    front = element("rectangle", -50, -50, 100, 100, "2", backgroundColor=RED, opacity=50)
    assert is_near(drawn(front, behind).at(0, 0), (128, 0, 128))


def test_the_index_decides_what_is_in_front() -> None:
    one = element("rectangle", -50, -50, 100, 100, "1", backgroundColor=RED, index="a5")
    other = element("rectangle", -50, -50, 100, 100, "2", backgroundColor=BLUE, index="a4")
    assert is_near(drawn(one, other).at(0, 0), (255, 0, 0))


def test_what_was_deleted_is_not_there() -> None:
    assert is_near(drawn(element("rectangle", -50, -50, 100, 100, backgroundColor=RED, isDeleted=True)).at(0, 0), WHITE)


def test_a_line_goes_through_its_points_and_is_filled_when_it_closes() -> None:
    open_line = element("line", -100, 0, 200, 80, points=[[0, 0], [100, 80], [200, 0]], backgroundColor=RED)
    assert is_near(drawn(open_line).at(-50, 40), BLACK)
    assert is_near(drawn(open_line).at(0, 40), WHITE)
    closed = {**open_line, "points": [[0, 0], [100, 80], [200, 0], [0, 0]]}
    assert is_near(drawn(closed).at(0, 40), (255, 0, 0))


def test_a_round_line_is_a_curve_through_its_points() -> None:
    points = [[0, 0], [100, 80], [200, 0]]
    straight, curved = (
        drawn(element("line", -100, 0, 200, 80, points=points, roundness=kind)) for kind in (None, {"type": 2})
    )
    assert is_near(straight.at(0, 80), BLACK)
    assert is_near(curved.at(0, 80), BLACK)
    assert is_near(curved.at(-50, 40), WHITE)


HEADS = ["arrow", "bar", "dot", "circle", "circle_outline", "triangle", "triangle_outline", "diamond"]


@pytest.mark.parametrize("head", [*HEADS, "diamond_outline", "crowfoot_one", "crowfoot_many", "crowfoot_one_or_many"])
def test_an_arrow_has_its_head_at_its_end(head: str) -> None:
    arrow = element("arrow", -100, 0, 200, 0, points=[[0, 0], [200, 0]], endArrowhead=head, strokeWidth=2)
    picture = drawn(arrow)
    assert picture.dark(70, -14, 112, -3) > 0.01, "above the line, near its end"
    assert picture.dark(-112, -14, -70, -3) == 0


def test_an_arrow_makes_room_for_its_text() -> None:
    arrow = element("arrow", -150, 0, 300, 0, "1", points=[[0, 0], [300, 0]], endArrowhead="arrow")
    label = element("text", -40, -12, 80, 25, "2", text="ii", fontSize=20, textAlign="center", containerId="1")
    picture = drawn({**arrow, "boundElements": [{"id": "2", "type": "text"}]}, label)
    assert is_near(picture.at(-30, 0), WHITE)
    assert is_near(picture.at(-80, 0), BLACK)


def test_ink_is_thick_where_it_was_pressed() -> None:
    points = [[at * 5, 0] for at in range(61)]
    pressures = [0.1 if at < 30 else 1 for at in range(61)]
    pen = element("freedraw", -150, 0, 300, 0, points=points, pressures=pressures, simulatePressure=False)
    picture = drawn(pen)

    def thickness(x: int) -> int:
        return sum(max(picture.at(x, y)) < 128 for y in range(-30, 30))

    assert thickness(-60) > 2
    assert thickness(100) > 1.5 * thickness(-60)


def test_a_touch_of_the_pen_is_a_point() -> None:
    pen = element("freedraw", 0, 0, 0, 0, points=[[0, 0], [0.0001, 0.0001]], pressures=[], simulatePressure=True)
    assert is_near(drawn(pen).at(0, 0), BLACK)


@pytest.mark.parametrize(("align", "side"), [("left", -1), ("center", 0), ("right", 1)])
def test_text_stands_where_it_is_aligned(align: str, side: int) -> None:
    text = element("text", -200, -20, 400, 40, text="ÉÉÉ", fontSize=32, fontFamily=6, textAlign=align)
    picture = drawn(text)
    ink = [picture.dark(left, -20, left + 100, 20) > 0.02 for left in (-200, -50, 100)]
    assert ink == [side == -1, side == 0, side == 1]


@pytest.mark.parametrize("family", [1, 2, 3, 5, 6, 7, 8, 9])
@pytest.mark.parametrize("words", ["Éçœ", "∑√≤", "αβж", "→∈ℝ", "𝑥𝑦𝛼"])
def test_every_font_has_accents_and_mathematics(family: int, words: str) -> None:
    """A sign that is nowhere is drawn as a box, or not at all: both look the same for all such signs."""
    one, missing = (
        drawn(element("text", -100, -30, 200, 60, text=text, fontSize=48, fontFamily=family)).rgba
        for text in (words, "\ue000" * 3)
    )
    empty = drawn().rgba
    assert one not in (missing, empty)


def test_lines_of_a_text_stand_below_each_other() -> None:
    picture = drawn(element("text", -50, -40, 100, 80, text="MM\nMM", fontSize=32, fontFamily=6, lineHeight=1.25))
    assert picture.dark(-50, -36, 0, -4) > 0.1
    assert picture.dark(-50, 4, 0, 36) > 0.1


def png(left: bytes, right: bytes, side: int = 40) -> str:
    row = left * (side // 2) + right * (side // 2)
    return "data:image/png;base64," + base64.b64encode(raster.png(row * side, (side, side))).decode()


TWO_COLOURS = {"mimeType": "image/png", "dataURL": png(b"\xff\0\0\xff", b"\0\0\xff\xff")}


def test_pictures_are_shown_turned_round_and_cut() -> None:
    picture = element("image", -100, -50, 200, 100, fileId="f", scale=[1, 1])
    files = {"f": TWO_COLOURS}
    assert is_near(drawn(picture, files=files).at(-50, 0), (255, 0, 0))
    assert is_near(drawn(picture, files=files).at(50, 0), (0, 0, 255))
    assert is_near(drawn({**picture, "scale": [-1, 1]}, files=files).at(-50, 0), (0, 0, 255))
    crop = {"x": 20, "y": 0, "width": 20, "height": 40, "naturalWidth": 40, "naturalHeight": 40}
    assert is_near(drawn({**picture, "crop": crop}, files=files).at(-50, 0), (0, 0, 255))


def test_a_locked_page_lies_under_what_is_drawn_on_it() -> None:
    page = element("image", -100, -50, 200, 100, "1", fileId="f", locked=True)
    pen = element("line", -100, 0, 200, 0, "2", points=[[0, 0], [200, 0]])
    picture = drawn(pen, page, files={"f": TWO_COLOURS})
    assert is_near(picture.at(-50, 0), BLACK)
    assert is_near(picture.at(-50, 20), (255, 0, 0))


def test_formulas_are_drawn() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10"><g fill="#ff0000">'
    svg += '<path d="M0 0H10V10H0Z" data-c="1D465"/></g></svg>'
    file = {
        "mimeType": "image/svg+xml",
        "dataURL": "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode(),
    }
    picture = drawn(element("image", -100, -50, 200, 100, fileId="f"), files={"f": file})
    assert is_near(picture.at(-50, 0), (255, 0, 0))
    assert is_near(picture.at(50, 0), WHITE)


def test_a_frame_cuts_what_is_in_it() -> None:
    frame = element("frame", -100, -50, 200, 100, "2", name="Feuille")
    inside = element("rectangle", 50, -20, 150, 40, "1", backgroundColor=RED, frameId="2")
    picture = drawn(frame, inside)
    assert is_near(picture.at(80, 0), (255, 0, 0))
    assert is_near(picture.at(150, 0), WHITE)


@pytest.mark.parametrize(
    ("background", "lines"), [("plain", 0), ("squared", 24), ("lined", 8), ("staves", 12), ("axes", 25)]
)
def test_paper_has_its_lines(background: str, lines: int) -> None:
    """Down along a part of 240 units. Those of axes are the squares', and one more point of the thick one."""
    picture = drawn(background=background)
    column = [min(picture.at(10, y)) < 250 for y in range(-118, 122)]
    assert lines * 0.5 <= sum(column) <= max(lines * 2, lines + 4)
