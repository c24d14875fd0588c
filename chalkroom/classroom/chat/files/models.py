"""The table of files in the chat."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified


class ChatFile(Identified, Base):
    """One file, from the moment its upload begins until its bytes are deleted.

    Session, uploader and message may be forgotten before it: then nobody reads it any more, and a job deletes the rest.
    """

    __tablename__ = "chat_files"

    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.id", ondelete="SET NULL"), index=True)
    participant_id: Mapped[UUID | None] = mapped_column(ForeignKey("participants.id", ondelete="SET NULL"), index=True)
    message_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("room_log.id", ondelete="SET NULL"), index=True
    )
    """None until it is sent."""
    name: Mapped[str]
    type: Mapped[str | None]
    """What its content shows it to be; None until all of it has arrived."""
    size: Mapped[int] = mapped_column(BigInteger)
    """Bytes; as announced, until all of it has arrived."""
    width: Mapped[int | None]
    height: Mapped[int | None]
    """In pixels, of a picture that may be shown on a page; of nothing else."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    unwanted_at: Mapped[datetime | None]
    """Its message was deleted: the bytes go as soon as a job comes by."""

    @property
    def key(self) -> str:
        """Its place in storage."""
        return f"chat/{self.id}"
