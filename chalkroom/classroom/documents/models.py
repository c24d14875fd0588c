"""Which documents a session has, and where their state begins: everything later is in the room's log."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.classroom.rights import Right
from chalkroom.kit import clock
from chalkroom.kit.database import Base


class DocumentName(StrEnum):
    BOARD = "board"
    CODE = "code"


RIGHT_TO_WRITE = {DocumentName.BOARD: Right.DRAW, DocumentName.CODE: Right.CODE}


class DocumentSnapshot(Base):
    """A document up to an entry of the log, so that loading does not begin with the first stroke. The log keeps all."""

    __tablename__ = "document_snapshots"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[DocumentName] = mapped_column(primary_key=True)
    log_id: Mapped[int] = mapped_column(BigInteger)
    """The last entry that is in it."""
    state: Mapped[bytes]
    """One Yjs update (version 1) that makes the document out of an empty one."""
    size: Mapped[int]
    """Bytes."""
    types: Mapped[int]
    """How many maps, texts and lists it has ever had inside others; see updates.py."""
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
