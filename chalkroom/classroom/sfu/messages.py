"""The payloads about the carrier, as docs/protocol.md describes them."""

from typing import Annotated

from pydantic import Field

from chalkroom.classroom.messages import FromClient


class AboutCarrier(FromClient):
    """`carrier-ready` and `carrier-failed`: of the carrier with this number."""

    number: Annotated[int, Field(ge=0)]
