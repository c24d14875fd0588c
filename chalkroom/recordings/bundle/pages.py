"""A document as it was at the end, in files that other programs open."""

import json
import re
from typing import Any

from pycrdt import Doc, Map

from chalkroom.classroom.documents.plain import plain
from chalkroom.recordings.bundle import names
from chalkroom.recordings.drawing import code, pictures, reading
from chalkroom.recordings.drawing.paper import BACKGROUNDS, paper
from chalkroom.recordings.drawing.reading import Unreadable
from chalkroom.recordings.drawing.scene import Scene, is_known
from chalkroom.recordings.drawing.shown import in_order, text_of
from chalkroom.recordings.drawing.svg import Box, document

MARGIN = 24
"""Around a page, in the board's own units: as the board saves it."""
_EMPTY = Box(0, 0, 800, 600)
_LONGEST_SIDE = 20_000


def of_board(doc: Doc) -> dict[str, str]:
    """Each page as SVG and as a file of Excalidraw; names and contents."""
    pages, files = doc.get("pages", type=Map), doc.get("files", type=Map)
    made: dict[str, str] = {}
    for number, key in enumerate(in_order(pages), start=1):
        name = names.plain(text_of(pages[key].get("name")), "")
        stem = f"page-{number:02}" + (f"-{name}" if name else "")
        made[f"{stem}.svg"] = _svg(pages[key], files)
        made[f"{stem}.excalidraw"] = _excalidraw(pages[key], files)
    return made


def of_code(doc: Doc) -> dict[str, str]:
    made: dict[str, str] = {}
    for file in code.files_of(doc.get("files", type=Map), longest=None):
        made[names.unused(names.plain(file.name, "file.txt"), made)] = file.text
    return made


def _svg(page: Map, files: Map) -> str:
    scene = Scene(lambda file_id: pictures.read(plain(files.get(file_id))))
    for key, value in _elements(page).items():
        scene.change(key, value)
    contents = scene.contents(lambda box: max(box.width, box.height) < _LONGEST_SIDE)
    box = contents.grown(MARGIN) if contents else _EMPTY
    background = reading.one_of(page.get("background"), BACKGROUNDS)
    drawn = scene.svg([*scene.ground(), *scene.above_ground()], box)
    # As the browser names it, and what stands in for it where it is not installed.
    drawn = re.sub(r'font-family="([^"]+)"', r'font-family="\1, system-ui, sans-serif"', drawn)
    return document(paper(background, box) + drawn, (round(box.width), round(box.height)), box) + "\n"


def _excalidraw(page: Map, files: Map) -> str:
    """What Excalidraw, and our own board, open: elements as they were written, as far as they are any."""
    elements: list[Any] = []
    for key, value in _elements(page).items():
        try:
            elements.append((reading.read(key, value).order, value))
        except Unreadable:
            continue
    shown = [{**element, "link": None} for _, element in sorted(elements, key=lambda each: each[0])]
    shown = [element for element in shown if is_known(element) and _is_json(element)]
    ids = {element.get("fileId") for element in shown if isinstance(element.get("fileId"), str)}
    used = {key: plain(files.get(key)) for key in files.keys() if key in ids}  # noqa: SIM118
    kept = {
        key: {"id": key, "created": 1, "mimeType": file["mimeType"], "dataURL": file["dataURL"]}
        for key, file in used.items()
        if pictures.read(file) and isinstance(file, dict) and isinstance(file.get("mimeType"), str)
    }
    background = reading.one_of(page.get("background"), BACKGROUNDS)
    saved = {"type": "excalidraw", "version": 2, "source": "Chalkroom", "elements": shown}
    return json.dumps({**saved, "appState": {}, "files": kept, "paper": background}, ensure_ascii=False)


def _elements(page: Map) -> dict[str, object]:
    held = page.get("elements")
    return {key: plain(value) for key, value in held.items()} if isinstance(held, Map) else {}


def _is_json(value: object) -> bool:
    """Not where a number is none."""
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return True
