"""Chapters of a replay where people began to write again after a silence."""

from collections.abc import Sequence

from chalkroom.recordings.replay.schemas import ReplayChapter, ReplayMessage

SILENCE_MS = 2 * 60 * 1000
LONGEST_TITLE = 80


def chapters(chat: Sequence[ReplayMessage]) -> list[ReplayChapter]:
    """The chat is in order, and silent before the recording began."""
    found: list[ReplayChapter] = []
    last = 0
    for line in chat:
        if line.at_ms - last >= SILENCE_MS:
            title, who = _title(line), line.participant_id
            found.append(ReplayChapter(at_ms=line.at_ms, kind="chat", title=title, participant_id=who))
        last = line.at_ms
    return found


def _title(line: ReplayMessage) -> str | None:
    words = line.text.strip() or ", ".join(file.name for file in line.files)
    first = words.splitlines()[0] if words else ""
    return (first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1].rstrip()}…") or None
