"""Tokens that are shown as `Authorization: <scheme> <token>`, where it is no account that asks.

RoomToken = Annotated[str | None, shown_as("Room", "RoomToken")]     None: nothing of this scheme was shown
"""

from typing import Annotated, Any

from fastapi import Depends
from fastapi.security import APIKeyHeader


def shown_as(scheme: str, name: str) -> Any:
    """A dependency that gives the token. `name`: what the OpenAPI document calls it."""
    header = APIKeyHeader(name="Authorization", scheme_name=name, auto_error=False, description=f"{scheme} <token>")

    def token(shown: Annotated[str | None, Depends(header)]) -> str | None:
        found, _, rest = (shown or "").partition(" ")
        return rest.strip() if found.lower() == scheme.lower() else None

    return Depends(token)
