"""The lab is where it says it is: real namespaces, a real link, measured by echoes between them."""

import asyncio
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bench.lab.link import Conditions
from bench.lab.places import PREFIX, Place, places

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not Path("/dev/net/tun").exists(), reason="network namespaces need root and /dev/net/tun"
)

ECHO = """
    import socket
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("0.0.0.0", 7))
    print("ready", flush=True)
    while True:
        server.sendto(*server.recvfrom(2048))
"""
#: Sends a numbered packet every millisecond; prints the round trips of those that came back, in ms, as they return.
PINGS = """
    import socket, sys, threading, time
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.connect((sys.argv[1], 7))
    client.settimeout(2)
    def send():
        for number in range(int(sys.argv[2])):
            client.send(b"%d %f" % (number, time.monotonic()))
            time.sleep(0.001)
    threading.Thread(target=send).start()
    try:
        while True:
            number, sent = client.recv(2048).split()
            print(int(number), (time.monotonic() - float(sent)) * 1000)
    except TimeoutError:
        pass
"""


async def echoes(at: Place) -> None:
    process = await at.start(sys.executable, "-c", textwrap.dedent(ECHO), stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    await process.stdout.readline()


async def pings(source: Place, target: Place, count: int) -> list[tuple[int, float]]:
    process = await source.start(
        sys.executable, "-c", textwrap.dedent(PINGS), target.address, str(count), stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    rows = (line.split() for line in output.decode().splitlines())
    return [(int(number), float(time)) for number, time in rows]


async def test_every_two_places_are_as_far_apart_as_asked() -> None:
    async with places(3) as (here, link):
        await link.set(Conditions(delay_ms=25))
        for place in here:
            await echoes(place)
        for source, target in ((0, 1), (1, 2), (2, 0)):
            # A busy machine can only make them slower; twice as far would be 100.
            times = [time for _, time in await pings(here[source], here[target], 100)]
            assert 50 <= min(times) < 100


async def test_packets_get_lost_as_often_as_asked_and_never_overtake() -> None:
    async with places(2) as (here, link):
        await echoes(here[1])
        await link.set(Conditions(delay_ms=5, jitter_ms=10, loss=0.1))
        answers = await pings(here[0], here[1], 1000)
        # Both ways: 0.9² of 1000, give or take five standard deviations.
        assert 740 < len(answers) < 880
        numbers = [number for number, _ in answers]
        assert numbers == sorted(numbers)


async def test_a_cut_lets_nothing_through_until_it_heals() -> None:
    async with places(2) as (here, link):
        await echoes(here[1])
        await link.set(Conditions(cut=True))
        assert await pings(here[0], here[1], 5) == []
        await link.set(Conditions())
        assert len(await pings(here[0], here[1], 5)) == 5


async def test_one_place_can_be_cut_off_from_the_others() -> None:
    async with places(3) as (here, link):
        for place in here[:2]:
            await echoes(place)
        await link.set(Conditions(cut_off=[here[0].address]))
        assert await pings(here[2], here[0], 5) == []
        assert len(await pings(here[2], here[1], 5)) == 5


async def test_a_place_changes_networks() -> None:
    async with places(2) as (here, _):
        await echoes(here[1])
        before = here[0].address
        here[0].change_network()
        assert here[0].address != before
        assert len(await pings(here[0], here[1], 5)) == 5
        await echoes(here[0])
        assert len(await pings(here[1], here[0], 5)) == 5


async def test_nothing_is_left_behind_even_by_a_lab_that_was_killed() -> None:
    gone = await asyncio.create_subprocess_exec("true")
    await gone.wait()
    await (await asyncio.create_subprocess_exec("ip", "netns", "add", f"{PREFIX}-{gone.pid}-0")).wait()
    async with places(1) as (here, _):
        names = _namespaces()
        assert here[0].namespace in names
        assert f"{PREFIX}-{gone.pid}-0" not in names
        sleeper = await here[0].start("sleep", "60")
    assert sleeper.returncode is not None
    assert here[0].namespace not in _namespaces()


def _namespaces() -> str:
    return subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=True).stdout
