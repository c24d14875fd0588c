"""The public keys of a page and the device it runs on, as docs/protocol.md describes them."""

import base64
import binascii
from typing import Annotated, Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from chalkroom.kit.validation import InvalidField, InvalidInput

SIGNATURE_BYTES = 64
"""Two numbers of 32 bytes, as WebCrypto writes them (IEEE P1363)."""


def decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise InvalidField("not_base64", "This is not base64.", "Ce n’est pas du base64.") from error


def of_length(length: int) -> AfterValidator:
    """Base64 of this many bytes."""

    def check(text: str) -> str:
        if len(decoded(text)) != length:
            raise InvalidField(
                "wrong_length",
                f"This must be base64 of {length} bytes.",
                f"{length} octets en base64 sont attendus ici.",
            )
        return text

    return AfterValidator(check)


def _on_the_curve(text: str) -> str:
    try:
        _public_key(text)
    except ValueError as error:
        raise InvalidField("no_key", "This is not a key on P-256.", "Ce n’est pas une clé sur P-256.") from error
    return text


_Short = StringConstraints(max_length=200)
PublicKey = Annotated[str, _Short, of_length(65), AfterValidator(_on_the_curve)]
Signature = Annotated[str, _Short, of_length(SIGNATURE_BYTES)]


class Device(BaseModel):
    """The signing key of a device, the agreement key of one life of its page, and the signature that joins them."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    signing: PublicKey
    agreement: PublicKey
    signature: Signature

    def require_made_for(self, *, session_id: UUID, participant_id: str, connection_id: str) -> None:
        """Pages check this themselves. Checked here too, nobody is in the room whom the others would ignore."""
        keys = (decoded(self.signing), decoded(self.agreement))
        text = framed("chalkroom device 1", str(session_id), participant_id, connection_id, *keys)
        signature = decoded(self.signature)
        half = SIGNATURE_BYTES // 2
        der = encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
        try:
            _public_key(self.signing).verify(der, text, ec.ECDSA(SHA256()))
        except InvalidSignature as error:
            raise InvalidInput.of(
                "device",
                InvalidField(
                    "bad_signature",
                    "These keys were not signed for this page.",
                    "Ces clés n’ont pas été signées pour cette page.",
                ),
            ) from error

    def wire(self) -> dict[str, Any]:
        return self.model_dump()


def framed(*parts: str | bytes) -> bytes:
    """Each part behind its length in four bytes: no two lists of parts give the same bytes."""
    encoded = [part.encode() if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4) + part for part in encoded)


def _public_key(text: str) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(text))
