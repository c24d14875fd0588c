"""Every table, imported once so that migrations and their check know all of them."""

from chalkroom.accounts import models as accounts
from chalkroom.classroom import models as classroom
from chalkroom.classroom.chat.files import models as chat_files
from chalkroom.classroom.documents import models as documents
from chalkroom.classroom.recording import models as recording
from chalkroom.kit import mail
from chalkroom.recordings import models as recordings
from chalkroom.recordings.captions import models as captions
from chalkroom.recordings.export import models as export
from chalkroom.recordings.marking import models as marking
from chalkroom.recordings.posters import models as posters
from chalkroom.recordings.sharing import models as sharing
from chalkroom.sessions import models as sessions

__all__ = [
    "accounts",
    "captions",
    "chat_files",
    "classroom",
    "documents",
    "export",
    "mail",
    "marking",
    "posters",
    "recording",
    "recordings",
    "sessions",
    "sharing",
]
