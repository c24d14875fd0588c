"""Who may do what in a room. At its door the permissions of the session speak (sessions/permissions.py).

What everybody does for themselves, such as speaking, is not a permission but a right (rights.py).
"""

from enum import StrEnum

from chalkroom.classroom.models import ParticipantRole
from chalkroom.classroom.presence import Person
from chalkroom.kit.problems import NotAllowed


class Permission(StrEnum):
    ADMIT = "admit"
    KEEP_ORDER = "keep_order"
    """Mute, remove, set rules, and whatever else a host does with others."""
    EXTEND = "extend"
    APPOINT = "appoint"
    """Make a co-host, or remove one."""
    ALLOW_UNENCRYPTED = "allow_unencrypted"
    """Let a room go on that is no longer encrypted from end to end."""
    END = "end"
    RECORD = "record"
    """Start and stop."""
    PAUSE_RECORDING = "pause_recording"
    """And let it go on."""


HOSTING = frozenset(
    {
        Permission.ADMIT,
        Permission.KEEP_ORDER,
        Permission.EXTEND,
        Permission.RECORD,
        Permission.PAUSE_RECORDING,
    }
)
ONE_TO_ONE = frozenset({Permission.END, Permission.PAUSE_RECORDING})
"""Of either of two people who have a session to themselves."""


def permissions(person: Person, *, one_to_one: bool) -> frozenset[Permission]:
    """Of somebody who is in the room."""
    if person.role is ParticipantRole.TEACHER:
        return frozenset(Permission)
    shared = ONE_TO_ONE if one_to_one else frozenset[Permission]()
    return shared | (HOSTING if person.co_host else frozenset())


def require(person: Person, permission: Permission, *, one_to_one: bool = False) -> None:
    """`one_to_one` says whether the session is; it decides about END and PAUSE_RECORDING alone."""
    if permission not in permissions(person, one_to_one=one_to_one):
        raise NotAllowed()
