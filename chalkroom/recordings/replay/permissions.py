"""Who may look into a recording: its teacher, those with a place, those who were inside, and administrators."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from chalkroom.accounts.models import Role, User
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Admission, LogEntry, Participant, ParticipantRole
from chalkroom.classroom.recording.models import Recording
from chalkroom.recordings.sharing.models import SharedLink
from chalkroom.sessions.models import Enrolment, Session

Reader = User | SharedLink
"""Somebody with an account, or with a link that a teacher gave away."""


def visible_to(reader: Reader) -> ColumnElement[bool]:
    """For a select that joins recordings with their sessions. Who was removed from a room sees nothing of it."""
    there = Recording.deleted_at.is_(None)
    if isinstance(reader, SharedLink):
        return and_(there, Recording.id == reader.recording_id)
    return and_(there, true() if reader.role is Role.ADMIN else is_audience(reader.id))


def is_audience(user_id: UUID | InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Its teacher, those with a place, and those who were inside and not removed. For a select that has the session."""
    has_place = Session.id.in_(select(Enrolment.session_id).where(Enrolment.student_id == user_id))
    theirs = and_(Participant.session_id == Session.id, Participant.user_id == user_id)
    joined = and_(LogEntry.session_id == Session.id, LogEntry.kind == Kind.JOINED)
    entered = exists().where(theirs, joined, LogEntry.participant_id == Participant.id)
    removed = exists().where(theirs, Participant.admission == Admission.REMOVED)
    return or_(Session.teacher_id == user_id, and_(or_(has_place, entered), ~removed))


def manages(reader: Reader, session: Session) -> bool:
    """Names, shares and deletes the recording, and sees who looked into it."""
    return isinstance(reader, User) and (session.teacher_id == reader.id or reader.role is Role.ADMIN)


def sees_copy(reader: Reader, session: Session, inside: Participant | None, owner: Participant) -> bool:
    """Somebody's own copy of a document: its owner, and the hosts."""
    hosts = inside is not None and (inside.role is ParticipantRole.TEACHER or inside.co_host)
    return manages(reader, session) or hosts or (inside is not None and inside.id == owner.id)
