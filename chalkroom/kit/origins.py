"""Which host the page comes from that makes a request."""

from urllib.parse import urlsplit


def host_of(origin: str) -> str:
    """With its port, as in the header Host; empty for what is no origin: programs may write anything there."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
