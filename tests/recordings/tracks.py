"""Tracks that browsers recorded, in the chunks in which they came. How they were made: data/README.md."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from chalkroom.recordings.webm.layout import Chunk, Layout, lay_out
from chalkroom.recordings.webm.reader import after_a_gap, beginning, read_chunk

FOLDER = Path(__file__).parent / "data"
ABOUT: dict[str, dict[str, Any]] = json.loads((FOLDER / "tracks.json").read_text())

CAMERAS = ["chromium-camera", "firefox-camera"]
MICROPHONES = ["chromium-microphone", "firefox-microphone"]


def whole(name: str) -> bytes:
    return (FOLDER / f"{name}.webm").read_bytes()


def chunks_of(name: str) -> list[bytes]:
    return cut(whole(name), _edges(ABOUT[name]["chunks"]))


def cut(data: bytes, edges: Iterable[int]) -> list[bytes]:
    places = [0, *sorted(edges), len(data)]
    return [data[start:end] for start, end in pairwise(places)]


def _edges(sizes: Sequence[int]) -> list[int]:
    return [sum(sizes[:number]) for number in range(1, len(sizes))]


@dataclass
class Read:
    """A track of which some chunks are missing, as it was read."""

    layout: Layout | None
    file: bytes
    chunks: list[Chunk]


def read(chunks: Sequence[bytes], *, without: Iterable[int] = ()) -> Read:
    """What the server makes of these chunks. The state goes from one to the next as JSON and in no other way."""
    gone = set(without)
    state, header, found_all = json.dumps(beginning()), b"", list[Chunk]()
    anew = False
    for number, data in enumerate(chunks):
        if number in gone:
            anew = True
            continue
        if anew:
            state = json.dumps(after_a_gap(header))
        found = read_chunk(json.loads(state), data)
        state = json.dumps(found.state)
        header = found.header or header
        index = {"clusters": found.clusters, "end": found.end, "ends_ms": found.ends_ms, "anew": anew}
        found_all.append(Chunk(number, len(data), index))
        anew = False
    layout = lay_out(header, found_all) if header else None
    return Read(layout, bytes_of(layout, chunks) if layout else b"", found_all)


def bytes_of(layout: Layout, chunks: Sequence[bytes], start: int = 0, end: int | None = None) -> bytes:
    parts = layout.between(start, layout.size if end is None else end)
    return b"".join(part if isinstance(part, bytes) else chunks[part.number][part.start : part.end] for part in parts)
