"""What of a bundle can be read without its player: the chat as a page, attendance as a table."""

import csv
import io
from datetime import datetime, timedelta
from html import escape
from typing import Any

from chalkroom.kit.language import Language

_WORDS: dict[Language, dict[str, str]] = {
    "en": {"chat": "Chat", "empty": "Nothing was written.", "reply": "in reply to {name}", "files": "Files"},
    "fr": {"chat": "Discussion", "empty": "Rien n’a été écrit.", "reply": "en réponse à {name}", "files": "Fichiers"},
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets would reckon with, were it at the beginning of a cell."""


def chat(manifest: dict[str, Any], language: Language) -> str:
    words = _WORDS[language]
    names = {line["id"]: line["name"] or "" for line in manifest["chat"]}
    lines = "".join(_line(line, names, words) for line in manifest["chat"])
    empty = f"<li>{words['empty']}</li>"
    title = escape(f"{words['chat']} – {manifest['session']['title']}")
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b2420}"
        "li{margin:.6rem 0;list-style:none}ol{padding:0}p{margin:0;white-space:pre-wrap}small{color:#5a655f}</style>"
        f"</head><body><h1>{title}</h1><ol>{lines or empty}</ol></body></html>\n"
    )


def attendance(manifest: dict[str, Any]) -> str:
    """One line for each stay; with the mark by which spreadsheets know that it is UTF-8."""
    started = datetime.fromisoformat(manifest["started_at"])
    people = {person["id"]: person for person in manifest["people"]}
    since: dict[str, int] = {}
    stays: list[tuple[int, int, str]] = []
    for event in manifest["events"]:
        who = event["participant_id"]
        if event["kind"] in ("joined", "reconnected"):
            since.setdefault(who, event["at_ms"])
        elif event["kind"] == "left" and who in since:
            stays.append((since.pop(who), event["at_ms"], who))
    stays += [(at_ms, manifest["to_ms"], who) for who, at_ms in since.items()]
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(["name", "role", "from", "to", "minutes"])
    for start, end, who in sorted(stays):
        if who not in people:
            continue
        times = [_instant(started, start), _instant(started, end), f"{(end - start) / 60_000:.1f}"]
        table.writerow([_cell(people[who]["name"]), people[who]["role"], *times])
    return "\ufeff" + written.getvalue()


def _line(line: dict[str, Any], names: dict[int, str], words: dict[str, str]) -> str:
    seconds = line["at_ms"] // 1000
    at = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    reply = words["reply"].format(name=names[line["reply_to"]]) if line["reply_to"] in names else ""
    files = f"{words['files']}: {', '.join(line['files'])}" if line["files"] else ""
    notes = "".join(f" <small>{escape(note)}</small>" for note in (reply, files) if note)
    return f"<li><small>{at}</small> <b>{escape(line['name'] or '')}</b>{notes}<p>{escape(line['text'])}</p></li>"


def _instant(started: datetime, at_ms: int) -> str:
    return (started + timedelta(milliseconds=at_ms)).isoformat(timespec="seconds")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
