"""Finding what people wrote once by what they type now: capitals and accents make no difference."""

import re
import unicodedata

from sqlalchemy import ColumnElement, func
from sqlalchemy.sql.elements import SQLCoreOperations

_ACCENTS = "[\u0300-\u036f]"
"""Once they stand by themselves: Unicode's block of combining diacritical marks."""


def holds(column: SQLCoreOperations[str] | SQLCoreOperations[str | None], text: str) -> ColumnElement[bool]:
    """Whether `text` is somewhere in it: `leo` in “Léo”."""
    # With its schema it is a function like others; without, PostgreSQL's grammar wants a keyword for the form.
    apart = func.pg_catalog.normalize(func.lower(column), "NFD")
    bare = re.sub(_ACCENTS, "", unicodedata.normalize("NFD", text.lower()))
    return func.regexp_replace(apart, _ACCENTS, "", "g").contains(bare, autoescape=True)
