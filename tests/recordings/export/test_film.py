"""What can be seen and heard in an exported film."""

from tests.recordings.export.filming import BLUE, RED, Film, Filming, colour, hum, is_near, picture


async def test_the_sound_of_all_is_one_file_in_time(filming: Filming) -> None:
    teacher, student = filming.capturing.teacher, filming.capturing.student
    await filming.capture(teacher, "microphone", hum((440.0, 880.0), 4))
    await filming.capture(student, "microphone", hum((1500.0,), 2), at=1)
    await filming.end(after=5)
    film = Film(await filming.made("audio"))
    assert film.codecs == ["aac"]
    assert film.boxes.index("moov") < film.boxes.index("mdat")
    offset = (await _starts(filming)) / 1000
    assert abs(film.seconds - (5 + offset)) < 0.1
    for start, tones in ((0.5, {440.0}), (1.3, {440.0, 1500.0}), (2.4, {880.0, 1500.0}), (3.5, {880.0}), (4.4, set())):
        heard = {tone for tone in (440.0, 880.0, 1500.0) if film.loudness(tone, start + offset) > 0.1}
        assert heard == tones, start


async def _starts(filming: Filming) -> int:
    """Where on the timeline the first track begins, in milliseconds."""
    recording = await filming.recording()
    replay = await filming.http.get(f"/api/recordings/{recording['id']}", headers=filming.teacher.headers)
    return min(track["starts_ms"] for track in replay.json()["tracks"])
