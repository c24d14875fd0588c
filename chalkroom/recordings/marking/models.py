"""The table of chapters that were added in a replay."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified


class RecordingMark(Identified, Base):
    __tablename__ = "recording_marks"

    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"), index=True)
    at_ms: Mapped[int]
    """On the recording's timeline."""
    title: Mapped[str]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
