"""The real LiveKit, started with the files that installations copy, and told what a test machine has to be told."""

import contextlib
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = ROOT / ".tools" / "livekit-server"
ONE_MACHINE = ROOT / "deploy" / "livekit.yaml"
CLUSTER = ROOT / "deploy" / "livekit-cluster.yaml"
KEY = "chalkroom"
SECRET = "a-secret-of-livekit-for-tests-0123456789"


@dataclass
class Server:
    """One LiveKit, which may be killed and started again at the same place."""

    configuration: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def command(self) -> list[str]:
        return [str(PROGRAM), "--config", str(self.configuration)]

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )
        deadline = time.monotonic() + 30
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text(errors="replace")
            assert time.monotonic() < deadline, self.log.read_text(errors="replace")
            time.sleep(0.05)

    def kill(self) -> None:
        """As a machine that loses its power."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=1):
            return True
        return False


def needed() -> None:
    """Skips the test where there is no LiveKit; `make sfu` builds it."""
    if not PROGRAM.exists():
        assert os.environ.get("CI") != "true", "LiveKit is missing"
        pytest.skip("LiveKit is not built: make sfu")


@contextlib.contextmanager
def livekit(folder: Path, chalkroom: str, *, redis: str | None = None) -> Iterator[Server]:
    """A running LiveKit that tells `chalkroom`, an address, what happens. `redis`: its address, for one of several."""
    server = configured(folder, chalkroom, redis=redis)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def configured(folder: Path, chalkroom: str, *, address: str = "127.0.0.1", redis: str | None = None) -> Server:
    """One that is yet to be started. `address`: where it listens, and people send sound and pictures to."""
    port, tcp_port, udp_port = (_free_port() for _ in range(3))
    told = {
        "port: 7880": f"port: {port}",
        "tcp_port: 7881": f"tcp_port: {tcp_port}",
        "udp_port: 7882": f"udp_port: {udp_port}",
        "node_ip: 192.0.2.10": f"node_ip: {address}\n  enable_loopback_candidate: true",
        "stun_servers:\n    - turn.example.org:3478": "stun_servers: []",
        "replace-this-secret-by-one-of-your-own": SECRET,
        "https://lessons.example.org": chalkroom,
    }
    if redis:
        told["redis.example.org:6379"] = redis
    else:
        told["  - 127.0.0.1"] = f"  - {address}"
    text = (CLUSTER if redis else ONE_MACHINE).read_text()
    for installation, here in told.items():
        assert text.count(installation) == 1, installation
        text = text.replace(installation, here)
    configuration = folder / f"livekit-{port}.yaml"
    configuration.write_text(text)
    return Server(configuration, port, folder / f"livekit-{port}.log")


def _free_port() -> int:
    """Free for UDP as well as for TCP."""
    while True:
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind(("127.0.0.1", 0))
            port = tcp.getsockname()[1]
            with contextlib.suppress(OSError):
                udp.bind(("127.0.0.1", port))
                return port
