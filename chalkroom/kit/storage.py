"""Where files are kept: a folder, or a bucket (S3, Azure Blob, GCS). The database says what they are and whose.

A key is made by us, never by a person: letters, digits, dashes and slashes.

    async with contextlib.aclosing(pieces):
        await storage.put("chat/3f2a…", pieces)          all of it or nothing, and on the disk when this returns
    pieces = await storage.read("chat/3f2a…", start=10)  opened now: what is missing is known before an answer begins
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import uuid4

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from chalkroom.kit.problems import NotFound, Problem

if TYPE_CHECKING:
    from obstore import GetResult

log = structlog.get_logger()

PART = 5 * 1024 * 1024  # bytes; the smallest part of a multipart upload that S3 takes
PARTS_AT_ONCE = 2  # of one upload: so much memory does it hold
PIECE = 256 * 1024  # bytes read at a time

# What may stand behind the ? of a storage URL, and what obstore calls it.
PARAMETERS: dict[str, dict[str, str]] = {
    "s3": {"region": "region", "endpoint": "endpoint"},
    "az": {"account": "account_name", "endpoint": "endpoint"},
    "gs": {},
}
# A person waits: a store that does not answer is said to be away before they give up.
RETRY: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=15)}
# None for a whole transfer: a slow reader may take its time.
PATIENCE: dict[str, Any] = {"connect_timeout": "5s", "read_timeout": "20s", "timeout": "1h"}
FULL = ("os error 28", "os error 122")  # ENOSPC, EDQUOT


class StorageAway(Problem):
    status = 503
    code = "storage_away"
    en = "Files cannot be kept or fetched at the moment. Nothing was lost; please try again in a little while."
    fr = "Les fichiers sont momentanément inaccessibles. Rien n’est perdu ; réessayez dans un instant."
    headers = {"Retry-After": "10"}


class StorageFull(Problem):
    status = 507
    code = "storage_full"
    en = "There is no space left for files on this server. Please tell whoever runs it; messages still arrive."
    fr = "Ce serveur n’a plus de place pour les fichiers. Prévenez son responsable ; les messages passent toujours."


class NotStored(NotFound):
    """There is nothing under this key."""


@dataclass(frozen=True)
class Stored:
    key: str
    size: int
    """Bytes."""
    modified: datetime


class Storage:
    def __init__(self, url: str | None, *, folder: Path) -> None:
        """`url` as CHALKROOM_STORAGE_URL has it, checked; None: `folder`."""
        self._url, self._default_folder = url, folder
        self._opened: ObjectStore | None = None

    @property
    def folder(self) -> Path | None:
        """Where files are, if in a folder of this machine."""
        if self._url is None:
            return self._default_folder
        parts = urlsplit(self._url)
        return Path(unquote(parts.path)) if parts.scheme == "file" else None

    @property
    def place(self) -> str:
        """Where files are, in words for whoever runs this. Without the parameters."""
        return str(self.folder) if self.folder else str(self._url).partition("?")[0]

    async def put(self, key: str, pieces: AsyncIterable[bytes]) -> None:
        """Keep what `pieces` give. What they raise comes out again, and then nothing is kept."""
        with _naming_errors():
            await obstore.put_async(self._store, key, pieces, chunk_size=PART, max_concurrency=PARTS_AT_ONCE)
        if self.folder:
            await asyncio.to_thread(_to_disk, self.folder / key)

    async def read(self, key: str, *, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` up to and without `end`, which is behind `start`. Raises NotStored."""
        wanted: Any = {"offset": start} if end is None else (start, end)
        with _naming_errors():
            found = await obstore.get_async(self._store, key, options={"range": wanted})
        return _pieces(found)

    async def size(self, key: str) -> int:
        """In bytes. Raises NotStored."""
        with _naming_errors():
            return (await obstore.head_async(self._store, key))["size"]

    async def exists(self, key: str) -> bool:
        try:
            await self.size(key)
        except NotStored:
            return False
        return True

    async def delete(self, *keys: str) -> None:
        """What is not there is as good as deleted."""
        for key in keys:
            with contextlib.suppress(NotStored), _naming_errors():
                await obstore.delete_async(self._store, key)
            if self.folder:
                await asyncio.to_thread(_remove_unfinished, self.folder / key)

    async def list(self, prefix: str) -> AsyncIterator[Stored]:
        """Everything below a prefix, which ends where a part of the keys ends."""
        with _naming_errors():
            async for batch in obstore.list(self._store, prefix):
                for found in batch:
                    yield Stored(found["path"], found["size"], found["last_modified"])

    async def try_out(self) -> None:
        """Write, read and delete something. Raises what keeps it from working."""
        key, written = f"trial/{uuid4()}", os.urandom(1024)

        async def pieces() -> AsyncIterator[bytes]:
            yield written

        await self.put(key, pieces())
        read = b"".join([piece async for piece in await self.read(key)])
        await self.delete(key)
        if read != written or await self.exists(key):
            raise StorageAway

    @property
    def _store(self) -> ObjectStore:
        """Opened when first needed, so that nothing is made on a disk by a mere import."""
        if self._opened is None:
            self._opened = _open_folder(self.folder) if self.folder else _open_bucket(str(self._url))
        return self._opened


def check_url(url: str) -> str:
    """A storage URL as it was given. Raises ValueError for one that cannot be meant."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        if parts.netloc or not parts.path.startswith("/"):
            raise ValueError("a file:// storage URL needs an absolute path: file:///srv/chalkroom/files")
        return url
    known = PARAMETERS.get(parts.scheme)
    if known is None or not parts.netloc:
        raise ValueError(
            "storage URLs are file:///folder, s3://bucket/prefix, az://container/prefix or gs://bucket/prefix"
        )
    unknown = {name for name, _ in parse_qsl(parts.query)} - known.keys()
    if unknown:
        raise ValueError(f"unknown in a storage URL of this kind: {', '.join(sorted(unknown))}")
    if "@" in parts.netloc:
        raise ValueError("a storage URL holds no credentials: they are read from the provider's environment variables")
    return url


async def _pieces(found: "GetResult") -> AsyncIterator[bytes]:
    with _naming_errors():
        async for piece in found.stream(min_chunk_size=PIECE):
            yield bytes(piece)


def _open_folder(folder: Path) -> ObjectStore:
    folder = folder.absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        log.error("storage", error=str(error))
        raise StorageAway from error
    return LocalStore(folder)


def _open_bucket(url: str) -> ObjectStore:
    parts = urlsplit(url)
    names = PARAMETERS[parts.scheme]
    options = {names[name]: value for name, value in parse_qsl(parts.query)}
    client = PATIENCE | {"allow_http": options.get("endpoint", "").startswith("http://")}
    bare = url.partition("?")[0]
    return from_url(bare, config=options, client_options=client, retry_config=RETRY)  # pyright: ignore


@contextlib.contextmanager
def _naming_errors() -> Iterator[None]:
    """What a store reports, as what a person can be told. The whole story goes into the server's own log."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotStored from error
    except (BaseError, OSError) as error:
        log.error("storage", error=str(error).partition("\n")[0])
        raise (StorageFull if _is_full(error) else StorageAway) from error


def _is_full(error: Exception) -> bool:
    return any(sign in str(error) for sign in FULL)


def _to_disk(file: Path) -> None:
    """A file that was renamed into place is whole; only now does it survive a power cut as well."""
    for path, flags in ((file, os.O_RDONLY), (file.parent, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))):
        with contextlib.suppress(PermissionError):  # Windows opens no folders
            opened = os.open(path, flags)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)


def _remove_unfinished(file: Path) -> None:
    """What a killed process left of an upload to this key: obstore writes `key#1`, then renames."""
    for left in file.parent.glob(f"{file.name}#*"):
        left.unlink(missing_ok=True)
