"""What somebody shows over HTTP who is in a room: its token. Guests have nothing else."""

from typing import Annotated

from chalkroom.kit.credentials import shown_as

RoomToken = Annotated[str | None, shown_as("Room", "RoomToken")]
