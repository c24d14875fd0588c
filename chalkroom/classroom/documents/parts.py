"""One page of a board, or one file of code, carried over into another document as a new one.

Everything in it gets a place of its own there: nothing that was drawn or typed since, in either, is touched by it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from pycrdt import Doc, Map, Text

from chalkroom.classroom.documents.models import DocumentName
from chalkroom.classroom.documents.plain import plain
from chalkroom.kit.problems import NotFound

PARTS = {DocumentName.BOARD: "pages", DocumentName.CODE: "files"}
"""The map of each document whose values are its parts; see docs/protocol.md."""

TEXTS = ("text", "tests")
LONGEST_NAME = 60


@dataclass(frozen=True)
class CarriedOver:
    place: str
    """The id of the new page or file."""
    update: bytes
    """One Yjs update (version 1) that puts it there."""


def carried_over(name: DocumentName, *, state: bytes, place: str | None, into: bytes) -> CarriedOver:
    """`place` as it is in `state`, behind all that is in `into` (None: the first page or file). NotFound without it."""
    source, target = _read(name, state), _read(name, into)
    place = place or min(source.parts, key=source.order_of, default=None)
    if place is None or place not in source.parts:
        raise NotFound()
    fields: dict[str, Any] = dict(source.parts[place]) | {"order": _behind(target)}
    doc: Doc = Doc()
    if name is DocumentName.BOARD:
        elements = fields.get("elements")
        elements = elements if isinstance(elements, dict) else {}
        shown = [element.get("fileId") for element in elements.values() if isinstance(element, dict)]
        doc["files"] = Map({known: picture for known, picture in source.files.items() if known in shown})
        fields["elements"] = Map(elements)
    else:
        taken = {str(part.get("name", "")) for part in target.parts.values()}
        fields["name"] = _free_name(str(fields.get("name", "")), taken)
        fields |= {key: Text(fields[key]) for key in TEXTS if isinstance(fields.get(key), str)}
    doc["meta"] = Map({"version": 1})
    new = str(uuid4())
    doc[PARTS[name]] = Map({new: Map(fields)})
    return CarriedOver(new, doc.get_update())


@dataclass(frozen=True)
class _Content:
    parts: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, Any]
    """Of a board: its pictures."""

    def order_of(self, place: str) -> tuple[str, str]:
        return str(self.parts[place].get("order", "")), place


def _read(name: DocumentName, state: bytes) -> _Content:
    """What other people's pages put there may be anything: what is no page or file is left out."""
    doc: Doc = Doc()
    doc.apply_update(state)
    parts = plain(doc.get(PARTS[name], type=Map))
    files = plain(doc.get("files", type=Map)) if name is DocumentName.BOARD else {}
    return _Content({key: part for key, part in parts.items() if isinstance(part, dict)}, files)


def _behind(content: _Content) -> str:
    """An order that sorts after every other, in both documents' way of writing them."""
    last = max((content.order_of(place)[0] for place in content.parts), default="")
    return f"{last}V" if last else "a0"


def _free_name(name: str, taken: set[str]) -> str:
    """ "sums.py", or "sums 2.py" where there is one already."""
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    stem = re.sub(r" \d+$", "", stem)
    number = 1
    while name in taken:
        number += 1
        tail = f" {number}{dot}{ending}"
        name = stem[: LONGEST_NAME - len(tail)] + tail
    return name
