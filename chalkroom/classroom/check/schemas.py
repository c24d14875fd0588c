"""What a connection check asks for and reports."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from chalkroom.accounts.fields import PersonName
from chalkroom.classroom.schemas import Code, IceServer


class CheckSetup(BaseModel):
    """What a check measures with."""

    ice_servers: list[IceServer]
    """Each of their addresses is tried alone. Empty: neither STUN nor a relay is configured."""
    relay_only: bool
    """Every call goes through the relay: where none can be reached there is no call."""
    largest_download_bytes: int
    largest_upload_bytes: int


class Received(BaseModel):
    received_bytes: int


class Step(StrEnum):
    """In the order in which a check shows them."""

    BROWSER = "browser"
    MICROPHONE = "microphone"
    CAMERA = "camera"
    SPEAKER = "speaker"
    SIGNALLING = "signalling"
    STUN = "stun"
    RELAY_UDP = "relay_udp"
    RELAY_TCP = "relay_tcp"
    RELAY_TLS = "relay_tls"
    RATE = "rate"


class StepResult(BaseModel):
    step: Step
    outcome: Literal["ok", "weak", "failed", "skipped"]
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")] | None = None
    """Why it is not simply ok, as a word that the client puts into a sentence."""


Kilobits = Annotated[float, Field(ge=0, le=100_000_000, description="kbit/s")]
Milliseconds = Annotated[float, Field(ge=0, le=600_000, description="ms")]


class Rate(BaseModel):
    """What the connection carries. `path` says where delay, jitter and loss were measured."""

    path: Literal["relay", "server"]
    up: Kilobits | None = None
    down: Kilobits | None = None
    through: Kilobits | None = None
    """There and back through the relay: the slower of the two directions. None where no relay was used."""
    delay: Milliseconds | None = None
    """Round trip, median."""
    jitter: Milliseconds | None = None
    loss: Annotated[float, Field(ge=0, le=100, description="percent")] | None = None
    """None where nothing was measured that can get lost: requests to the server are repeated by the network."""


class CheckReport(BaseModel):
    verdict: Literal["ready", "limited", "not_ready"]
    steps: Annotated[list[StepResult], Field(min_length=1, max_length=len(Step))]
    rate: Rate | None = None


class CheckInput(CheckReport):
    passcode: Code | None = None
    """Not needed by an account that has a place in the session."""
    name: PersonName | None = None
    """For people without an account; an account brings its own."""


class PersonCheck(CheckReport):
    """The latest check of one person, as their teacher sees it."""

    name: str
    has_account: bool
    """False: somebody who had the link said that this is their name."""
    at: datetime


class PersonChecks(BaseModel):
    items: list[PersonCheck]
