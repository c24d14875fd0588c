"""The real relay, started with the file that installations copy, and told only what a test machine has to be told."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chalkroom.kit.certificates import ensure_certificate

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "turnserver.conf"
SECRET = "north-south-east-west"
REALM = "lessons.example"


@dataclass(frozen=True)
class Relay:
    host: str
    port: int
    tls_port: int
    certificate: Path


@contextlib.contextmanager
def coturn(folder: Path, *options: str, host: str = "127.0.0.1", secret: str | None = SECRET) -> Iterator[Relay]:
    """A running coturn. `options` come after those of deploy/turnserver.conf, as on its command line."""
    program = shutil.which("turnserver")
    if program is None:
        assert os.environ.get("CI") != "true", "coturn is missing"
        pytest.skip("coturn is not installed")
    certificate = ensure_certificate(folder, [])
    relay = Relay(host, _free_port(host), _free_port(host), certificate.certificate)
    command = [
        *(program, "-c", str(CONFIGURATION), "--realm", REALM, "--listening-ip", host, "--relay-ip", host),
        *("--listening-port", str(relay.port), "--tls-listening-port", str(relay.tls_port)),
        *("--cert", str(certificate.certificate), "--pkey", str(certificate.key)),
        *("--userdb", str(folder / "turndb"), "--pidfile", str(folder / "turnserver.pid")),
        *(("--static-auth-secret", secret) if secret else ()),
        *options,
    ]
    log = folder / "turnserver.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        try:
            _until_it_listens(relay, process, log)
            yield relay
        finally:
            process.kill()
            process.wait()


def _until_it_listens(relay: Relay, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 30
    for port in (relay.port, relay.tls_port):
        while True:
            with contextlib.suppress(OSError), socket.create_connection((relay.host, port), timeout=1):
                break
            assert process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < deadline, log.read_text(errors="replace")
            time.sleep(0.05)


def _free_port(host: str) -> int:
    """Free for UDP as well as for TCP, since the relay takes both."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as tcp, socket.socket(family, socket.SOCK_DGRAM) as udp:
            tcp.bind((host, 0))
            port = tcp.getsockname()[1]
            with contextlib.suppress(OSError):
                udp.bind((host, port))
                return port
