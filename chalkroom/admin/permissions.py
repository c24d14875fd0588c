"""Who may look at what the server keeps."""

from fastapi import Depends

from chalkroom.accounts.errors import SignedOut
from chalkroom.accounts.models import Role
from chalkroom.accounts.permissions import OptionalUser
from chalkroom.admin.errors import AdministratorsOnly
from chalkroom.kit.runtime import Run


async def _may_read_mail(user: OptionalUser, run: Run) -> None:
    """Administrators; in demo mode, which listens on this machine only, anyone."""
    if run.settings.demo:
        return
    if user is None:
        raise SignedOut
    if user.role is not Role.ADMIN:
        raise AdministratorsOnly


MayReadMail = Depends(_may_read_mail)
