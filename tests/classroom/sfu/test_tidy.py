"""No web hook arrives, and some jobs are lost: LiveKit's rooms become right all the same."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from chalkroom.classroom.hub import Hub
from chalkroom.classroom.sfu import tokens
from chalkroom.classroom.sfu.tasks import tidy
from chalkroom.kit.jobs import defer
from chalkroom.kit.runtime import Runtime
from tests.classroom.sfu.conftest import Group, a_group, free_port
from tests.classroom.sfu.livekit import livekit, needed
from tests.classroom.sfu.publisher import publisher


@pytest.fixture
async def deaf_group(runtime: Runtime, hubs: list[Hub], tmp_path: Path) -> AsyncIterator[Group]:
    """Its LiveKit tells somebody else what happens."""
    needed()
    with livekit(tmp_path, "http://127.0.0.1:9") as server:
        async with a_group(runtime, hubs, server.url, free_port()) as group:
            group.server = server
            yield group


async def test_a_minute_later_everything_is_right(deaf_group: Group) -> None:
    teacher, ada, *_ = await deaf_group.on_sfu()
    way_in = await deaf_group.way_in(ada)
    await teacher.page.do("remove", ada.about)
    stranger = tokens.entrance(
        deaf_group.runtime.settings,
        uuid4(),
        participant_id="somebody",
        name="Somebody",
        connection_id="c",
        rights=frozenset(),
    )
    async with publisher(*way_in) as removed, publisher(way_in[0], stranger) as of_another_system:
        await removed.send_sound()
        async with deaf_group.runtime.database.transaction() as db:
            await defer(db, tidy, timestamp=0)
        await removed.is_thrown_out()
        assert not of_another_system.gone.is_set()

    await teacher.page.do("end-session")
    async with publisher(*way_in) as comes_too_late:
        async with deaf_group.runtime.database.transaction() as db:
            await defer(db, tidy, timestamp=0)
        await comes_too_late.is_thrown_out()
