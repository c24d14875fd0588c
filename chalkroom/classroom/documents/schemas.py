"""What is said about documents over HTTP."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel


class CopyInput(BaseModel):
    from_session_id: UUID
    """A session of the same teacher."""


class Copied(BaseModel):
    bytes: int
    """The size of the document now."""
    merged: bool
    """The document was not empty: it now holds both."""


class CopyOut(BaseModel):
    """Of a document: one that somebody has for themselves."""

    participant_id: UUID
    name: str
    changed_at: datetime


class Copies(BaseModel):
    items: list[CopyOut]
