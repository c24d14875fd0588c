"""Which documents a session has, and where their state begins: everything later is in the room's log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.classroom.rights import DocumentName, Right
from chalkroom.kit import clock
from chalkroom.kit.database import Base

RIGHT_TO_WRITE = {DocumentName.BOARD: Right.DRAW, DocumentName.CODE: Right.CODE}


@dataclass(frozen=True)
class DocumentKey:
    """One document."""

    session_id: UUID
    name: DocumentName
    owner: UUID | None = None
    """The participant whose own copy it is; None: everybody's."""

    @property
    def shared(self) -> "DocumentKey":
        """The one that everybody has, of which a copy is made."""
        return DocumentKey(self.session_id, self.name)


class DocumentSnapshot(Base):
    """A document up to an entry of the log, so that loading does not begin with the first stroke. The log keeps all."""

    __tablename__ = "document_snapshots"
    __table_args__ = (
        UniqueConstraint(
            "session_id", "name", "owner", name="uq_document_snapshots_document", postgresql_nulls_not_distinct=True
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    name: Mapped[DocumentName]
    owner: Mapped[UUID | None] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    """Of somebody's own copy; null for everybody's document."""
    log_id: Mapped[int] = mapped_column(BigInteger)
    """The last entry that is in it."""
    state: Mapped[bytes]
    """One Yjs update (version 1) that makes the document out of an empty one."""
    size: Mapped[int]
    """Bytes."""
    types: Mapped[int]
    """How many maps, texts and lists it has ever had inside others; see updates.py."""
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
