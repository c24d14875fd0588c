"""Encryption at rest: what is stored is sealed in blocks, so that any part of a large file can be opened alone.

A sealed object is a head (four letters and a random salt) and blocks of BLOCK bytes, each with AES-256-GCM. The key of
an object comes out of its owner's key, the salt and the object's name: under another name it does not open. A block's
nonce is its number, and whether it is the last: none can be left out, moved or cut off unnoticed. The construction is
STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance,
2015).

    key = new_key()
    kept = wrap(master, key)                                  what the database keeps
    await storage.put(name, seal(key, name, pieces))
    async for piece in open_part(storage, key, name, size=…, start=10, end=20): …
"""

import os
from collections.abc import AsyncIterable, AsyncIterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from chalkroom.kit.storage import Storage

KEY_BYTES = 32
BLOCK = 64 * 1024
"""Bytes of a block before it is sealed; the last one may be shorter, and is empty only in an empty object."""
TAG = 16
MAGIC = b"CRS1"
SALT = 16
HEAD = len(MAGIC) + SALT


class SealBroken(Exception):
    """What was stored is not what was sealed, or was sealed with another key."""


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def master_key(secret: str) -> bytes:
    """The key under which others are wrapped, out of a secret of the settings."""
    return _derived(secret.encode(), salt=b"", info=b"chalkroom key wrapping")


def wrap(master: bytes, key: bytes) -> bytes:
    """RFC 3394."""
    return aes_key_wrap(master, key)


def unwrap(master: bytes, wrapped: bytes) -> bytes:
    try:
        return aes_key_unwrap(master, wrapped)
    except InvalidUnwrap as error:
        raise SealBroken("the key was wrapped under another secret") from error


async def seal(key: bytes, name: str, pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """What to store under `name`."""
    salt = os.urandom(SALT)
    cipher = _cipher(key, name, salt)
    yield MAGIC + salt
    number, waiting = 0, bytearray()
    async for piece in pieces:
        waiting += piece
        while len(waiting) > BLOCK:  # a full one may be the last
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:BLOCK]), None)
            del waiting[:BLOCK]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), None)


async def open_part(
    storage: Storage, key: bytes, name: str, *, size: int, start: int = 0, end: int | None = None
) -> AsyncIterator[bytes]:
    """The bytes from `start` up to and without `end` of an object that had `size` bytes.

    Raises NotStored, SealBroken.
    """
    end = size if end is None else end
    if not 0 <= start <= end <= size:
        raise ValueError(f"no part of {size} bytes: {start} to {end}")
    if await storage.size(name) != _sealed_end(max(0, size - 1) // BLOCK, size):
        raise SealBroken(f"{name} is not as long as it was")
    head = b"".join([piece async for piece in await storage.read(name, start=0, end=HEAD)])
    if not head.startswith(MAGIC):
        raise SealBroken(f"{name} has no head")
    cipher = _cipher(key, name, head[len(MAGIC) :])
    final = max(0, size - 1) // BLOCK
    first = min(start // BLOCK, final)
    through = max(first, max(0, end - 1) // BLOCK)
    sealed = await storage.read(name, start=HEAD + first * (BLOCK + TAG), end=_sealed_end(through, size))
    number = first
    async for block in _blocks(sealed):
        try:
            plain = cipher.decrypt(_nonce(number, last=number == final), block, None)
        except InvalidTag as error:
            raise SealBroken(f"{name} is damaged in block {number}") from error
        offset = number * BLOCK
        yield plain[max(0, start - offset) : max(0, end - offset)]
        number += 1


async def open_whole(storage: Storage, key: bytes, name: str, *, size: int) -> bytes:
    return b"".join([piece async for piece in open_part(storage, key, name, size=size)])


async def _blocks(sealed: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    waiting = bytearray()
    async for piece in sealed:
        waiting += piece
        while len(waiting) >= BLOCK + TAG:
            yield bytes(waiting[: BLOCK + TAG])
            del waiting[: BLOCK + TAG]
    if waiting:
        yield bytes(waiting)


def _sealed_end(through: int, size: int) -> int:
    """Where block `through` ends in what is stored."""
    return HEAD + min((through + 1) * BLOCK, size) + (through + 1) * TAG


def _cipher(key: bytes, name: str, salt: bytes) -> AESGCM:
    return AESGCM(_derived(key, salt=salt, info=name.encode()))


def _derived(key: bytes, *, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
