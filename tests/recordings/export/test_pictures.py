"""What a track shows at moments that lie far apart."""

from uuid import uuid4

from chalkroom.recordings.export.film.media import TrackFile
from chalkroom.recordings.export.film.pictures import FAR_MS, Moving
from chalkroom.recordings.models import TrackKind
from tests.recordings.export.filming import BLUE, GREEN, RED, Files, colour, is_near, picture
from tests.recordings.replays import a_track

SECONDS = 60


def test_it_is_sought_as_often_as_somebody_looks_far_ahead() -> None:
    file = picture((RED, GREEN, BLUE), SECONDS)
    moving = Moving(
        TrackFile(Files([file]), 0, len(file)),
        a_track(participant_id=uuid4(), kind=TrackKind.CAMERA, duration_ms=SECONDS * 1000),
    )
    third = SECONDS * 1000 // 3
    assert third > FAR_MS
    for number, wanted in enumerate((RED, GREEN, BLUE)):
        for at_ms in (number * third + 1_000, (number + 1) * third - 1_000):
            frame = moving.at(at_ms)
            assert frame
            assert is_near(colour(frame, 0.5, 0.5), wanted), at_ms
