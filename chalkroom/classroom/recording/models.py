"""The recording of a session: whether it runs, and the key under which what is kept of it is sealed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified


class RecordingState(StrEnum):
    OFF = "off"
    """A host stopped it, or the session is over."""
    ON = "on"
    PAUSED = "paused"


class Recording(Identified, Base):
    """One for each session that was ever recorded, however often that was stopped and started again."""

    __tablename__ = "recordings"

    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.id", ondelete="SET NULL"), unique=True)
    """None: its session was forgotten, and what was kept of it goes with the next tidying."""
    state: Mapped[RecordingState]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    """Since when it is in this state."""
    key: Mapped[bytes]
    """Its own key, wrapped; see kit/sealing.py."""
    bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """Of everything that was ever taken in for it."""
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    """Where its timeline begins."""
    ended_at: Mapped[datetime | None]
    """When its session ended."""
    title: Mapped[str | None]
    """What its teacher called it; None: as its session."""
    from_ms: Mapped[int | None]
    """Where its teacher cut off the beginning; None: nowhere. Nothing is deleted by that."""
    to_ms: Mapped[int | None]
    """The same at its end."""
    told_at: Mapped[datetime | None]
    """When people were told that they can watch it."""
    keep_until: Mapped[datetime | None]
    """None: until somebody deletes it."""
    warned_at: Mapped[datetime | None]
    """When its teacher was told that it goes at `keep_until`."""
    deleted_at: Mapped[datetime | None]
    """From then on nobody sees it, and a job deletes what was stored."""
