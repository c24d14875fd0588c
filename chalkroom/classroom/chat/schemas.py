"""A message as people read it, over the socket and over HTTP."""

from datetime import datetime

from pydantic import BaseModel, Field

from chalkroom.classroom.chat.files.schemas import File


class Message(BaseModel):
    id: int = Field(description="grows with time")
    client_id: str = Field(description="the author's own name for it: the same again is the same message")
    author: str = Field(serialization_alias="from", description="a participant's id")
    name: str = Field(description="the author's, at the time")
    to: str | None = Field(description="a participant's id; null: everyone")
    text: str = Field(description="empty when deleted")
    reply_to: int | None
    files: list[File] = Field(description="gone when deleted")
    at: datetime
    edited_at: datetime | None
    deleted: bool

    def readable_by(self, participant_id: str | None) -> bool:
        """A private line is for its two ends alone."""
        return self.to is None or participant_id in (self.author, self.to)


class ChatHistory(BaseModel):
    messages: list[Message] = Field(description="the oldest first")
    more: bool = Field(description="whether there are older ones")
