"""What was captured: tracks, and the chunks in which they arrive."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified


class TrackKind(StrEnum):
    MICROPHONE = "microphone"
    CAMERA = "camera"
    SCREEN = "screen"


class RecordedTrack(Identified, Base):
    """One uninterrupted capture of somebody's microphone, camera or screen. The page that captures makes its id."""

    __tablename__ = "recorded_tracks"
    __table_args__ = (Index("ix_recorded_tracks_recording_id", "recording_id", "started_at"),)

    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"))
    participant_id: Mapped[UUID | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"), index=True)
    copied_by: Mapped[UUID | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    """Whose page recorded what it received of them; None: their own did."""
    kind: Mapped[TrackKind]
    mime_type: Mapped[str]
    """As the browser's MediaRecorder says, with codecs."""
    started_at: Mapped[datetime]
    """By the room's clock."""
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    upload_hash: Mapped[bytes]
    """Of the token that adds chunks to it, and opens nothing else."""

    whole: Mapped[int] = mapped_column(default=0)
    """Chunks from the first one on of which none is missing."""
    whole_ms: Mapped[int] = mapped_column(default=0)
    """Where the last of them ends, in milliseconds after `started_at`."""
    chunk_count: Mapped[int | None]
    """As the page says when it closes the track; None while it is open."""
    closed_at: Mapped[datetime | None]

    header: Mapped[bytes | None]
    """Everything before the first cluster of a WebM: without it no chunk can be read."""
    duration_ms: Mapped[int | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    """Bytes of the finished file; None until there is one, and while there is none, the chunks are the track."""
    kept_at: Mapped[datetime | None]
    speech: Mapped[list[list[int]] | None] = mapped_column(JSONB)
    """When somebody spoke: [from, to] in milliseconds of its media, as `missing`."""
    missing: Mapped[list[list[int]] | None] = mapped_column(JSONB)
    """What is not in the finished file though it was captured."""
    rate: Mapped[float] = mapped_column(default=1.0)
    """Milliseconds by the room's clock for one of its media; known for good when the file is finished."""
    width: Mapped[int | None]
    height: Mapped[int | None]
    """In pixels, of the finished file's picture when it began."""

    @property
    def is_whole(self) -> bool:
        """Everything that its page had of it has arrived."""
        return self.chunk_count is not None and self.whole >= self.chunk_count

    @property
    def saved_until(self) -> datetime:
        """What was captured before this instant is stored."""
        return self.started_at + timedelta(milliseconds=self.whole_ms)

    @property
    def folder(self) -> str:
        """Where in storage everything of it is."""
        return f"recordings/{self.recording_id}/{self.id}"

    @property
    def key(self) -> str:
        """Of the finished file in storage."""
        return f"{self.folder}/track"

    def chunk_key(self, number: int, digest: bytes) -> str:
        """Of a chunk in storage. With what is in it: two that came at once as the same number never mix."""
        return f"{self.folder}/{number:06}-{digest.hex()[:16]}"


class RecordedChunk(Base):
    """About two seconds of a track, durably stored. The row is written after the bytes."""

    __tablename__ = "recorded_chunks"

    track_id: Mapped[UUID] = mapped_column(ForeignKey("recorded_tracks.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    """Bytes, before they are sealed."""
    digest: Mapped[bytes]
    """SHA-256 of the same bytes."""
    ends_ms: Mapped[int]
    """When its page got it, in milliseconds after the track's `started_at`, by the room's clock."""
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    index: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What the WebM reader found in it."""


class AccessKind(StrEnum):
    READ = "read"
    DELETED = "deleted"
    SHARED = "shared"
    """Read, by somebody with a link."""
    EXPORTED = "exported"
    """Asked for as a file, or downloaded as one."""


class RecordingAccess(Identified, Base):
    """Somebody looked into a recording, or deleted it: one line for each hour in which they did."""

    __tablename__ = "recording_accesses"
    __table_args__ = (UniqueConstraint("recording_id", "user_id", "kind", "hour", postgresql_nulls_not_distinct=True),)

    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    kind: Mapped[AccessKind]
    hour: Mapped[datetime]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    """The first time in this hour."""
