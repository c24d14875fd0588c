"""Addresses in signalling, for rooms in which no side may learn the other's (see ice.relay_only).

Pages are asked to use the relay alone; browsers then leave the addresses out, yet not all of them everywhere: some name
the address behind the relay beside the relay's. Formats: RFC 8839.
"""

import re

_KIND = re.compile(r" typ (\S+)")
_BEHIND = re.compile(r" raddr \S+ rport \d+")
_END_OF_CANDIDATES = ""


def of_relay(candidate: str) -> str | None:
    """A candidate without the address behind it; None for one that is not the relay's."""
    if candidate == _END_OF_CANDIDATES:
        return candidate
    kind = _KIND.search(candidate)
    return _BEHIND.sub(" raddr 0.0.0.0 rport 0", candidate) if kind and kind[1] == "relay" else None


def through_relay(sdp: str) -> str:
    """A description that names the relay's addresses alone."""
    return "".join(kept for line in sdp.splitlines(keepends=True) if (kept := _line(line)))


def _line(line: str) -> str | None:
    if line.startswith("a=candidate:"):
        return of_relay(line)
    if line.startswith("c="):
        return "c=IN IP4 0.0.0.0\r\n"  # what counts are the candidates
    if line.startswith("a=rtcp:"):
        return "a=rtcp:9 IN IP4 0.0.0.0\r\n"
    return line
