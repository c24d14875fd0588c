"""The table of posters."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified

FOLDER = "posters"
"""In the folder of a recording in storage."""


class Poster(Identified, Base):
    """The picture of a recording: being made, there, or known not to be. What is no longer true gets another row."""

    __tablename__ = "recording_posters"

    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"), unique=True)
    from_ms: Mapped[int]
    to_ms: Mapped[int | None]
    """The part of the recording out of which its moment was chosen; None: up to its end."""
    people: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), default=list)
    """The participants of whom something may be in it."""

    attempts: Mapped[int] = mapped_column(default=1)
    worked_at: Mapped[datetime] = mapped_column(default=clock.now)
    """When the last attempt began."""
    made_at: Mapped[datetime | None]
    size: Mapped[int | None]
    """Bytes of the picture. None, though it was made: there was nothing to be seen."""

    @property
    def key(self) -> str:
        """Of the picture in storage, where deleting the recording deletes it."""
        return f"recordings/{self.recording_id}/{FOLDER}/{self.id}"
