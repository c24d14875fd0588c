"""Draws a document for a bundle, in a process of its own, so that no lesson waits meanwhile.

    python -m chalkroom.recordings.bundle.drawing board FRAMES FOLDER FROM_MS UNTIL_MS

FRAMES: a file as replay/history.py writes it; what came before FROM_MS is there then. In FOLDER are afterwards
`steps.json` (see steps.py) and `files/`: the document at its end (see pages.py).
"""

import json
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from pycrdt import Doc

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.bundle import pages, steps

HEAD = struct.Struct(">dI")
POLITE = 10
"""How much others go before: see nice(2)."""


def draw(name: DocumentName, frames: Path, folder: Path, from_ms: int, until_ms: int) -> None:
    drawn = steps.of(name, ((max(at_ms, from_ms), update) for at_ms, update in _read(frames)), until_ms)
    (folder / "steps.json").write_text(json.dumps(drawn, ensure_ascii=False, allow_nan=False))
    doc: Doc = Doc()
    for at_ms, update in _read(frames):
        if at_ms <= until_ms:
            doc.apply_update(update)
    files = pages.of_board(doc) if name is DocumentName.BOARD else pages.of_code(doc)
    (folder / "files").mkdir()
    for file, content in files.items():
        (folder / "files" / file).write_text(content)


def _read(frames: Path) -> Iterator[tuple[int, bytes]]:
    with frames.open("rb") as file:
        while head := file.read(HEAD.size):
            at_ms, length = HEAD.unpack(head)
            yield round(at_ms), file.read(length)


if __name__ == "__main__":
    os.nice(POLITE)
    draw(DocumentName(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
