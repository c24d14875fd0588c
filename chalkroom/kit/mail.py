"""Mail: written into the outbox in the transaction that causes it, sent by a job.

With no SMTP server configured a mail stays in the outbox, where an administrator reads it in the browser.
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib
import procrastinate
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from chalkroom.kit import clock
from chalkroom.kit.database import Base, Identified
from chalkroom.kit.jobs import JobContext, defer, runtime_of


class Mail(Identified, Base):
    __tablename__ = "mails"

    to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    sent_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Letter:
    """What a feature's emails.py returns: subject and text, in the reader's language."""

    subject: str
    text: str


tasks = procrastinate.Blueprint()


async def post(db: AsyncSession, *, to: str, letter: Letter) -> None:
    """Write a mail and queue its sending."""
    mail = Mail(to=to, subject=letter.subject, text=letter.text)
    db.add(mail)
    await db.flush()
    await defer(db, send, mail_id=str(mail.id))


@tasks.task(
    name="mail:send",
    pass_context=True,
    retry=procrastinate.RetryStrategy(max_attempts=8, exponential_wait=4),
)
async def send(context: JobContext, *, mail_id: str) -> None:
    """Send one mail. Running twice between the server's "250" and our commit would send it twice: as SMTP does."""
    runtime = runtime_of(context)
    if not runtime.settings.smtp_url:
        return
    async with runtime.database.transaction() as db:
        mail = await db.get(Mail, UUID(mail_id), with_for_update=True)
        if mail is None or mail.sent_at:
            return
        await _deliver(mail, smtp_url=runtime.settings.smtp_url, sender=runtime.settings.mail_from)
        mail.sent_at = clock.now()


async def _deliver(mail: Mail, *, smtp_url: str, sender: str) -> None:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(str(mail.id), domain="chalkroom")
    message.set_content(mail.text)

    server = urlsplit(smtp_url)
    use_tls = server.scheme == "smtps"
    await aiosmtplib.send(
        message,
        hostname=server.hostname,
        port=server.port or (465 if use_tls else 587),
        username=unquote(server.username) if server.username else None,
        password=unquote(server.password) if server.password else None,
        use_tls=use_tls,
        timeout=30,
    )
