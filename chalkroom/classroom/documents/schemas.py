"""What is said about documents over HTTP."""

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
