"""The payloads of keeping order, as docs/protocol.md describes them."""

from typing import Annotated, Literal

from pydantic import Field

from chalkroom.accounts.fields import PersonName
from chalkroom.classroom.messages import AboutParticipant, FromClient, Id
from chalkroom.classroom.rights import Right, Stage

# Strict reading would refuse a plain string, and JSON has no other.
NamedRight = Annotated[Right, Field(strict=False)]
NamedStage = Annotated[Stage, Field(strict=False)]
Reaction = Literal["thumbs_up", "heart", "laugh", "surprised", "clap", "celebrate"]


class AboutOneOrAll(FromClient):
    participant_id: Id | None
    """None: everyone. It has to be said: nobody silences a class by leaving a field out."""


class SetRules(FromClient):
    """What is left out, or null, stays as it is."""

    locked: bool | None = None
    join_muted: bool | None = None
    rights: Annotated[list[NamedRight], Field(max_length=len(Right))] | None = None
    encrypted: bool | None = None
    """False, from the teacher: a room that was encrypted from end to end is so no longer."""


class SetExceptions(AboutParticipant):
    exceptions: dict[NamedRight, bool]


class SetCoHost(AboutParticipant):
    co_host: bool


class SetStage(FromClient):
    stage: NamedStage
    follow: bool


class RaiseHand(FromClient):
    raised: bool


class React(FromClient):
    reaction: Reaction


class Rename(AboutParticipant):
    name: PersonName


class ReportMedia(AboutParticipant):
    kind: Literal["audio", "video"]


class Extend(FromClient):
    minutes: Annotated[int, Field(ge=5, le=120)]
