"""Code in colours, the same ones as in the room on light ground."""

import re
from collections.abc import Iterator

from pygments.lexer import Lexer
from pygments.lexers.c_cpp import CppLexer
from pygments.lexers.css import CssLexer
from pygments.lexers.go import GoLexer
from pygments.lexers.html import HtmlLexer
from pygments.lexers.javascript import JavascriptLexer, TypeScriptLexer
from pygments.lexers.jvm import JavaLexer
from pygments.lexers.markup import MarkdownLexer
from pygments.lexers.python import PythonLexer
from pygments.lexers.rust import RustLexer
from pygments.lexers.special import TextLexer
from pygments.lexers.sql import SqlLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

INK = "#1b2420"
# As in web/src/code/code.css; the first that fits counts.
_COLOURS: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "#5a655f"),
    (String, "#1e6b50"),
    (Number, "#8f4a00"),
    (Keyword.Constant, "#8f4a00"),
    (Keyword, "#7c2d8e"),
    (Operator.Word, "#7c2d8e"),
    (Name.Function, "#2457c5"),
    (Name.Class, "#7a4b1f"),
    (Name.Namespace, "#7a4b1f"),
    (Name.Builtin, "#7a4b1f"),
    (Name.Tag, "#b8402a"),
    (Name.Attribute, "#1b5a80"),
)
# Those that the room colours, see web/src/code/editor/languages.ts.
_LEXERS: dict[str, type[Lexer]] = {
    "py": PythonLexer,
    "js": JavascriptLexer,
    "ts": TypeScriptLexer,
    "html": HtmlLexer,
    "css": CssLexer,
    "sql": SqlLexer,
    "java": JavaLexer,
    "c": CppLexer,
    "h": CppLexer,
    "cpp": CppLexer,
    "hpp": CppLexer,
    "go": GoLexer,
    "rs": RustLexer,
    "md": MarkdownLexer,
}

Piece = tuple[str, str]
"""A colour, and what is written in it."""


def coloured(name: str, lines: list[str]) -> Iterator[list[Piece]]:
    """`lines` of a file of this name; the file's beginning counts, so that a comment over many lines is one."""
    lexer = _LEXERS.get(name.rpartition(".")[2].lower(), TextLexer)(stripnl=False, ensurenl=False)
    line: list[Piece] = []
    for kind, text in lexer.get_tokens("\n".join(lines)):
        colour = _colour(kind)
        for part in re.split("(\n)", text):
            if part == "\n":
                yield line
                line = []
            elif part:
                line.append((colour, part))
    yield line


def _colour(kind: _TokenType) -> str:
    return next((colour for known, colour in _COLOURS if kind in known), INK)
