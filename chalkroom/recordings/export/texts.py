"""Chapters and captions as WebVTT, on the timeline of the film."""

from chalkroom.kit.language import Language
from chalkroom.recordings.captions import vtt
from chalkroom.recordings.captions.vtt import Cue
from chalkroom.recordings.export.failures import Failed, Failure
from chalkroom.recordings.export.plan import Plan
from chalkroom.recordings.export.running_time import RunningTime
from chalkroom.recordings.replay.schemas import ReplayChapter

_TITLES: dict[Language, dict[str, str]] = {
    "en": {
        "beginning": "Beginning",
        "hand": "{name} raises a hand",
        "screen": "{name} shares a screen",
        "stage.board": "The board",
        "stage.code": "The code",
        "stage.people": "Everybody again",
        "page": "A new page",
        "somebody": "Somebody",
        "mark": "A marked moment",
        "chat": "Something is written in the chat",
    },
    "fr": {
        "beginning": "Début",
        "hand": "{name} lève la main",
        "screen": "{name} partage un écran",
        "stage.board": "Le tableau",
        "stage.code": "Le code",
        "stage.people": "Tout le monde de nouveau",
        "page": "Une nouvelle page",
        "somebody": "Quelqu’un",
        "mark": "Un moment marqué",
        "chat": "Un message dans la discussion",
    },
}


def chapters(plan: Plan) -> str:
    """One after the other up to the end, so that a player always knows in which it is."""
    time = _running_time(plan)
    names = {person.id: person.name for person in plan.replay.people}
    titles = _TITLES[plan.wish.language]
    found = [(0, titles["beginning"])]
    for chapter in plan.replay.chapters:
        at = time.place(chapter.at_ms)
        if at is not None:
            title = _title(chapter, names.get(chapter.participant_id) if chapter.participant_id else None, titles)
            found = [*(found if at > found[-1][0] else found[:-1]), (at, title)]
    ends = [at for at, _ in found[1:]] + [time.length_ms]
    return vtt.write(Cue(at, end, _escaped(title)) for (at, title), end in zip(found, ends, strict=True) if end > at)


def captions(plan: Plan) -> str:
    """In the language of whoever asked, if there are any, or else in the first one. Raises Failed where there is none.

    What is said across a pause is shown before it and after it.
    """
    known = {captions.language.partition("-")[0]: captions for captions in reversed(plan.captions)}
    chosen = known.get(plan.wish.language) or next(iter(plan.captions), None)
    if chosen is None:
        raise Failed(Failure.NOTHING_RECORDED)
    shown = [piece for piece in _running_time(plan).pieces if piece.card is None]
    placed = [
        Cue(max(cue.from_ms, piece.from_ms) + shift, min(cue.to_ms, piece.to_ms) + shift, cue.text)
        for cue in chosen.cues
        for piece in shown
        if cue.from_ms < piece.to_ms and cue.to_ms > piece.from_ms
        for shift in [piece.film_ms - piece.from_ms]
    ]
    return vtt.write(placed)


def _running_time(plan: Plan) -> RunningTime:
    return RunningTime.of(plan.replay.gaps, from_ms=plan.from_ms, to_ms=plan.to_ms)


def _title(chapter: ReplayChapter, name: str | None, titles: dict[str, str]) -> str:
    if chapter.kind == "stage":
        return titles.get(f"stage.{chapter.title}", titles["mark"])
    return chapter.title or titles[chapter.kind].format(name=name or titles["somebody"])


def _escaped(text: str) -> str:
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())
