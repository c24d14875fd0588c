"""Real servers of buckets on this machine: moto speaks S3, Azurite speaks Azure Blob. `make stores` fetches both."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from tests.classroom.documents.servers import a_free_port

STORES = Path(__file__).parents[2] / ".tools/stores"
MOTO = STORES / "moto/bin/moto_server"
AZURITE = STORES / "azurite/node_modules/.bin/azurite-blob"

ACCOUNT = "devstoreaccount1"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""Azurite's own: it is the same everywhere."""
CREDENTIALS = {
    "s3": {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests"},
    "azure": {"AZURE_STORAGE_ACCOUNT_KEY": KEY},
}
OPTIONS = {
    "s3": ["-H", "127.0.0.1", "-p"],
    "azure": ["--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--blobHost", "127.0.0.1", "--blobPort"],
}
STARTS_WITHIN_SECONDS = 60


@dataclass
class Line:
    """The way to a server, which can be cut and mended."""

    target: int
    port: int = field(default_factory=a_free_port)
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set[asyncio.StreamWriter])

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)

    async def cut(self) -> None:
        if self._server:
            self._server.close()
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.target)
        self._open |= {writer, there_writer}
        with contextlib.suppress(OSError):
            await asyncio.gather(_pass_on(reader, there_writer), _pass_on(there_reader, writer))
        self._open -= {writer, there_writer}


@dataclass
class Bucket:
    url: str
    line: Line


@contextlib.asynccontextmanager
async def a_bucket(kind: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bucket]:
    """An empty one, of a server of its own. Skips the test where there is none."""
    program = MOTO if kind == "s3" else AZURITE
    if not program.exists():
        pytest.skip("the servers of buckets are not here: make stores")
    with _served(kind, program) as port:
        line = Line(port)
        await line.mend()
        for name, value in CREDENTIALS[kind].items():
            monkeypatch.setenv(name, value)
        if kind == "s3":
            await asyncio.to_thread(_make, f"http://127.0.0.1:{port}/chalkroom")
            yield Bucket(f"s3://chalkroom/files?region=us-east-1&endpoint=http://127.0.0.1:{line.port}", line)
        else:
            url = f"http://127.0.0.1:{port}/{ACCOUNT}/chalkroom?restype=container"
            await asyncio.to_thread(_make, url, _signed())
            endpoint = f"http://127.0.0.1:{line.port}/{ACCOUNT}"
            yield Bucket(f"az://chalkroom/files?account={ACCOUNT}&endpoint={endpoint}", line)
        await line.cut()


@contextlib.contextmanager
def _served(kind: str, program: Path) -> Iterator[int]:
    port = a_free_port()
    command = [program, *OPTIONS[kind], str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.kill()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"http://127.0.0.1:{port}/")
            return
        time.sleep(0.1)
    raise AssertionError("the server of the bucket did not start")


def _make(url: str, headers: dict[str, str] | None = None) -> None:
    httpx.put(url, headers=headers).raise_for_status()


def _signed() -> dict[str, str]:
    """What makes Azurite make the container. Source: Microsoft, "Authorize with Shared Key"."""
    date = format_datetime(datetime.now(UTC), usegmt=True)
    headers = f"x-ms-date:{date}\nx-ms-version:2021-08-06\n"
    text = "PUT" + "\n" * 12 + headers + f"/{ACCOUNT}/{ACCOUNT}/chalkroom\nrestype:container"
    signature = base64.b64encode(hmac.digest(base64.b64decode(KEY), text.encode(), hashlib.sha256)).decode()
    return {"x-ms-date": date, "x-ms-version": "2021-08-06", "Authorization": f"SharedKey {ACCOUNT}:{signature}"}


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()
