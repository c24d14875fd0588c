"""What somebody shows over HTTP who is in a room: its token. Guests have nothing else."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import APIKeyHeader

_Shown = Annotated[
    str | None,
    Depends(APIKeyHeader(name="Authorization", scheme_name="RoomToken", auto_error=False, description="Room <token>")),
]


def _room_token(shown: _Shown) -> str | None:
    scheme, _, token = (shown or "").partition(" ")
    return token.strip() if scheme.lower() == "room" else None


RoomToken = Annotated[str | None, Depends(_room_token)]
