"""Two LiveKits that know of each other through Redis: one dies, and the lesson goes on on the other."""

import asyncio
import contextlib
from pathlib import Path

from livekit.rtc import ConnectError

from chalkroom.classroom.hub import Hub
from chalkroom.kit.runtime import Runtime
from tests.classroom.clients import PATIENCE
from tests.classroom.conftest import Inside
from tests.classroom.sfu import cluster
from tests.classroom.sfu.conftest import Group, a_group, free_port
from tests.classroom.sfu.livekit import Server, livekit, needed
from tests.classroom.sfu.publisher import publisher


async def test_a_lesson_outlives_the_machine_that_carries_it(runtime: Runtime, hubs: list[Hub], tmp_path: Path) -> None:
    needed()
    port = free_port()
    machines: list[int] = []
    with cluster.redis(tmp_path, free_port()) as redis, contextlib.ExitStack() as running:

        def another_machine() -> Server:
            server = running.enter_context(livekit(tmp_path, f"http://127.0.0.1:{port}", redis=redis.address))
            machines.append(server.port)
            return server

        first = another_machine()
        async with cluster.balancer(machines) as url, a_group(runtime, hubs, url, port) as group:
            teacher, ada, *_ = await group.on_sfu(7)
            async with publisher(*await group.way_in(ada)) as ada_sends:
                await ada_sends.send_sound()
                another_machine()
                first.kill()
            await comes_back_and_is_heard(group, ada)
            assert group.hub.livekit.state == "alive"
            assert not teacher.page.has_heard("carrier-away")


async def test_when_redis_dies_a_small_room_goes_on_in_a_mesh(
    runtime: Runtime, hubs: list[Hub], tmp_path: Path
) -> None:
    needed()
    port = free_port()
    with (
        cluster.redis(tmp_path, free_port()) as redis,
        livekit(tmp_path, f"http://127.0.0.1:{port}", redis=redis.address) as server,
    ):
        async with a_group(runtime, hubs, server.url, port) as group:
            people = await group.on_sfu(5)
            redis.kill()
            for person in people:
                assert (await person.page.hears("carrier"))["kind"] == "mesh"


async def comes_back_and_is_heard(group: Group, who: Inside) -> None:
    """As a page does: says that it lost LiveKit, and tries the way in that it is given, until it is in.

    It gave up its old connection, which would else come back by itself, and LiveKit throws out the older of two.
    """
    async with asyncio.timeout(3 * PATIENCE):
        while True:
            await who.page.do("carrier-failed", {"number": 1})
            told = await who.page.hears("carrier")
            assert (told["kind"], told["number"]) == ("sfu", 1)
            try:
                async with publisher(told["livekit"]["url"], told["livekit"]["token"]) as again:
                    await again.send_sound()
                    await group.livekit_has(lambda there: len(there[who.id].tracks) == 1, "the sound")
                    return
            except ConnectError:
                await asyncio.sleep(2)
