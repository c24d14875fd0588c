"""The payload of `room-key`, as docs/protocol.md describes it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chalkroom.classroom.e2ee.device import Signature, of_length
from chalkroom.classroom.messages import FromClient, Id

WRAPPED_BYTES = 12 + 32 + 32 + 16
"""A nonce, the key, the digest of those who hold it, and the tag of AES-GCM."""
LAST_EPOCH = 2**31 - 1


class RoomKey(FromClient):
    """The key of one epoch, wrapped for one participant."""

    to: Id
    epoch: Annotated[int, Field(ge=1, le=LAST_EPOCH)]
    wrapped: Annotated[str, StringConstraints(max_length=200), of_length(WRAPPED_BYTES)]
    signature: Signature
