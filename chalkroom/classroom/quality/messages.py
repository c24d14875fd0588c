"""What a page says about its connections, as docs/protocol.md describes it."""

from typing import Annotated, Literal

from pydantic import Field

from chalkroom.classroom.messages import FromClient, Id

MOST_PEOPLE = 16
"""A page in a large room names those whom it reaches worst."""

Quality = Literal["good", "weak", "bad"]
Reason = Literal["loss-in", "loss-out", "delay", "sound-gaps", "picture-stuck", "bandwidth", "processor"]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Milliseconds = Annotated[float, Field(ge=0, le=120_000, allow_inf_nan=False)]
BitsPerSecond = Annotated[float, Field(ge=0, le=1e11, allow_inf_nan=False)]
FramesPerSecond = Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)]


class Measured(FromClient):
    quality: Quality
    reason: Reason | None = None


class PersonMeasured(Measured):
    """The connection to somebody, over the last seconds. What was not measured is left out, or null."""

    participant_id: Id
    loss_in: Share | None = None
    loss_out: Share | None = None
    round_trip_ms: Milliseconds | None = None
    available_out: BitsPerSecond | None = None
    concealed: Share | None = None
    bitrate_in: BitsPerSecond | None = None
    bitrate_out: BitsPerSecond | None = None
    frames_per_second: FramesPerSecond | None = None
    frozen: Share | None = None


class ReportQuality(FromClient):
    people: Annotated[list[PersonMeasured], Field(max_length=MOST_PEOPLE)]
    own: Measured
