"""The two languages of the product, and which one somebody wants."""

from typing import Literal, get_args

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def choose(accept_language: str | None) -> Language:
    """The first language of an Accept-Language header (RFC 9110, 12.5.4) that we speak; English otherwise."""
    wanted: list[tuple[float, Language]] = []
    for part in (accept_language or "").split(","):
        tag, _, parameter = part.strip().partition(";")
        language = _spoken(tag)
        try:
            weight = float(parameter.replace(" ", "").removeprefix("q=") or 1)
        except ValueError:
            continue
        if language and weight > 0:
            wanted.append((weight, language))
    return max(wanted, key=lambda pair: pair[0])[1] if wanted else "en"


def _spoken(tag: str) -> Language | None:
    primary = tag.split("-")[0].lower()
    return next((language for language in LANGUAGES if language == primary), None)
