"""Devices for tests, as docs/protocol.md describes them."""

import base64
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalkroom.classroom.e2ee.device import framed
from tests.accounts.people import Person
from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Inside, Lesson


def base64_of(length: int) -> str:
    return base64.b64encode(os.urandom(length)).decode()


def a_room_key(to: str, epoch: int = 1) -> dict[str, Any]:
    """To the server a key is bytes that it cannot read."""
    return {"to": to, "epoch": epoch, "wrapped": base64_of(92), "signature": base64_of(64)}


class Device:
    def __init__(self) -> None:
        self._signing = ec.generate_private_key(ec.SECP256R1())
        self._agreement = ec.generate_private_key(ec.SECP256R1())

    def statement(self, session_id: str, participant_id: str, connection_id: str) -> dict[str, str]:
        signing, agreement = _raw(self._signing), _raw(self._agreement)
        text = framed("chalkroom device 1", session_id, participant_id, connection_id, signing, agreement)
        r, s = decode_dss_signature(self._signing.sign(text, ec.ECDSA(SHA256())))
        return {
            "signing": base64.b64encode(signing).decode(),
            "agreement": base64.b64encode(agreement).decode(),
            "signature": base64.b64encode(r.to_bytes(32) + s.to_bytes(32)).decode(),
        }


async def with_device(lesson: Lesson, person: Person) -> tuple[RoomClient, str, dict[str, str]]:
    """A page that has not joined yet, who it is, and what it says of its device."""
    entrance = await lesson.entrance(person)
    page = await lesson.page(entrance["room_token"])
    participant_id = entrance["participant"]["id"]
    return page, participant_id, Device().statement(lesson.session["id"], participant_id, page.connection_id)


async def enters(lesson: Lesson, person: Person) -> Inside:
    page, participant_id, device = await with_device(lesson, person)
    joined = await page.join(device=device)
    assert joined["state"] == "admitted", joined
    return Inside(page, participant_id, person)


def _raw(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
