"""Writes what players would be given of the recorded tracks, for a look with real browsers: `… -m … FOLDER`.

For each track `whole-…`, `gap-…` (without its third chunk), `growing-…` (the first three chunks) and `kept-…`.
"""

import json
import sys
from pathlib import Path

from chalkroom.recordings.remuxing import remux
from tests.recordings.tracks import ABOUT, WEBM, chunks_of, read


def write(folder: Path) -> None:
    durations: dict[str, int] = {}
    for name in WEBM:
        chunks = chunks_of(name)
        for kind, track in (
            ("whole", read(chunks)),
            ("gap", read(chunks, without=[2])),
            ("growing", read(chunks[:3])),
        ):
            assert track.layout
            (folder / f"{kind}-{name}").write_bytes(track.file)
            durations[f"{kind}-{name}"] = track.layout.duration_ms
        kept = remux(
            folder / f"whole-{name}", folder / f"kept-{name}", mime_type=ABOUT[name]["type"], with_speech=False
        )
        durations[f"kept-{name}"] = kept.duration_ms
    (folder / "durations.json").write_text(json.dumps(durations))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
