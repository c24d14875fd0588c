"""Links that open one file for one reader, for a few minutes: a picture and a download can show no token.

The signature says who asked; whether they may still read the file is looked up each time it is used. So a link that
leaks soon leads nowhere, and one to a deleted file does so at once.
"""

import hashlib
import hmac
from uuid import UUID

from chalkroom.kit import clock

SECONDS = 10 * 60


def sign(key: str, file_id: UUID, reader_id: UUID) -> dict[str, str]:
    """The query of a link."""
    until = str(int(clock.now().timestamp()) + SECONDS)
    return {"reader": str(reader_id), "until": until, "signature": _signature(key, file_id, str(reader_id), until)}


def is_good(key: str, file_id: UUID, *, reader: str, until: str, signature: str) -> bool:
    expected = _signature(key, file_id, reader, until)
    return hmac.compare_digest(signature.encode(), expected.encode()) and int(until) > clock.now().timestamp()


def _signature(key: str, file_id: UUID, reader: str, until: str) -> str:
    message = "\n".join(("chat file", str(file_id), reader, until))
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()
