"""The link between the places of a lab: a small program that reads every packet and passes it on late, or not at all.

It runs in a process of its own, so that a busy benchmark does not make the network slower. Run as
`python -m bench.lab.link ADDRESS=DEVICE…` with open TUN devices it reads conditions as lines of JSON from its input.
"""

import asyncio
import contextlib
import json
import os
import random
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Self

#: What waits for longer at a thin line is lost, as at a home router.
QUEUE_SECONDS = 0.3


@dataclass(frozen=True)
class Conditions:
    """What happens to each packet, in each direction."""

    delay_ms: float = 0
    #: Up to so much is added to the delay, at random; packets never overtake each other.
    jitter_ms: float = 0
    #: The share of packets that is lost, 0 to 1, each by its own throw of the dice.
    loss: float = 0
    #: How much leaves an address, in kilobits a second; others may send as much as they like.
    rate_kbits: Mapping[str, int] = field(default_factory=dict[str, int])
    cut: bool = False
    #: Addresses that nothing reaches, and from which nothing comes.
    cut_off: Sequence[str] = ()


class Link:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, devices: dict[str, int]) -> Self:
        """`devices`: the open TUN device of each address."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.lab.link",
            *(f"{address}={device}" for address, device in devices.items()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            pass_fds=tuple(devices.values()),
        )
        return cls(process)

    async def set(self, conditions: Conditions) -> None:
        """Returns once they hold."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asdict(conditions)).encode() + b"\n")
        if not await self._process.stdout.readline():
            raise RuntimeError("The link's program has ended.")

    async def stop(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        await self._process.wait()


class Forwarder:
    def __init__(self, devices: dict[bytes, int]) -> None:
        """`devices` by address in network order."""
        self._devices = devices
        self._conditions = Conditions()
        self._cut_off: frozenset[bytes] = frozenset()
        #: When the last packet on its way from one device to another arrives.
        self._last_arrival: dict[tuple[int, int], float] = {}
        #: When the last packet has left a device whose line is thin.
        self._last_departure: dict[int, float] = {}

    def change(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self._cut_off = frozenset(map(socket.inet_aton, conditions.cut_off))

    def read(self, source: int) -> None:
        with contextlib.suppress(BlockingIOError):
            while True:
                self._pass_on(source, os.read(source, 65_535))

    def _pass_on(self, source: int, packet: bytes) -> None:
        # An IPv4 header says where a packet comes from and where it goes; IPv6 and multicast have nowhere to go.
        origin, goal = packet[12:16], packet[16:20]
        target = self._devices.get(goal) if packet[0] >> 4 == 4 else None
        conditions = self._conditions
        if target is None or conditions.cut or not self._cut_off.isdisjoint((origin, goal)):
            return
        if random.random() < conditions.loss:
            return
        loop = asyncio.get_running_loop()
        departure = self._departure(source, origin, len(packet), loop.time())
        if departure is None:
            return
        wait = (conditions.delay_ms + random.uniform(0, conditions.jitter_ms)) / 1000
        # A microsecond after the one before, because the loop does not keep the order of what is due at the same time.
        arrival = max(departure + wait, self._last_arrival.get((source, target), 0) + 1e-6)
        self._last_arrival[source, target] = arrival
        loop.call_at(arrival, _write, target, packet)

    def _departure(self, source: int, origin: bytes, size: int, now: float) -> float | None:
        """When a packet has gone through a thin line; None: the queue before it is full."""
        rate = self._conditions.rate_kbits.get(socket.inet_ntoa(origin))
        if rate is None:
            return now
        begins = max(now, self._last_departure.get(source, 0))
        if begins - now > QUEUE_SECONDS:
            return None
        self._last_departure[source] = begins + size * 8 / (rate * 1000)
        return self._last_departure[source]


def _write(device: int, packet: bytes) -> None:
    # A full queue loses packets, as anywhere, and a network that is down loses all.
    with contextlib.suppress(OSError):
        os.write(device, packet)


async def main(arguments: list[str]) -> None:
    pairs = (argument.split("=") for argument in arguments)
    devices = {socket.inet_aton(address): int(device) for address, device in pairs}
    forwarder = Forwarder(devices)
    loop = asyncio.get_running_loop()
    for device in devices.values():
        loop.add_reader(device, forwarder.read, device)
    commands = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := await commands.readline():
        forwarder.change(Conditions(**json.loads(line)))
        print("changed", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
