"""What the process that composes is told, and the words that it and its parent exchange.

To the child: parts, each behind its length in four bytes (big-endian): the order first, then an answer to each
question. From the child: lines of JSON. `{"read": [track, start, end]}` asks for bytes of a track, `{"next": document}`
for the next change of a document (as replay/frames.py says; nothing: there is no more);
`{"progress": 0.4}` and `{"failed": reason}` ask nothing. It ends with exit code 0 when the file is there.
"""

import struct
from pathlib import Path

from pydantic import BaseModel

from chalkroom.kit.language import Language
from chalkroom.recordings.export.models import Layout
from chalkroom.recordings.replay.schemas import Replay

LENGTH = struct.Struct(">I")


class Order(BaseModel):
    replay: Replay
    sizes: list[int]
    """Bytes of each track's file."""
    from_ms: int
    to_ms: int
    layout: Layout | None
    """None: sound alone."""
    height: int
    language: Language
    target: Path
