import pytest

from tests.recordings.capturing import Capturing
from tests.recordings.conftest import capturing, hubs, lesson, open_class, room
from tests.recordings.posters.posing import Posing

__all__ = ["capturing", "hubs", "lesson", "open_class", "room"]


@pytest.fixture
def posing(capturing: Capturing) -> Posing:
    return Posing(capturing)
