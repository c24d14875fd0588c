"""A file as people are told of it."""

from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from chalkroom.classroom.chat.files.models import ChatFile


class File(BaseModel):
    id: UUID
    name: str = Field(description="without paths and invisible characters; not unique")
    type: str = Field(description="a media type, found in the content")
    size: int = Field(description="bytes")
    width: int | None = Field(description="pixels; only of pictures that may be shown on a page")
    height: int | None

    @classmethod
    def of(cls, file: ChatFile) -> Self:
        return cls.model_validate(file, from_attributes=True)


class FileLink(BaseModel):
    """Opens one file for a few minutes, in a picture or a download, which can show no token."""

    link: str = Field(description="path and query")
    seconds: int = Field(description="how long it is good")


class FileLimits(BaseModel):
    largest_bytes: int
    files_per_message: int
