"""What stands in a document as plain JSON: who may write puts there what they like, and every reader has to bear it."""

from collections.abc import Mapping
from typing import Any

from pycrdt import Array, Map, Text

DEEPEST = 64
"""Values and maps inside each other; what lies deeper is left out. What our own pages write has five."""


def plain(value: object, deepest: int = DEEPEST) -> Any:
    """Of a shared type, or of a value. What JSON has no word for (XML, bytes) is None."""
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, Text):
        return str(value)
    if deepest and isinstance(value, Map | Mapping):
        return {key: plain(each, deepest - 1) for key, each in value.items()}
    if deepest and isinstance(value, Array | list):
        return [plain(each, deepest - 1) for each in value]
    return None
