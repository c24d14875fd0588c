"""The wire shapes of the server itself."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from chalkroom.kit.paging import Page


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    version: str
    demo: bool
    relay: Literal["none", "available", "always"] = Field(
        description="whether a session can hide addresses, or every one does"
    )
    room_limit: int = Field(description="people in one room at most, the teacher included")


class Mail(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    to: str
    subject: str
    text: str
    created_at: datetime
    sent_at: datetime | None = Field(description="null: no SMTP server is set, or it could not be reached so far")


class MailPage(Page[Mail]):
    pass
