"""Places: Linux network namespaces, each with one address, joined by a link that can delay, lose or cut.

A lab lives in its process: names carry its process id, leaving the `with` block removes everything, and whatever a
killed lab left behind is removed by the next one.
"""

import asyncio
import contextlib
import fcntl
import os
import re
import shutil
import signal
import struct
import subprocess
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.lab.link import Link

PREFIX = "chalklab"
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000


class LabError(Exception):
    """The lab cannot be built here. The message says what to do."""


@dataclass
class Place:
    """A namespace with one address at a time. Programs started here see nothing of the machine's other networks."""

    namespace: str
    address: str
    #: The network that is down.
    _other_address: str
    _processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    def command(self, *arguments: str | Path | int) -> list[str]:
        return ["ip", "netns", "exec", self.namespace, *map(str, arguments)]

    async def start(self, *arguments: str | Path | int, **options: object) -> asyncio.subprocess.Process:
        """Starts a program here, in a process group of its own; it ends with the lab."""
        process = await asyncio.create_subprocess_exec(
            *self.command(*arguments),
            start_new_session=True,
            **options,  # type: ignore[arg-type]
        )
        self._processes.append(process)
        return process

    def change_network(self) -> None:
        """As from Wi-Fi to mobile: the address is gone with its network, and another one is there."""
        _ip("-n", self.namespace, "address", "flush", "dev", _device(self.address))
        _ip("-n", self.namespace, "link", "set", _device(self.address), "down")
        self.address, self._other_address = self._other_address, self.address
        _bring_up(self.namespace, self.address)

    async def stop_everything(self) -> None:
        for how in (signal.SIGTERM, signal.SIGKILL):
            running = [process for process in self._processes if process.returncode is None]
            for process in running:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, how)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.gather(*(process.wait() for process in running)), timeout=5)
        self._processes.clear()


class Here:
    """This machine itself, for benchmarks without a network."""

    async def start(self, *arguments: str | Path | int, **options: object) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(*map(str, arguments), start_new_session=True, **options)  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def places(count: int) -> AsyncIterator[tuple[list[Place], Link]]:
    """`count` places, every two of them joined through the same link; its conditions hold for each direction alike.

    With one place everything in it meets over its loopback interface, and the link carries nothing.
    """
    _check_tools()
    _remove_leftovers()
    made: list[Place] = []
    devices: dict[str, int] = {}
    link: Link | None = None
    try:
        for number in range(count):
            namespace = f"{PREFIX}-{os.getpid()}-{number}"
            address, other_address = f"10.77.0.{number + 1}", f"10.77.1.{number + 1}"
            _ip("netns", "add", namespace)
            made.append(Place(namespace, address, other_address))
            for each in (address, other_address):
                devices[each] = _make_device(namespace, each)
            _ip("-n", namespace, "link", "set", "lo", "up")
            _bring_up(namespace, address)
        link = await Link.start(devices)
        yield made, link
    finally:
        for place in made:
            await place.stop_everything()
        if link is not None:
            await link.stop()
        for device in devices.values():
            os.close(device)
        for place in made:
            _ip("netns", "delete", place.namespace)


def _make_device(namespace: str, address: str) -> int:
    handle = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    # In the machine's own namespace for a moment, beside those of other labs.
    passing_name = f"cl{os.getpid()}n{address.split('.')[-1]}"
    # Without packet information: what is read and written are bare IP packets.
    fcntl.ioctl(handle, TUNSETIFF, struct.pack("16sH22x", passing_name.encode(), IFF_TUN | IFF_NO_PI))
    _ip("link", "set", passing_name, "netns", namespace, "name", _device(address))
    return handle


def _bring_up(namespace: str, address: str) -> None:
    _ip("-n", namespace, "address", "replace", f"{address}/16", "dev", _device(address))
    _ip("-n", namespace, "link", "set", _device(address), "up")


def _device(address: str) -> str:
    return "net" + address.split(".")[2]


def _check_tools() -> None:
    if os.geteuid() != 0:
        raise LabError("The lab makes network namespaces and therefore has to run as root.")
    if shutil.which("ip") is None:
        raise LabError("The lab needs the program “ip”. Install it: apt-get install iproute2")
    if not Path("/dev/net/tun").exists():
        raise LabError("The lab needs /dev/net/tun, which this machine does not offer.")


def _remove_leftovers() -> None:
    """Removes the namespaces of labs whose process is gone, and the programs in them; a lab that is running stays."""
    for line in _ip("netns", "list").splitlines():
        owner = re.match(rf"({PREFIX}-(\d+)-\d+)\b", line)
        if owner and not Path(f"/proc/{owner[2]}").exists():
            for process in _ip("netns", "pids", owner[1]).split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(process), signal.SIGKILL)
            _ip("netns", "delete", owner[1])


def _ip(*arguments: str) -> str:
    command: Sequence[str] = ("ip", *arguments)
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise LabError(f"“{' '.join(command)}” failed: {result.stderr.strip()}")
    return result.stdout
