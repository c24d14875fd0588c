"""Whatever somebody put on a board: it is drawn or left out, and harms nothing else."""

import base64
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import resvg_py
from pycrdt import Array, Map, Text, XmlFragment

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.bundle.pages import of_board
from chalkroom.recordings.drawing import code, pictures, raster
from chalkroom.recordings.drawing.film import film
from tests.recordings.drawing.pages import SIZE, Pages, drawn, element, is_near

RED = (255, 0, 0)
GOOD = element("rectangle", -50, -50, 100, 100, "good", backgroundColor="#ff0000", index="Zz")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">{}</svg>'
)

BROKEN: list[Any] = [
    None,
    "text",
    [],
    {},
    element("rectangle", math.nan, 0, 1, 1),
    element("rectangle", math.inf, 0, 1, 1),
    element("rectangle", 10**12, 0, 1, 1),
    element("rectangle", 0, 0, -1e7, -1e7, strokeWidth=-1, opacity="all", angle="much"),
    element("iframe", 0, 0, 10, 10, link="https://example.org"),
    element("line", 0, 0, 10, 10),
    element("line", 0, 0, 10, 10, points=[]),
    element("line", 0, 0, 10, 10, points=[[0, 0]]),
    element("line", 0, 0, 10, 10, points=[[0, None]]),
    element("arrow", 0, 0, 10, 10, points=[[0, 0], [0, 0]], endArrowhead="arrow", roundness={"type": 2}),
    element("arrow", 0, 0, 10, 10, points=[[0, 0]], endArrowhead='"/><script>', boundElements=[{"id": ["x"]}, 3]),
    element(
        "freedraw", 0, 0, 10, 10, points=[[0, 0]] * 50, pressures=["x"] * 50, simulatePressure=False, strokeWidth=0
    ),
    element("diamond", 0, 0, 0, 0, roundness={"type": 2}, backgroundColor="#fff", fillStyle="hachure", strokeWidth=0),
    element("text", 0, 0, 10, 10, text="</text><image href='/etc/passwd'/>\0\x1b\ufffe", fontFamily=99, fontSize=-5),
    element("text", 0, 0, 10, 10, text="\n" * 5_000, fontSize=2_000),
    element("image", 0, 0, 10, 10, fileId="\0gone\0", crop={"x": 0}),
    element("image", 0, 0, 10, 10, fileId="f", crop={"x": 0, "y": 0, "width": 0, "height": 0}),
    element("frame", 0, 0, 10, 10, name={"not": "a name"}),
    element("rectangle", 0, 0, 10, 10, strokeColor='red"/><image href="/etc/passwd"/>', backgroundColor="url(#x)"),
    element("rectangle", 0, 0, 10, 10, frameId="self", index="<"),
]


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_what_is_broken_costs_itself_alone(number: int) -> None:
    pages = Pages()
    pages.put(GOOD)
    pages.pages["first"]["elements"]["bad"] = (
        BROKEN[number] and {**BROKEN[number], "id": "bad"} if isinstance(BROKEN[number], dict) else BROKEN[number]
    )
    [still] = film([(0, pages.update())], DocumentName.BOARD, SIZE, until_ms=0)
    reds = sum(still.rgba[at : at + 3] == b"\xff\0\0" for at in range(0, len(still.rgba), 4))
    assert reds > 0


@pytest.mark.parametrize(
    "bad",
    [
        lambda: Map({**element("rectangle", 0, 0, 1, 1, "bad"), "points": XmlFragment()}),
        lambda: Map({**element("rectangle", 0, 0, 1, 1, "bad"), "inside": Map({"of": Text("this")})}),
        lambda: Text("no element"),
        lambda: Array([1]),
        XmlFragment,
    ],
)
def test_what_is_shared_in_place_of_an_element_costs_itself_alone(bad: Callable[[], Any]) -> None:
    pages = Pages()
    pages.put(GOOD)
    elements = pages.pages["first"]["elements"]
    elements["bad"] = bad()
    began = pages.update()
    if isinstance(elements["bad"], Text):
        elements["bad"] += "!"
    if isinstance(elements["bad"], Array):
        elements["bad"].append(2)
    [still] = film([(0, began), (0, pages.update())], DocumentName.BOARD, SIZE, until_ms=0)
    assert still.rgba.count(b"\xff\0\0\xff") > 1_000


def test_a_picture_that_a_program_made_of_no_text_is_left_out() -> None:
    run = {"output": json.dumps([{"kind": "picture", "svg": "\ud800"}])}
    assert code.drawn_by(run) is None


def test_a_page_is_saved_without_what_is_no_element() -> None:
    pages = Pages()
    pages.put(GOOD, element("image", 0, 0, 10, 10, "bad", fileId=["f"]))
    [saved] = [content for name, content in of_board(pages.doc).items() if name.endswith(".excalidraw")]
    assert "good" in {each["id"] for each in json.loads(saved)["elements"]}


def shown(address: str) -> bool:
    """Whether a picture of this address paints anything red over the middle."""
    file = {"mimeType": "image/svg+xml", "dataURL": address}
    image = element("image", -50, -50, 100, 100, fileId="f")
    return is_near(drawn(image, files={"f": file}).at(0, 0), RED)


def as_data(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def test_no_picture_is_read_from_the_disk(tmp_path: Path) -> None:
    """resvg would, given a path: first that it does, then that it never gets one."""
    red = tmp_path / "red.png"
    red.write_bytes(raster.png(b"\xff\0\0\xff" * 100, (10, 10)))
    within = SVG.format(f'<image href="{red}" width="10" height="10"/>')
    assert raster._unpacked(resvg_py.svg_to_bytes(svg_string=within))[:3] == b"\xff\0\0"
    for how in (f'href="{red}"', f'xlink:href="{red}"', f'href="file://{red}"'):
        assert not shown(as_data(SVG.format(f'<image {how} width="10" height="10"/>')))
        assert not shown(
            as_data(SVG.format(f'<defs><image id="i" {how} width="10" height="10"/></defs><use href="#i"/>'))
        )
    assert not shown(str(red))
    assert not shown(f"file://{red}")
    assert not shown(f"data:image/png;base64,{red}")


@pytest.mark.parametrize(
    "content",
    [
        '<script>alert(1)</script><foreignObject><b/></foreignObject><a href="javascript:x"><rect/></a>',
        '<rect onclick="x()" fill="url(http://example.org/#a)" style="fill: url(file:///etc/passwd)"/>',
        "<style>@import 'http://example.org';</style><filter id='f'><feImage href='/etc/passwd'/></filter>",
        '<image href="https://example.org/a.png"/><use href="#x"/><pattern id="p"/><mask id="m"/>',
    ],
)
def test_of_an_svg_only_its_shapes_are_kept(content: str) -> None:
    kept = pictures.harmless(SVG.format(content + '<path d="M0 0H9"/>').encode())
    assert kept is not None
    assert '<path d="M0 0H9">' in kept
    for word in ("script", "foreign", "href", "onclick", "example.org", "passwd", "import", "mask", "pattern", "use"):
        assert word not in kept


@pytest.mark.parametrize(
    "svg",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("<text>&b;</text>"),
        SVG.format("<g/>" * 6_000),
        "<svg",
        "<html/>",
        "",
    ],
)
def test_an_svg_that_is_none_or_grows_is_refused(svg: str) -> None:
    assert pictures.harmless(svg.encode()) is None


def test_an_svg_is_not_deeper_than_it_can_be_drawn() -> None:
    assert (pictures.harmless(SVG.format("<g>" * 4_000 + "</g>" * 4_000).encode()) or "").count("<g>") < 100


def test_a_picture_that_would_fill_the_memory_is_not_opened() -> None:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + (60_000).to_bytes(4, "big") * 2
    assert pictures.read({"dataURL": "data:image/png;base64," + base64.b64encode(head + b"\0" * 50).decode()}) is None


def test_in_place_of_what_cannot_be_shown_is_a_grey_field() -> None:
    image = element("image", -50, -50, 100, 100, fileId="f")
    assert is_near(drawn(image).at(0, 0), (233, 236, 239))
    assert is_near(drawn(image, files={"f": "nothing"}).at(0, 0), (233, 236, 239))


def test_a_board_without_its_maps_is_an_empty_sheet() -> None:
    pages = Pages()
    pages.pages["first"] = "no page"
    [still] = film([(0, pages.update())], DocumentName.BOARD, SIZE, until_ms=0)
    assert set(still.rgba) == {255}
