"""A lesson that is being recorded."""

import pytest

from tests.classroom.conftest import Lesson, hubs, lesson
from tests.recordings.capturing import Capturing

__all__ = ["hubs", "lesson"]


@pytest.fixture
async def capturing(lesson: Lesson) -> Capturing:
    return await Capturing.begins(lesson)
