"""A school with a code engine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import HttpUrl

from chalkroom.settings import Settings
from tests.classroom.documents.servers import a_free_port
from tests.fakes.piston import FakePiston, a_piston


@pytest.fixture
async def piston() -> AsyncIterator[FakePiston]:
    async with a_piston(a_free_port()) as piston:
        yield piston


@pytest.fixture
def settings(settings: Settings, piston: FakePiston, tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path, secret=settings.secret, worker_inside=False, database_pool=3, piston_url=HttpUrl(piston.url)
    )
