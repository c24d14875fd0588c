"""Every table, imported once so that migrations and their check know all of them."""

from chalkroom.accounts import models as accounts
from chalkroom.classroom import models as classroom
from chalkroom.kit import mail
from chalkroom.sessions import models as sessions

__all__ = ["accounts", "classroom", "mail", "sessions"]
