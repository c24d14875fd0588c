"""A ZIP file, written from the beginning to the end, with what each file in it hashes to. Nothing large in memory."""

import asyncio
import hashlib
import zipfile
from collections.abc import AsyncIterable
from datetime import datetime
from pathlib import Path
from types import TracebackType

SUMS = "SHA256SUMS"
"""As `sha256sum --check` reads them."""
PIECE = 1024 * 1024


class Archive:
    """Names are paths with slashes, made by us."""

    def __init__(self, target: Path, at: datetime) -> None:
        """`at`: when all of it was made."""
        self._zip = zipfile.ZipFile(target, "w", allowZip64=True)
        self._at = at.timetuple()[:6]
        self._sums: list[str] = []
        self._names: set[str] = set()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._zip.writestr(self._described(SUMS, packed=True), "".join(self._sums))
        self._zip.close()

    async def stream(self, name: str, pieces: AsyncIterable[bytes], *, packed: bool = False) -> None:
        """`packed`: made smaller; sound and pictures cannot be."""
        digest = hashlib.sha256()
        with self._zip.open(self._described(name, packed=packed), "w", force_zip64=True) as file:
            async for piece in pieces:
                digest.update(piece)
                await asyncio.to_thread(file.write, piece)
        self._note(name, digest.hexdigest())

    def add(self, name: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        self._zip.writestr(self._described(name, packed=True), data)
        self._note(name, hashlib.sha256(data).hexdigest())

    def copy(self, name: str, source: Path) -> None:
        """A file of this machine. In a thread: it takes as long as it is large."""
        digest = hashlib.sha256()
        with (
            self._zip.open(self._described(name, packed=True), "w", force_zip64=True) as file,
            source.open("rb") as read,
        ):
            while piece := read.read(PIECE):
                digest.update(piece)
                file.write(piece)
        self._note(name, digest.hexdigest())

    def _described(self, name: str, *, packed: bool) -> zipfile.ZipInfo:
        if name in self._names:
            raise ValueError(f"{name} is in the archive already")
        self._names.add(name)
        info = zipfile.ZipInfo(name, self._at)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o644 << 16
        return info

    def _note(self, name: str, digest: str) -> None:
        self._sums.append(f"{digest}  {name}\n")
