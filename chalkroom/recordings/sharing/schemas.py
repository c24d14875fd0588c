"""What is said over HTTP about links that were given away."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from chalkroom.recordings.sharing import models


class NewSharedLink(BaseModel):
    days: Annotated[int, Field(strict=True, ge=1, le=365)] | None = Field(
        description="how long it opens the recording; null: until it is taken back"
    )


class SharedLink(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    created_at: datetime
    expires_at: datetime | None


class MadeLink(SharedLink):
    link: str = Field(description="path and fragment; shown this once")

    @classmethod
    def of(cls, made: models.SharedLink, token: str) -> Self:
        shown = SharedLink.model_validate(made)
        # Behind the #: it reaches no server, and so no log, but ours.
        return cls(**shown.model_dump(), link=f"/replay/{made.recording_id}#link={token}")


class SharedLinks(BaseModel):
    items: list[SharedLink]
