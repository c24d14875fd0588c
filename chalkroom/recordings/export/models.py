"""The table of files that people asked for."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified
from chalkroom.kit.language import Language


class ExportKind(StrEnum):
    VIDEO = "video"
    """MP4."""
    AUDIO = "audio"
    """M4A."""
    CHAPTERS = "chapters"
    """WebVTT."""
    CAPTIONS = "captions"
    """WebVTT."""
    BUNDLE = "bundle"
    """ZIP."""


class Layout(StrEnum):
    """How a film shows people."""

    GRID = "grid"
    """In tiles of one size."""
    SPEAKER = "speaker"
    """Who speaks is large."""
    PRESENTATION = "presentation"
    """What was on the stage is large; who speaks where nothing was."""


class ExportState(StrEnum):
    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"


FOLDER = "exports"
"""In the folder of a recording in storage."""

_OF_A_WISH = ("recording_id", "kind", "layout", "height", "language", "with_copies")


class Export(Identified, Base):
    """One file, wished for, being made, or there. It is the same for all who may see it."""

    __tablename__ = "recording_exports"
    __table_args__ = (
        Index(
            "uq_recording_exports_wish",
            *_OF_A_WISH,
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("state <> 'failed'"),
        ),
    )

    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"), index=True)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    kind: Mapped[ExportKind]
    layout: Mapped[Layout | None]
    """Of a film."""
    height: Mapped[int | None]
    """Of a film, in pixels."""
    language: Mapped[Language]
    """Of what we write in it."""
    with_copies: Mapped[bool]
    """Whether own copies of documents may be seen in it: then it is for those who manage the recording."""
    from_ms: Mapped[int] = mapped_column(default=0)
    to_ms: Mapped[int | None]
    """The part of the recording that is in it; None: up to its end."""
    people: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), default=list)
    """The participants of whom something is in it."""

    state: Mapped[ExportState] = mapped_column(default=ExportState.WAITING)
    progress: Mapped[float] = mapped_column(default=0.0)
    """From 0 to 1."""
    reason: Mapped[str | None]
    """Why it failed; one of failures.py."""
    attempts: Mapped[int] = mapped_column(default=0)
    worked_at: Mapped[datetime | None]
    """When whoever works on it last said so."""
    size: Mapped[int | None] = mapped_column(BigInteger)
    """Bytes of the file, once there is one."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    keep_until: Mapped[datetime | None]
    """Of a finished one."""

    @property
    def key(self) -> str:
        """Of the file in storage, where deleting the recording deletes it."""
        return f"recordings/{self.recording_id}/{FOLDER}/{self.id}"
