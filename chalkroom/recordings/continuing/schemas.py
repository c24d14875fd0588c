"""What is said over HTTP about going on from a moment."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field


class ContinueInput(BaseModel):
    at_ms: Annotated[int, Field(strict=True, ge=0, le=2**31)] = Field(description="on the recording's timeline")
    owner: UUID | None = Field(default=None, description="a participant, for their own copy")
    place: Annotated[str, Field(min_length=1, max_length=100)] | None = Field(
        default=None, description="the page's or file's id; null: the first one"
    )
    to_session_id: UUID = Field(description="a session in whose board or code one may write")


class Continued(BaseModel):
    session_id: UUID
    place: str = Field(description="the id of the new page or file")
