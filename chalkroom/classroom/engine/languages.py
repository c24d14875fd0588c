"""Which language a file is in, by the end of its name; the languages by the names that Piston gives them."""

from collections.abc import Iterable

from chalkroom.kit.piston import Language

ENDINGS = {
    "c": "c",
    "cpp": "c++",
    "cs": "csharp",
    "dart": "dart",
    "ex": "elixir",
    "go": "go",
    "hs": "haskell",
    "java": "java",
    "jl": "julia",
    "kt": "kotlin",
    "lua": "lua",
    "ml": "ocaml",
    "pas": "pascal",
    "php": "php",
    "pl": "perl",
    "r": "rscript",
    "rb": "ruby",
    "rs": "rust",
    "scala": "scala",
    "sh": "bash",
    "swift": "swift",
}


def offered(languages: Iterable[Language]) -> dict[str, Language]:
    """Of each ending the newest language that there is for it."""
    newest: dict[str, Language] = {}
    for language in sorted(languages, key=_version):
        for name in (language.language, *language.aliases):
            newest[name] = language
    return {ending: newest[name] for ending, name in ENDINGS.items() if name in newest}


def ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _version(language: Language) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() and len(part) < 10 else 0 for part in language.version.split("."))
