"""Writes a bundle: one ZIP file with all of a recording, that needs neither Chalkroom nor a network.

index.html, player/              a page that plays it
lesson.json                      the manifest: people, tracks, events, chat, chapters, on one timeline
tracks/01-marie-camera.webm      as they were kept
board/page-01.svg, .excalidraw   each page as it was at the end; board-marie/: somebody's own copy
code/main.py
chat.html, attendance.csv, chapters.vtt, captions.en.vtt
SHA256SUMS                       of all the others
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from chalkroom.recordings import playing
from chalkroom.recordings.bundle import names, papers, public
from chalkroom.recordings.bundle.archive import Archive
from chalkroom.recordings.captions import vtt
from chalkroom.recordings.children import ChildDied, child
from chalkroom.recordings.drawing import fonts
from chalkroom.recordings.export import texts
from chalkroom.recordings.export.plan import Plan
from chalkroom.recordings.remuxing import is_mp4
from chalkroom.recordings.replay import history

PLAYER = Path(__file__).parent / "player"
TRACKS_SHARE = 0.7
"""Of the work, as it is told to whoever waits."""


async def write_bundle(runtime: Runtime, plan: Plan, target: Path, progress: Callable[[float], None]) -> None:
    """Files are left in a folder beside `target`. Raises NotStored, SealBroken, ChildDied, OSError."""
    folder = target.with_name(f"{target.name}.parts")
    with Archive(target, clock.now()) as archive:
        tracks = await _tracks(runtime, plan, archive, progress)
        documents = []
        for number, key in enumerate(plan.documents):
            documents.append(await _document(runtime, plan, archive, key, folder / str(number)))
            progress(TRACKS_SHARE + (1 - TRACKS_SHARE) * (number + 1) / len(plan.documents))
        manifest = public.manifest(plan, tracks, documents)
        archive.add("lesson.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        archive.add("chat.html", papers.chat(manifest, plan.wish.language))
        archive.add("attendance.csv", papers.attendance(manifest))
        archive.add("chapters.vtt", texts.chapters(_with_pauses(plan)))
        for language, cues in public.captions(plan).items():
            archive.add(f"captions.{language}.vtt", vtt.write(cues))
        archive.add("player/lesson.js", f"window.lesson = {_as_script(manifest)};\n")
        await asyncio.to_thread(_add_player, archive, plan)


def _with_pauses(plan: Plan) -> Plan:
    """A film leaves them out; here all times are those of the lesson."""
    return replace(plan, replay=plan.replay.model_copy(update={"gaps": []}))


async def _tracks(runtime: Runtime, plan: Plan, archive: Archive, progress: Callable[[float], None]) -> list[str]:
    """Where each of the plan's is in the archive; empty for one that was trimmed away."""
    whose = {person.id: person.name for person in plan.replay.people}
    wanted = [
        plan.from_ms < shown.starts_ms + shown.duration_ms and shown.starts_ms < plan.to_ms
        for shown in plan.replay.tracks
    ]
    sizes = [file.size if is_in else 0 for (_, file), is_in in zip(plan.tracks, wanted, strict=True)]
    written, placed = 0, list[str]()
    for number, (row, file) in enumerate(plan.tracks):
        if not wanted[number]:
            placed.append("")
            continue
        shown = plan.replay.tracks[number]
        name = names.plain(whose.get(shown.participant_id) or "", "person")
        ending = "mp4" if is_mp4(row.mime_type) else "webm"
        placed.append(f"tracks/{number + 1:02}-{name}-{shown.kind.value}.{ending}")
        pieces = playing.read(runtime.storage, plan.key, row, file, 0, file.size)
        await archive.stream(placed[-1], pieces)
        written += file.size
        progress(TRACKS_SHARE * written / max(1, sum(sizes)))
    return placed


async def _document(runtime: Runtime, plan: Plan, archive: Archive, key: DocumentKey, folder: Path) -> dict[str, Any]:
    """Drawn in time for the player, and as it was at the end for others. What the manifest says of it."""
    await asyncio.to_thread(folder.mkdir, parents=True)
    frames = folder / "frames"
    await _write(frames, history.frames(runtime.database, key, plan.timeline))
    await _drawn(plan, key, frames, folder)
    place = _place(plan, key)
    script = f"player/{place}.js"
    await asyncio.to_thread(_add_drawn, archive, folder, place, script)
    owner = str(key.owner) if key.owner else None
    return {"name": key.name.value, "owner": owner, "folder": place, "script": script}


async def _write(target: Path, pieces: AsyncIterator[bytes]) -> None:
    file = await asyncio.to_thread(target.open, "wb")
    with file:
        async for piece in pieces:
            await asyncio.to_thread(file.write, piece)


def _add_drawn(archive: Archive, folder: Path, place: str, script: str) -> None:
    steps = (folder / "steps.json").read_text()
    archive.add(script, f"(window.documents ??= {{}})[{json.dumps(place)}] = {_safe(steps)};\n")
    for path in sorted((folder / "files").iterdir()):
        archive.copy(f"{place}/{path.name}", path)


async def _drawn(plan: Plan, key: DocumentKey, frames: Path, folder: Path) -> None:
    order = (key.name.value, str(frames), str(folder), str(plan.from_ms), str(plan.to_ms))
    async with child("chalkroom.recordings.bundle.drawing", *order) as process:
        _, said = await process.communicate()
    if process.returncode:
        raise ChildDied(process, said)


def _place(plan: Plan, key: DocumentKey) -> str:
    """A folder of the archive."""
    if key.owner is None:
        return key.name.value
    owners = [each.owner for each in plan.documents if each.name is key.name and each.owner]
    taken: list[str] = []
    for owner in owners:
        taken.append(names.unused(f"{key.name.value}-{names.plain(_name(plan, owner), 'person')}", taken))
    return taken[owners.index(key.owner)]


def _name(plan: Plan, participant_id: UUID) -> str:
    return next((person.name or "" for person in plan.replay.people if person.id == participant_id), "")


def _add_player(archive: Archive, plan: Plan) -> None:
    """The page begins in the language of whoever asked for it."""
    page = (PLAYER / "index.html").read_text().replace('<html lang="en">', f'<html lang="{plan.wish.language}">')
    archive.add("index.html", page)
    for name in ("player.js", "player.css", "texts.js"):
        archive.add(f"player/{name}", (PLAYER / name).read_text())
    archive.add("player/fonts.css", fonts.as_css())
    archive.add("player/FONTS.md", fonts.LICENCES.read_text())


def _as_script(value: object) -> str:
    return _safe(json.dumps(value, ensure_ascii=False))


def _safe(json_text: str) -> str:
    """JSON in a script: these two end a line there for old browsers."""
    return json_text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
