"""A lesson that is being recorded."""

import pytest

from tests.classroom.conftest import Lesson, hubs, lesson, open_class, room
from tests.recordings.capturing import Capturing

__all__ = ["hubs", "lesson", "open_class", "room"]


@pytest.fixture
async def capturing(lesson: Lesson) -> Capturing:
    return await Capturing.begins(lesson)
