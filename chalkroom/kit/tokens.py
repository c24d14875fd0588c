"""Secrets that people and programs carry. All come from the operating system's random source."""

import hashlib
import secrets

# No i, l, o, 0, 1: what is read out over the phone must not be mistaken.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def new_token() -> str:
    """32 random bytes as base64url, 43 characters."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """What is stored instead of a token. A token is random, so that a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode()).digest()


def readable_code(*groups: int) -> str:
    """Groups of readable letters and digits: readable_code(3, 4, 3) → "kqm-7hfa-2xz"."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(size)) for size in groups)


def normalise_code(typed: str, *groups: int) -> str:
    """What a person typed, as readable_code wrote it: without case, blanks or misplaced dashes."""
    plain = "".join(letter for letter in typed.lower() if letter.isalnum())
    parts, at = [], 0
    for size in groups:
        parts.append(plain[at : at + size])
        at += size
    return "-".join(parts) if at == len(plain) else plain
