"""Draws a document for a bundle, in a process of its own, so that no lesson waits meanwhile.

    python -m chalkroom.recordings.bundle.drawing board FRAMES FOLDER FROM_MS UNTIL_MS

FRAMES: a file of what replay/frames.py describes; what came before FROM_MS is there then. In FOLDER are afterwards
`steps.json` (see steps.py) and `files/`: the document at its end (see pages.py).
"""

import json
import sys
from pathlib import Path

from pycrdt import Doc

from chalkroom.classroom.rights import DocumentName
from chalkroom.recordings.bundle import pages, steps
from chalkroom.recordings.children import give_way
from chalkroom.recordings.replay.frames import read


def draw(name: DocumentName, frames: Path, folder: Path, from_ms: int, until_ms: int) -> None:
    with frames.open("rb") as file:
        drawn = steps.of(name, ((max(at_ms, from_ms), update) for at_ms, update in read(file)), until_ms)
    (folder / "steps.json").write_text(json.dumps(drawn, ensure_ascii=False, allow_nan=False))
    doc: Doc = Doc()
    with frames.open("rb") as file:
        for at_ms, update in read(file):
            if at_ms <= until_ms:
                doc.apply_update(update)
    files = pages.of_board(doc) if name is DocumentName.BOARD else pages.of_code(doc)
    (folder / "files").mkdir()
    for file, content in files.items():
        (folder / "files" / file).write_text(content)


if __name__ == "__main__":
    give_way()
    draw(DocumentName(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
