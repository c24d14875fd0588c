"""Who may do what in a room. At its door the permissions of the session speak (sessions/permissions.py)."""

from enum import StrEnum

from chalkroom.classroom.models import ParticipantRole
from chalkroom.kit.problems import NotAllowed
from chalkroom.sessions.models import Session


class Permission(StrEnum):
    ADMIT = "admit"
    END = "end"


def permissions(role: ParticipantRole, session: Session) -> frozenset[Permission]:
    """Of somebody who is in the room."""
    if role is ParticipantRole.TEACHER:
        return frozenset(Permission)
    return frozenset({Permission.END}) if session.one_to_one else frozenset()


def require(role: ParticipantRole, session: Session, permission: Permission) -> None:
    if permission not in permissions(role, session):
        raise NotAllowed()
