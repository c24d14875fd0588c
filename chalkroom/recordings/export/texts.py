"""Chapters as WebVTT (https://www.w3.org/TR/webvtt1/), on the timeline of the film."""

from chalkroom.kit.language import Language
from chalkroom.recordings.export.plan import Plan
from chalkroom.recordings.export.running_time import RunningTime
from chalkroom.recordings.replay.schemas import ReplayChapter

_TITLES: dict[Language, dict[str, str]] = {
    "en": {
        "beginning": "Beginning",
        "hand": "{name} raises a hand",
        "screen": "{name} shares a screen",
        "stage.board": "Board",
        "stage.code": "Code",
        "stage.people": "Everybody",
        "page": "New page",
        "somebody": "Somebody",
        "mark": "Mark",
    },
    "fr": {
        "beginning": "Début",
        "hand": "{name} lève la main",
        "screen": "{name} partage un écran",
        "stage.board": "Tableau",
        "stage.code": "Code",
        "stage.people": "Tout le monde",
        "page": "Nouvelle page",
        "somebody": "Quelqu’un",
        "mark": "Repère",
    },
}


def chapters(plan: Plan) -> str:
    """One after the other up to the end, so that a player always knows in which it is."""
    time = RunningTime.of(plan.replay.gaps, from_ms=plan.from_ms, to_ms=plan.to_ms)
    names = {person.id: person.name for person in plan.replay.people}
    titles = _TITLES[plan.language]
    found = [(0, titles["beginning"])]
    for chapter in plan.replay.chapters:
        at = time.place(chapter.at_ms)
        if at is not None:
            title = _title(chapter, names.get(chapter.participant_id) if chapter.participant_id else None, titles)
            found = [*(found if at > found[-1][0] else found[:-1]), (at, title)]
    ends = [at for at, _ in found[1:]] + [time.length_ms]
    cues = [
        f"{number}\n{_clock(at)} --> {_clock(end)}\n{_escaped(title)}\n"
        for number, ((at, title), end) in enumerate(zip(found, ends, strict=True), start=1)
        if end > at
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _title(chapter: ReplayChapter, name: str | None, titles: dict[str, str]) -> str:
    kind = f"stage.{chapter.title}" if chapter.kind == "stage" else chapter.kind
    if chapter.kind != "stage" and chapter.title:
        return chapter.title
    return titles.get(kind, titles["mark"]).format(name=name or titles["somebody"])


def _clock(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"


def _escaped(text: str) -> str:
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())
