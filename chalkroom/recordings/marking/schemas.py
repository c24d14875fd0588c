"""What is said over HTTP about chapters that teachers add."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from chalkroom.sessions.schemas import Title


class NewMark(BaseModel):
    at_ms: Annotated[int, Field(strict=True, ge=0, lt=2**31)] = Field(description="on the recording's timeline")
    title: Title


class MarkChange(BaseModel):
    title: Title


class Mark(NewMark):
    id: UUID
