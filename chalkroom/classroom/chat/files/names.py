"""The names of files, which come from other people's devices."""

import re
import unicodedata

LONGEST_NAME = 120  # characters
LONGEST_ENDING = 12

# Windows runs these on a double click, whatever is in them. (.js too, but lessons are about it.)
_PROGRAMS = frozenset({"com", "cpl", "exe", "jar", "lnk", "msc", "msi", "pif", "scf", "scr", "url"})
_SCRIPTS = frozenset({"bat", "cmd", "hta", "jse", "ps1", "reg", "vbe", "vbs", "wsf", "wsh"})
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')  # Windows refuses them


def clean_name(given: str) -> str:
    """The last part of a path, on one line, with nothing that hides or turns around what stands beside it."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    # Controls, formats (the marks of direction among them), lone surrogates, unassigned; separators of lines.
    shown = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in last)
    # Leading dots hide a file, and Windows loses dots and blanks at the end.
    name = " ".join(_NOT_IN_NAMES.sub("_", shown).split()).lstrip(". ").rstrip(". ")
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        keeps_ending = dot and len(ending) <= LONGEST_ENDING
        name = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if keeps_ending else name[:LONGEST_NAME]
    return name or "file"


def ending_of(name: str) -> str:
    """What stands behind the last dot, in small letters; often nothing."""
    _, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def runs_by_a_click(name: str) -> bool:
    return ending_of(name) in _PROGRAMS | _SCRIPTS
