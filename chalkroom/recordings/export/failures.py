"""Why a file could not be made, as the table and the API say it; the client has a sentence for each."""

from enum import StrEnum


class Failure(StrEnum):
    NO_SPACE = "no_space"
    """The disk or the storage of the server is full."""
    NOTHING_RECORDED = "nothing_recorded"
    """There is no sound and no picture in it, or no captions were given."""
    LOST = "lost"
    """Something that was recorded cannot be read any more."""
    BROKE_OFF = "broke_off"
    """Whatever else; what happened is in the server's log."""


class Failed(Exception):
    """The file will not be there, however often it is tried."""

    def __init__(self, reason: Failure) -> None:
        super().__init__(reason.value)
        self.reason = reason
