"""Sessions, enrolments, and the pure rules of their state."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chalkroom.accounts.models import User
from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified
from chalkroom.kit.tokens import readable_code

MEETING_ID = (3, 4, 3)  # groups of readable letters: 31^10, about 8e14
PASSCODE = (8,)  # 31^8, about 8.5e11

LONGEST = timedelta(minutes=1440)


class Status(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LIVE = "live"
    ENDED = "ended"
    CANCELLED = "cancelled"


class RecordingMode(StrEnum):
    """Whether a session records itself."""

    AUTOMATIC = "automatic"
    """As soon as the second person is there."""
    ON_REQUEST = "on_request"
    """When a host says so."""
    NEVER = "never"


STEPS: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.SCHEDULED, Status.CANCELLED}),
    Status.SCHEDULED: frozenset({Status.LIVE, Status.CANCELLED}),
    Status.LIVE: frozenset({Status.ENDED, Status.CANCELLED}),
    Status.ENDED: frozenset(),
    Status.CANCELLED: frozenset(),
}


class Session(Identified, Base):
    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("duration_minutes between 1 and 1440", name="duration"),
        CheckConstraint("capacity >= 1", name="capacity"),
        # What only the devices can read, the server cannot keep.
        CheckConstraint("not end_to_end or recording = 'never'", name="end_to_end_is_never_recorded"),
        Index("ix_sessions_teacher_id_starts_at", "teacher_id", "starts_at"),
    )

    teacher_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    status: Mapped[Status]
    starts_at: Mapped[datetime]
    duration_minutes: Mapped[int]
    timezone: Mapped[str]
    """The teacher's, as an IANA name: what the start was said in."""
    capacity: Mapped[int]
    """Students, the teacher not counted."""
    allow_guests: Mapped[bool] = mapped_column(default=False)
    end_to_end: Mapped[bool] = mapped_column(default=False)
    """Encrypted from device to device, also where a server passes the media on."""
    hide_addresses: Mapped[bool] = mapped_column(default=False)
    """Calls go through the relay, so that no side learns the other's address."""
    recording: Mapped[RecordingMode]
    meeting_id: Mapped[str] = mapped_column(unique=True, default=lambda: readable_code(*MEETING_ID))
    passcode: Mapped[str] = mapped_column(default=lambda: readable_code(*PASSCODE))
    continues_session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.id", ondelete="SET NULL"))
    """The session whose board and code go on in this one. It was there before, so they never go round in a circle."""
    actual_start: Mapped[datetime | None]
    actual_end: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    # Never loaded by touching them: queries.py brings them along, one query for all sessions of a page.
    teacher: Mapped[User] = relationship(lazy="raise", viewonly=True)
    students: Mapped[list[User]] = relationship(
        secondary="enrolments", lazy="raise", viewonly=True, order_by="Enrolment.created_at, User.name"
    )

    @property
    def ends_at(self) -> datetime:
        """The planned end."""
        return self.starts_at + timedelta(minutes=self.duration_minutes)

    @property
    def link(self) -> str:
        return f"/video-room/{self.meeting_id}?passcode={self.passcode}"

    @property
    def one_to_one(self) -> bool:
        return self.capacity == 1

    @property
    def is_over(self) -> bool:
        return self.status in (Status.ENDED, Status.CANCELLED)

    @property
    def is_editable(self) -> bool:
        return self.status in (Status.DRAFT, Status.SCHEDULED)

    @property
    def is_open(self) -> bool:
        """Somebody may come to its door."""
        return self.status in (Status.SCHEDULED, Status.LIVE)

    def may_become(self, status: Status) -> bool:
        return status in STEPS[self.status]


class Enrolment(Base):
    """A student's place in a session."""

    __tablename__ = "enrolments"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    student_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
