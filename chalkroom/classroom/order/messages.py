"""The payloads of keeping order, as docs/protocol.md describes them."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, field_validator, model_validator

from chalkroom.accounts.fields import PersonName
from chalkroom.classroom.messages import AboutParticipant, FromClient, Id
from chalkroom.classroom.rights import DocumentName, Right, Stage

# Strict reading would refuse a plain string, and JSON has no other.
NamedRight = Annotated[Right, Field(strict=False)]
NamedStage = Annotated[Stage, Field(strict=False)]
NamedDocument = Annotated[DocumentName, Field(strict=False)]
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
    private: Annotated[list[NamedDocument], Field(max_length=len(DocumentName))] | None = None
    """The documents of which each works on a copy of their own."""


class SetExceptions(AboutParticipant):
    exceptions: dict[NamedRight, bool]


class SetCoHost(AboutParticipant):
    co_host: bool


class SetStage(FromClient):
    stage: NamedStage
    follow: bool
    copy_of: Id | None = None
    """Whose own copy of it; left out: the shared one."""

    @field_validator("copy_of")
    @classmethod
    def _as_ids_are_written(cls, given: str | None) -> str | None:
        return None if given is None else str(UUID(given))

    @model_validator(mode="after")
    def _people_have_no_copy(self) -> Self:
        if self.copy_of is not None and self.stage is Stage.PEOPLE:
            raise ValueError("only of a board or code is there a copy")
        return self


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
