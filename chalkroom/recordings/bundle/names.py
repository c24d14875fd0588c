"""Names of files that every system can unpack."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def plain(name: str, stand_in: str) -> str:
    """In ASCII, without spaces, slashes and leading points: "Zoé Martin" becomes "Zoe-Martin"."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = re.sub(r"[^\w.-]+", "-", letters)[:LONGEST].strip("-._")
    return stand_in if not made or _RESERVED.match(made) else made


def unused(name: str, taken: Collection[str]) -> str:
    """The same, with a number if it is taken. Some systems take large letters for small ones."""
    known = {each.lower() for each in taken}
    stem, point, ending = name.rpartition(".")
    stem, ending = (stem, point + ending) if stem else (name, "")
    number, made = 2, name
    while made.lower() in known:
        made, number = f"{stem}-{number}{ending}", number + 1
    return made
