"""Who takes part in a room, the tokens that let them in, and the room's log."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.classroom.rights import Stage
from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified


class Admission(StrEnum):
    """Where somebody stands at the door. Only the teacher moves it, except that an enrolment opens it by itself."""

    WAITING = "waiting"
    ADMITTED = "admitted"
    DENIED = "denied"
    REMOVED = "removed"


class ParticipantRole(StrEnum):
    TEACHER = "teacher"
    STUDENT = "student"
    GUEST = "guest"


class Participant(Identified, Base):
    """One person in one session, from the first time they ask to enter until the session is forgotten."""

    __tablename__ = "participants"
    __table_args__ = (UniqueConstraint("session_id", "user_id"),)

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    """None for a guest."""
    name: Mapped[str]
    role: Mapped[ParticipantRole]
    admission: Mapped[Admission]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    # Presence: filled while the person is in the room (or reconnecting), so that a restart of the server finds them.
    connection_id: Mapped[str | None]
    joined_at: Mapped[datetime | None]
    audio: Mapped[bool] = mapped_column(default=False)
    video: Mapped[bool] = mapped_column(default=False)
    screen: Mapped[str | None]
    """The id of the stream that shows their screen."""
    hand_raised_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    """While they stand at the door: their place in the queue."""

    # Order: what the teacher decided about this person, for the whole session.
    alias: Mapped[str | None]
    """What they are called in this session, where that is not `name`."""
    co_host: Mapped[bool] = mapped_column(default=False)
    exceptions: Mapped[dict[str, bool]] = mapped_column(JSONB, default=dict)
    recorded: Mapped[bool | None]
    """Whether they agreed to be recorded; None: they were not asked, which is no yes."""
    """Where their rights differ from the room's, by the right's name."""

    @property
    def shown_name(self) -> str:
        return self.alias or self.name


class RoomRules(Base):
    """What a room allows; without a row, everything. See rights.py."""

    __tablename__ = "room_rules"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    locked: Mapped[bool]
    join_muted: Mapped[bool]
    rights: Mapped[list[str]] = mapped_column(JSONB)
    spotlight: Mapped[UUID | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    stage: Mapped[Stage]
    follow: Mapped[bool]
    copy_of: Mapped[UUID | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    private: Mapped[list[str]] = mapped_column(JSONB)


class RoomToken(Base):
    __tablename__ = "room_tokens"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    revoked_at: Mapped[datetime | None]


class LogEntry(Base):
    """Everything that happened in a room, in order, with the server's time. Rows are added, never changed."""

    __tablename__ = "room_log"
    __table_args__ = (
        Index("ix_room_log_session_id_id", "session_id", "id"),
        # A chat message that is sent again, because its acknowledgement was lost, is the same message.
        Index(
            "uq_room_log_chat_client_id",
            "session_id",
            "participant_id",
            text("(data ->> 'client_id')"),
            unique=True,
            postgresql_where=text("kind = 'chat'"),
        ),
        Index(
            "ix_room_log_document",
            "session_id",
            text("(data ->> 'document')"),
            text("(data ->> 'of')"),
            "id",
            postgresql_where=text("kind = 'document'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    kind: Mapped[str]
    participant_id: Mapped[UUID | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"))
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    payload: Mapped[bytes | None]
    """Of a document: the update, as Yjs has it."""
