"""Who may do what with a session. What its state allows is another question, which models.py answers."""

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select, true

from chalkroom.accounts.models import Role, User
from chalkroom.kit.problems import NotAllowed
from chalkroom.sessions.models import Enrolment, Session, Status


class Permission(StrEnum):
    EDIT = "edit"
    PUBLISH = "publish"
    CANCEL = "cancel"
    DELETE = "delete"
    JOIN = "join"
    END = "end"
    SEE_PASSCODE = "see_passcode"


MANAGING = frozenset(
    {Permission.EDIT, Permission.PUBLISH, Permission.CANCEL, Permission.DELETE, Permission.SEE_PASSCODE}
)
TEACHING = MANAGING | {Permission.JOIN, Permission.END}


def permissions(user: User, session: Session) -> frozenset[Permission]:
    """Of somebody who may see the session: its teacher, an administrator or an enrolled student."""
    if session.teacher_id == user.id:
        return TEACHING
    if user.role is Role.ADMIN:
        return MANAGING | {Permission.END}
    return frozenset({Permission.JOIN, Permission.END} if session.one_to_one else {Permission.JOIN})


def require(user: User, session: Session, permission: Permission) -> None:
    if permission not in permissions(user, session):
        raise NotAllowed()


def allowed_now(user: User, session: Session) -> frozenset[Permission]:
    """What `user` may do and the session's state lets happen: what a screen offers as buttons."""
    return permissions(user, session) & _possible(session)


def _possible(session: Session) -> set[Permission]:
    states = {
        Permission.EDIT: session.is_editable,
        Permission.PUBLISH: session.may_become(Status.SCHEDULED),
        Permission.CANCEL: session.may_become(Status.CANCELLED),
        Permission.DELETE: session.status is Status.DRAFT,
        Permission.JOIN: session.is_open,
        Permission.END: session.may_become(Status.ENDED),
        Permission.SEE_PASSCODE: True,
    }
    return {permission for permission, possible in states.items() if possible}


def visible_to(user: User) -> ColumnElement[bool]:
    """Somebody's own sessions and those they have a place in; an administrator sees all."""
    if user.role is Role.ADMIN:
        return true()
    has_place = Session.id.in_(select(Enrolment.session_id).where(Enrolment.student_id == user.id))
    return or_(Session.teacher_id == user.id, and_(Session.status != Status.DRAFT, has_place))
