import pytest

from tests.recordings.capturing import Capturing
from tests.recordings.conftest import capturing, hubs, lesson, open_class, room
from tests.recordings.export.filming import Filming

__all__ = ["capturing", "hubs", "lesson", "open_class", "room"]


@pytest.fixture
def filming(capturing: Capturing) -> Filming:
    return Filming(capturing)
