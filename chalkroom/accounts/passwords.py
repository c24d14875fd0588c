"""Passwords: which are good enough, and how they are kept."""

import asyncio
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TypeVar

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError

from chalkroom.kit.validation import InvalidField

T = TypeVar("T")

COMMON = Path(__file__).with_name("common-passwords.txt")

# argon2id with 64 MiB, 3 passes and 4 lanes: the second recommendation of RFC 9106, section 4, for machines that cannot
# spare 2 GiB. About 0.12 s of one core. A changed profile takes effect for each person at their next sign-in.
_hasher = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)

# The hash of a random password that nobody knows, with the same profile: what is verified for an unknown address.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$4zqfeV/ahuPhTaCD0ZHUjA$8s4v7QJvAo6XGv5Z29zs4XTUNPx/AjhCatIN+3+ZqKw"

# Two at a time: 128 MiB at most, and a rush of sign-ins leaves the event loop its share of the machine.
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")


def check(password: str, *, own_words: Iterable[str]) -> None:
    """Raise InvalidField for a password that is guessed first. `own_words` are the person's name and address."""
    lowered = password.lower()
    if lowered in _common() or len(set(lowered)) < 3:
        raise InvalidField(
            "common_password",
            "This password is among the first that anyone would try. Please think of another, "
            "for example three words that have nothing to do with each other.",
            "Ce mot de passe est parmi les premiers que l’on essaierait. Choisissez-en un autre, "
            "par exemple trois mots sans rapport entre eux.",
        )
    if _is_made_of(lowered, own_words):
        raise InvalidField(
            "personal_password",
            "This password is little more than your name, your address or the name of this place. "
            "Please think of another.",
            "Ce mot de passe se résume presque à votre nom, à votre adresse ou au nom de ce site. "
            "Choisissez-en un autre.",
        )


async def hash(password: str) -> str:
    return await _in_thread(_hasher.hash, password)


async def verify(password: str, hash: str) -> bool:
    """Whether `password` is the one that was hashed. Takes the same time whether it is or not."""
    try:
        return await _in_thread(_hasher.verify, hash, password)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(hash: str) -> bool:
    return _hasher.check_needs_rehash(hash)


async def _in_thread(work: Callable[..., T], *arguments: str) -> T:
    return await asyncio.get_running_loop().run_in_executor(_threads, work, *arguments)


@cache
def _common() -> frozenset[str]:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _is_made_of(lowered: str, own_words: Iterable[str]) -> bool:
    """Whether a password holds one of those words and beside them nothing but digits and punctuation."""
    parts = {"chalkroom"}
    for words in own_words:
        parts |= {words.lower(), *re.split(r"[\W_]+", words.lower())}
    rest = lowered
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= 3:
            rest = rest.replace(part, "")
    return rest != lowered and not re.search(r"[^\W\d_]", rest)
