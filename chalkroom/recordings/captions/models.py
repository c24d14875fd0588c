"""The table of captions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.kit import clock
from chalkroom.kit.database import Base


class RecordingCaptions(Base):
    __tablename__ = "recording_captions"

    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    """As BCP 47 writes it."""
    text: Mapped[str]
    """WebVTT, as vtt.py writes it."""
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
