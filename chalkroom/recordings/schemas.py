"""What is said over HTTP about what is captured."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from chalkroom.recordings.models import RecordedTrack, TrackKind
from chalkroom.sessions.times import Instant

MOST_CHUNKS = 100_000
"""Of one track: more than two days of it."""

# As MediaRecorder writes it: a type, and codecs.
MimeType = Annotated[str, StringConstraints(pattern=r"^(audio|video)/[a-z0-9.+-]{1,40}(;\s?codecs=[ -~]{1,80})?$")]
UploadToken = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]


class NewTrack(BaseModel):
    """A track that a page begins to capture. Id and token are made by the page: saying it again is harmless."""

    id: UUID
    upload_token: UploadToken = Field(description="base64url of 32 random bytes; adds chunks to this track")
    kind: TrackKind
    mime_type: MimeType
    started_at: Instant = Field(description="of its first sample, by the room's clock")
    participant_id: UUID | None = Field(
        default=None, description="of whom it is, where a page records what it receives of somebody else"
    )


class Track(BaseModel):
    id: UUID
    whole: int = Field(description="chunks from the first one on of which none is missing")

    @classmethod
    def of(cls, track: RecordedTrack) -> "Track":
        return cls(id=track.id, whole=track.whole)


class TrackEnd(BaseModel):
    chunk_count: Annotated[int, Field(strict=True, ge=0, le=MOST_CHUNKS)]
