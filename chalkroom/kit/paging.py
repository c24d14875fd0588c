"""Lists that go on: a page, and an opaque cursor that says behind which row the next one begins.

A cursor holds the sort key of the last row, not its position, so that rows which come or go meanwhile neither repeat
nor skip others.
"""

import base64
import binascii
import json
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from chalkroom.kit.validation import InvalidField, InvalidInput

Item = TypeVar("Item")

Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before")]


class Page(BaseModel, Generic[Item]):
    items: list[Item]
    next_cursor: str | None


def encode(*key: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decode(cursor: str) -> list[str]:
    """The key behind a cursor: strings that still have to be read, since anybody can make a cursor up."""
    try:
        key = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise bad_cursor() from None
    if not isinstance(key, list) or not all(isinstance(part, str) for part in key):
        raise bad_cursor()
    return key


def bad_cursor() -> InvalidInput:
    return InvalidInput.of(
        "cursor",
        InvalidField(
            "bad_cursor",
            "This cursor is not one of this list. Please start again without one.",
            "Ce curseur n’appartient pas à cette liste. Recommencez sans curseur.",
        ),
    )
