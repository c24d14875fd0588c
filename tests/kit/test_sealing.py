"""Sealed objects: whole and in parts, and every way in which they may have been changed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chalkroom.kit import sealing
from chalkroom.kit.sealing import BLOCK, HEAD, TAG, SealBroken
from chalkroom.kit.storage import Storage

NAME = "recordings/1/2/track"
SIZES = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 7]


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(None, folder=tmp_path / "files")


def content(size: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(size))


async def kept(storage: Storage, key: bytes, plain: bytes, name: str = NAME) -> Path:
    """Its file, after it was sealed piece by piece."""

    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(plain), 10_000):
            yield plain[at : at + 10_000]

    await storage.put(name, sealing.seal(key, name, pieces()))
    assert storage.folder
    return storage.folder / name


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_sealed_opens_again_and_shows_nothing_meanwhile(storage: Storage, size: int) -> None:
    key, plain = sealing.new_key(), content(size)
    file = await kept(storage, key, plain)
    assert await sealing.open_whole(storage, key, NAME, size=size) == plain
    assert len(file.read_bytes()) == HEAD + size + TAG * max(1, -(-size // BLOCK))
    assert size < 32 or plain[:32] not in file.read_bytes()


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1), (0, BLOCK), (BLOCK - 1, BLOCK + 1), (BLOCK, 2 * BLOCK), (5, 5), (2 * BLOCK + 3, 196_000)]
)
async def test_a_part_opens_alone(storage: Storage, start: int, end: int) -> None:
    key, plain = sealing.new_key(), content(3 * BLOCK)
    await kept(storage, key, plain)
    part = sealing.open_part(storage, key, NAME, size=len(plain), start=start, end=end)
    assert b"".join([piece async for piece in part]) == plain[start:end]


async def test_nothing_opens_with_another_key_or_under_another_name(storage: Storage) -> None:
    key, plain = sealing.new_key(), content(100)
    file = await kept(storage, key, plain)
    with pytest.raises(SealBroken):
        await sealing.open_whole(storage, sealing.new_key(), NAME, size=len(plain))
    file.rename(file.with_name("other"))
    with pytest.raises(SealBroken):
        await sealing.open_whole(storage, key, f"{NAME.removesuffix('track')}other", size=len(plain))


@pytest.mark.parametrize("size", [size for size in SIZES if size])
async def test_what_is_changed_cut_off_or_moved_is_noticed(storage: Storage, size: int) -> None:
    key, plain = sealing.new_key(), content(size)
    file = await kept(storage, key, plain)
    sealed = file.read_bytes()
    block = BLOCK + TAG
    changes = {
        "a bit": sealed[:-1] + bytes([sealed[-1] ^ 1]),
        "the salt": sealed[: HEAD - 1] + bytes([sealed[HEAD - 1] ^ 1]) + sealed[HEAD:],
        "the end": sealed[:-1],
        "the last block": sealed[: HEAD + (len(sealed) - HEAD - 1) // block * block],
        "everything": b"",
    }
    if size > 2 * BLOCK:
        changes["the order"] = (
            sealed[:HEAD]
            + sealed[HEAD + block : HEAD + 2 * block]
            + sealed[HEAD : HEAD + block]
            + sealed[HEAD + 2 * block :]
        )
    for changed in changes.values():
        file.write_bytes(changed)
        with pytest.raises(SealBroken):
            await sealing.open_whole(storage, key, NAME, size=size)


def test_a_key_is_wrapped_under_one_secret() -> None:
    key = sealing.new_key()
    wrapped = sealing.wrap(sealing.master_key("one secret of the settings"), key)
    assert key not in wrapped
    assert sealing.unwrap(sealing.master_key("one secret of the settings"), wrapped) == key
    with pytest.raises(SealBroken):
        sealing.unwrap(sealing.master_key("another secret of the settings"), wrapped)
