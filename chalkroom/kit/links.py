"""Links that open one thing for one reader, for a few minutes: a picture, a video and a download can show no token.

The signature says what is opened and who asked; whether they may still read it is looked up each time it is used. So a
link that leaks soon leads nowhere, and one to something deleted does so at once.
"""

import hashlib
import hmac

from chalkroom.kit import clock

SECONDS = 10 * 60


def sign(key: str, *what: object) -> dict[str, str]:
    """The part of a link's query that keeps others from making one. `what`: its kind, what it opens, and for whom."""
    until = str(int(clock.now().timestamp()) + SECONDS)
    return {"until": until, "signature": _signature(key, what, until)}


def is_good(key: str, *what: object, until: str, signature: str) -> bool:
    """`until` holds digits, if anything."""
    expected = _signature(key, what, until)
    return hmac.compare_digest(signature.encode(), expected.encode()) and int(until) > clock.now().timestamp()


def _signature(key: str, what: tuple[object, ...], until: str) -> str:
    message = "\n".join((*map(str, what), until))
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()
