"""What can be seen and heard in an exported film. Its first picture is what was captured at `filming.begins`."""

from datetime import datetime, timedelta

import pytest

from chalkroom.kit import clock
from chalkroom.recordings.captions import vtt
from chalkroom.recordings.export import working
from tests.classroom.conftest import Lesson
from tests.recordings.capturing import Capturing
from tests.recordings.export.filming import (
    BLUE,
    GREEN,
    GROUND,
    RAISED,
    RED,
    Film,
    Filming,
    colour,
    is_near,
)

KNOWN = {"red": RED, "green": GREEN, "blue": BLUE, "initials": RAISED, "card": GROUND}
LEFT, RIGHT, MIDDLE = (0.25, 0.5), (0.75, 0.5), (0.5, 0.5)


async def test_the_sound_of_all_is_one_file_in_time(filming: Filming) -> None:
    teacher, student = filming.capturing.teacher, filming.capturing.student
    await filming.hums(teacher, (440.0, 880.0), 4)
    await filming.hums(student, (1500.0,), 2, at=1)
    await filming.end(after=5)
    film = Film(await filming.made("audio"))
    assert film.codecs == ["aac"]
    assert film.boxes.index("moov") < film.boxes.index("mdat")
    begins = await filming.begins_at()
    assert film.seconds == pytest.approx(5 + begins, abs=0.1)
    for at, tones in ((0.5, {440.0}), (1.3, {440.0, 1500.0}), (2.4, {880.0, 1500.0}), (3.5, {880.0}), (4.4, set())):
        heard = {tone for tone in (440.0, 880.0, 1500.0) if film.loudness(tone, begins + at) > 0.1}
        assert heard == tones, at


async def test_a_grid_has_everybody_who_is_there_in_tiles_of_one_size(filming: Filming) -> None:
    """Two people, of whom one has no picture at first, and one leaves."""
    teacher, student = filming.capturing.teacher, filming.capturing.student
    await filming.shows(teacher, (RED, GREEN), 6)
    await filming.hums(student, (440.0,), 3)
    await filming.shows(student, (BLUE,), 2, at=1)
    clock.travel_to(filming.begins + timedelta(seconds=4))
    await student.page.do("leave-session")
    await filming.end(after=6)
    film = Film(await filming.made("video", layout="grid"))
    begins = await filming.begins_at()
    assert film.size == (1280, 720)
    assert film.codecs == ["h264", "aac"]
    assert film.boxes.index("moov") < film.boxes.index("mdat")
    assert film.seconds == pytest.approx(6 + begins, abs=0.1)
    first, both, again, alone = film.frames(*(begins + at for at in (0.6, 2.0, 3.6, 5.0)))
    assert is_near(colour(first, *LEFT), RED)
    assert is_near(colour(first, 0.52, 0.3), RAISED)  # a calm tile, with initials
    assert is_near(colour(both, *LEFT), RED)
    assert is_near(colour(both, *RIGHT), BLUE)
    assert is_near(colour(both, 0.25, 0.1), GROUND)
    assert is_near(colour(again, *LEFT), GREEN)
    assert is_near(colour(again, 0.52, 0.3), RAISED)
    for place in (LEFT, MIDDLE, RIGHT):
        assert is_near(colour(alone, *place), GREEN), place


async def test_who_speaks_is_large_and_the_others_beside_them_also_at_once(filming: Filming) -> None:
    teacher, student = filming.capturing.teacher, filming.capturing.student
    await filming.shows(teacher, (RED,), 9)
    await filming.shows(student, (BLUE,), 9)
    await filming.hums(teacher, (440.0, 0.0), 8)
    await filming.hums(student, (0.0, 880.0), 8)
    await filming.end(after=9, at_rest=False)
    assert (await filming.ask("video", layout="speaker", height=1080)).status_code == 202
    await working.work_off(filming.capturing.lesson.runtime)
    film = Film(await filming.made("video", layout="speaker", height=1080))
    begins = await filming.begins_at()
    assert film.size == (1920, 1080)
    first, second = film.frames(begins + 2, begins + 7.5)
    assert is_near(colour(first, 0.4, 0.5), RED)
    assert is_near(colour(second, 0.4, 0.5), BLUE)
    # Of two people nobody is small: the one who listens has a fifth of the width, and who speaks nearly all the rest.
    for x, y in ((0.83, 0.42), (0.98, 0.54)):
        assert is_near(colour(first, x, y), BLUE)
        assert is_near(colour(second, x, y), RED)
    for x, y in ((0.01, 0.12), (0.78, 0.85)):
        assert is_near(colour(first, x, y), RED)


async def test_what_is_on_the_stage_is_large_in_a_presentation(filming: Filming) -> None:
    teacher, student = filming.capturing.teacher, filming.capturing.student
    await filming.shows(teacher, (RED,), 8)
    await filming.hums(student, (440.0,), 8)
    await filming.shows(student, (GREEN,), 2, (400, 400), kind="screen", at=2)
    clock.travel_to(filming.begins + timedelta(seconds=5))
    await teacher.page.do("set-stage", {"stage": "board", "follow": True})
    await filming.end(after=8)
    film = Film(await filming.made("video"))
    begins = await filming.begins_at()
    speaker, screen, board = film.frames(*(begins + at for at in (1, 3, 6)))
    assert is_near(colour(screen, 0.5, 0.4), GREEN)
    assert is_near(colour(screen, 0.1, 0.4), GROUND)  # a square is shown whole
    assert is_near(colour(screen, 0.9, 0.37), RED)
    assert not is_near(colour(speaker, 0.5, 0.4), GREEN)
    for y in (0.01, 0.4, 0.98):
        assert is_near(colour(board, 0.3, y), (255, 255, 255))  # from top to bottom
    assert is_near(colour(board, 0.9, 0.37), RED)


async def test_a_pause_is_a_short_card_and_what_follows_is_in_time(filming: Filming) -> None:
    teacher = filming.capturing.teacher
    await filming.shows(teacher, (RED,), 2)
    await filming.hums(teacher, (440.0,), 2)
    clock.travel_to(filming.begins + timedelta(seconds=2))
    await teacher.page.do("pause-recording")
    clock.travel_to(filming.begins + timedelta(minutes=5))
    await teacher.page.do("resume-recording")
    await filming.shows(teacher, (BLUE,), 2, at=300)
    await filming.hums(teacher, (880.0,), 2, at=300)
    await filming.end(after=302)
    film = Film(await filming.made("video", layout="grid"))
    begins = await filming.begins_at()
    assert film.seconds == pytest.approx(begins + 2 + 2 + 2, abs=0.3)
    before, card, after = film.frames(*(begins + at for at in (1, 3, 5)))
    assert is_near(colour(before, *MIDDLE), RED)
    assert is_near(colour(card, 0.5, 0.2), GROUND)
    assert is_near(colour(after, *MIDDLE), BLUE)
    assert [film.loudness(440, begins + at) > 0.1 for at in (1, 3, 5)] == [True, False, False]
    assert [film.loudness(880, begins + at) > 0.1 for at in (1, 3, 5)] == [False, False, True]


async def test_a_camera_that_comes_back_a_moment_later_is_seen_at_once(filming: Filming) -> None:
    """After the recording starts, after a pause, and where one camera follows another. Who switches it off has none."""
    teacher = filming.capturing.teacher
    filming.begins = datetime.fromisoformat((await filming.recording())["started_at"])
    await filming.hums(teacher, (440.0,), 6)
    await filming.shows(teacher, (RED,), 2, at=0.4)
    await filming.shows(teacher, (GREEN,), 1, at=2.7)
    clock.travel_to(filming.begins + timedelta(seconds=6))
    await teacher.page.do("pause-recording")
    clock.travel_to(filming.begins + timedelta(minutes=5))
    await teacher.page.do("resume-recording")
    await filming.shows(teacher, (BLUE,), 2, at=300.5)
    await filming.end(after=303)
    film = Film(await filming.made("video", layout="grid"))

    def seen(start: float, end: float) -> list[str]:
        """What is seen one after the other, in each picture between these seconds."""
        count = round((end - start) * 25)
        shown: list[str] = []
        for frame in film.frames(*(start + number / 25 for number in range(count))):
            place = colour(frame, 0.1, 0.5)
            name = min(KNOWN, key=lambda name: sum(abs(a - b) for a, b in zip(KNOWN[name], place, strict=True)))
            if shown[-1:] != [name]:
                shown.append(name)
        return shown

    assert seen(0, 5) == ["red", "green", "initials"]
    assert seen(5.9, 10.3) == ["initials", "card", "blue"]


async def test_who_declined_is_never_in_it(lesson: Lesson) -> None:
    filming = Filming(await Capturing.begins(lesson, student_agrees=False))
    await filming.shows(filming.capturing.teacher, (RED,), 2)
    await filming.end(after=2)
    film = Film(await filming.made("video", layout="grid"))
    (frame,) = film.frames(await filming.begins_at() + 1)
    for place in (LEFT, MIDDLE, RIGHT):
        assert is_near(colour(frame, *place), RED)


async def test_chapters_are_where_the_film_has_them(filming: Filming) -> None:
    teacher, student = filming.capturing.teacher, filming.capturing.student
    await filming.hums(teacher, (440.0,), 3)
    clock.travel_to(filming.begins + timedelta(seconds=10))
    await student.page.do("raise-hand", {"raised": True})
    clock.travel_to(filming.begins + timedelta(seconds=20))
    await teacher.page.do("pause-recording")
    clock.travel_to(filming.begins + timedelta(seconds=100))
    await teacher.page.do("resume-recording")
    clock.travel_to(filming.begins + timedelta(seconds=110))
    await teacher.page.do("set-stage", {"stage": "board", "follow": True})
    await filming.end(after=200)
    found = vtt.read((await filming.made("chapters")).decode())
    begins = await filming.begins_at()
    assert [cue.text for cue in found] == ["Beginning", "Émile Zola raises a hand", "The board"]
    # 80 seconds of pause became a card of two.
    expected = [(0, begins + 10), (begins + 10, begins + 32), (begins + 32, begins + 122)]
    edges = [(cue.from_ms / 1000, cue.to_ms / 1000) for cue in found]
    assert edges == [pytest.approx(pair, abs=0.5) for pair in expected]


async def test_captions_are_where_the_film_has_them(filming: Filming) -> None:
    teacher = filming.capturing.teacher
    await filming.hums(teacher, (440.0,), 3)
    clock.travel_to(filming.begins + timedelta(seconds=20))
    await teacher.page.do("pause-recording")
    clock.travel_to(filming.begins + timedelta(seconds=100))
    await teacher.page.do("resume-recording")
    await filming.end(after=200)
    assert (await filming.ask("captions")).status_code == 202
    await filming.works_off()
    (none,) = await filming.exports()
    assert (none["state"], none["reason"]) == ("failed", "nothing_recorded")
    for word in ("first", "last"):
        content = f"WEBVTT\n\n00:05.000 --> 00:06.000\none\n\n01:50.000 --> 01:51.000\n{word}\n"
        put = await filming.http.put(
            (await filming.path()).replace("exports", "captions"),
            params={"language": "en"},
            content=content,
            headers=filming.teacher.headers | {"Content-Type": "text/vtt"},
        )
        assert put.status_code < 300, put.text
        one, other = vtt.read((await filming.made("captions")).decode())
        assert (one.from_ms, one.to_ms, one.text) == (5000, 6000, "one")
        assert other.from_ms == pytest.approx(32_000, abs=500)
        assert other.text == word
