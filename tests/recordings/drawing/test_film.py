"""A film has a picture whenever something changed, in order, and not more than asked for."""

import math
import time
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.drawing.board import BoardDrawing
from chalkroom.recordings.drawing.film import Still, film
from chalkroom.recordings.drawing.svg import Box
from chalkroom.recordings.drawing.view import View
from tests.recordings.drawing.pages import SIZE, Frame, Pages, Picture, element, is_near

BOARD = DocumentName.BOARD
RED, WHITE = (255, 0, 0), (255, 255, 255)


def stills(frames: list[Frame], until_ms: int = 100_000) -> list[Still]:
    return list(film(frames, BOARD, SIZE, until_ms=until_ms))


def red(key: str, x: float = 0, y: float = 0) -> dict[str, object]:
    return element("rectangle", x, y, 60, 60, key, backgroundColor="#ff0000", strokeColor="#ff0000")


def test_there_is_a_still_at_the_beginning_also_of_an_empty_board() -> None:
    [still] = stills([(0, Pages().update())])
    assert (still.at_ms, set(still.rgba), len(still.rgba)) == (0, {255}, SIZE[0] * SIZE[1] * 4)
    assert [still.at_ms for still in stills([])] == [0]


def test_a_change_is_seen_when_it_happens_and_nothing_later_is_seen_before() -> None:
    pages = Pages()
    frames = [(0, pages.update())]
    for at, key in ((5_000, "1"), (9_000, "2")):
        pages.put(red(key))
        frames.append((at, pages.update()))
    found = stills(frames, until_ms=6_000)
    assert [still.at_ms for still in found] == [0, 5_000]


def test_no_more_than_asked_for_and_the_last_change_is_in_it() -> None:
    pages = Pages()
    frames = [(0, pages.update())]
    for step in range(200):
        pages.put(element("rectangle", step, 0, 30, 30, "1", backgroundColor="#ff0000"))
        frames.append((1_000 + step * 20, pages.update()))
    found = stills(frames)
    gaps = [after.at_ms - before.at_ms for before, after in pairwise(found)]
    assert min(gaps) >= 250
    assert 15 <= len(found) <= 20
    assert found[-1].at_ms >= frames[-1][0]
    alone = Pages()
    alone.put(element("rectangle", 199, 0, 30, 30, "1", backgroundColor="#ff0000"))
    reds = [still.rgba.count(b"\xff\0\0\xff") for still in (found[-1], stills([(0, alone.update())])[0])]
    assert abs(reds[0] - reds[1]) < 0.1 * reds[1]


def test_what_changes_nothing_that_is_seen_makes_no_picture() -> None:
    pages = Pages()
    pages.put(red("1"))
    frames = [(0, pages.update())]
    pages.doc.get("meta", type=type(pages.files))["version"] = 1
    frames.append((1_000, pages.update()))
    assert len(stills(frames)) == 1


def test_drawing_only_what_changed_gives_the_same_picture_as_drawing_all() -> None:
    pages = Pages("squared")
    drawing, last = BoardDrawing(SIZE), b""
    for step in range(40):
        pages.put(
            element(
                "freedraw",
                300,
                200,
                300,
                60,
                f"a{step % 7}",
                opacity=80,
                strokeColor="#1971c2",
                points=[[at * 5, 40 * math.sin(at / 5 + step)] for at in range(60)],
                pressures=[],
            ),
            element(
                "text", 350, 150 + step * 3, 200, 30, "b", text=f"Étape {step}", fontSize=24, fontFamily=5, angle=0.1
            ),
        )
        drawing.apply(pages.update())
        last = drawing.picture(step * 1_000) or b""
    anew = BoardDrawing(SIZE)
    anew.apply(pages.doc.get_update())
    anew._page._views = drawing._page._views
    whole = anew.picture(0) or b""
    apart = [abs(one - other) for one, other in zip(last, whole, strict=True)]
    assert max(apart) <= 8


def test_the_page_that_is_worked_on_is_shown() -> None:
    pages = Pages()
    pages.put(red("1"))
    frames = [(0, pages.update())]
    pages.add("second")
    pages.put(element("rectangle", 0, 0, 60, 60, "2", backgroundColor="#0000ff"), page="second")
    frames.append((5_000, pages.update()))
    pages.put(red("3", 30, 30))
    frames.append((10_000, pages.update()))
    middles = [Picture(still.rgba).at(0, 0) for still in stills(frames)]
    assert [is_near(colour, RED) for colour in middles] == [True, False, True]
    assert is_near(middles[1], (0, 0, 255))


def test_a_page_that_is_deleted_gives_way_to_the_first() -> None:
    pages = Pages()
    pages.put(red("1"))
    pages.add("second")
    frames = [(0, pages.update())]
    pages.put(element("rectangle", 0, 0, 60, 60, "2", backgroundColor="#0000ff"), page="second")
    frames.append((5_000, pages.update()))
    del pages.pages["second"]
    frames.append((10_000, pages.update()))
    assert is_near(Picture(stills(frames)[-1].rgba).at(0, 0), RED)


def test_an_undone_stroke_is_gone() -> None:
    pages = Pages()
    pages.put(red("1"), red("2", 200))
    frames = [(0, pages.update())]
    del pages.pages["first"]["elements"]["2"]
    frames.append((5_000, pages.update()))
    before, after = (
        sum(still.rgba[at : at + 3] == b"\xff\0\0" for at in range(0, len(still.rgba), 4)) for still in stills(frames)
    )
    assert after == before / 2


def test_a_picture_that_comes_after_its_element_is_shown_then() -> None:
    from tests.recordings.drawing.test_elements import TWO_COLOURS

    pages = Pages()
    pages.put(element("image", 0, 0, 200, 100, fileId="f"))
    frames = [(0, pages.update())]
    pages.files["f"] = TWO_COLOURS
    frames.append((5_000, pages.update()))
    assert [is_near(Picture(still.rgba).at(-50, 0), RED) for still in stills(frames)] == [False, True]


def test_the_view_is_calm() -> None:
    """A drawing that grows to ten times its size changes the view a few times, and is never out of it."""
    view, moves = View(SIZE), 0
    for step in range(1, 200):
        contents = Box(0, 0, 10 * step, 5 * step)
        moves += view.follow(contents, contents)
        assert view.box.holds(contents)
    assert moves < 10


def test_what_is_too_large_is_seen_where_something_is_done() -> None:
    view = View(SIZE)
    contents, here = Box(0, 0, 100_000, 100_000), Box(70_000, 20_000, 70_100, 20_100)
    view.follow(contents, here)
    assert view.box.holds(here)
    assert not view.follow(contents, here.moved(50, 50)), "a little further on it stays where it is"


def test_an_hour_takes_little_memory_and_time() -> None:
    """Measured elsewhere with all of an hour; here with a tenth."""
    pages = Pages()

    def hour() -> Iterator[Frame]:
        yield 0, pages.update()
        for stroke in range(100):
            for step in range(1, 21):
                points = [[at * 3, (stroke % 9) * math.sin(at)] for at in range(step)]
                pages.put(
                    element(
                        "freedraw",
                        stroke % 10 * 90,
                        stroke // 10 * 50,
                        80,
                        20,
                        f"s{stroke}",
                        points=points,
                        pressures=[],
                    )
                )
                yield stroke * 3_600 + step * 100, pages.update()

    tracemalloc.start()
    started, count = time.process_time(), 0
    for _ in film(hour(), BOARD, SIZE, until_ms=360_000):
        count += 1
    took, (_, most) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 500
    assert most < 60_000_000
    assert took < 120
