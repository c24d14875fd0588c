"""Who may look into a recording: its teacher, those with a place, those who were inside, and administrators."""

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from chalkroom.accounts.models import Role, User
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Admission, LogEntry, Participant, ParticipantRole
from chalkroom.classroom.recording.models import Recording
from chalkroom.sessions.models import Enrolment, Session


def visible_to(user: User) -> ColumnElement[bool]:
    """For a select that joins recordings with their sessions. Who was removed from a room sees nothing of it."""
    there = Recording.deleted_at.is_(None)
    if user.role is Role.ADMIN:
        return and_(there, true())
    has_place = Session.id.in_(select(Enrolment.session_id).where(Enrolment.student_id == user.id))
    mine = select(Participant.id).where(Participant.session_id == Session.id, Participant.user_id == user.id)
    entered = exists().where(
        LogEntry.session_id == Session.id, LogEntry.kind == Kind.JOINED, LogEntry.participant_id.in_(mine)
    )
    removed = mine.where(Participant.admission == Admission.REMOVED).exists()
    return and_(there, or_(Session.teacher_id == user.id, and_(or_(has_place, entered), ~removed)))


def manages(user: User, session: Session) -> bool:
    """Deletes the recording, and sees who looked into it."""
    return session.teacher_id == user.id or user.role is Role.ADMIN


def sees_copy(user: User, session: Session, reader: Participant | None, owner: Participant) -> bool:
    """Somebody's own copy of a document: its owner, and the hosts."""
    hosts = reader is not None and (reader.role is ParticipantRole.TEACHER or reader.co_host)
    return manages(user, session) or hosts or (reader is not None and reader.id == owner.id)
