"""What the door says and hears over HTTP."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AliasChoices, BaseModel, Field, StringConstraints

from chalkroom.accounts.fields import PersonName
from chalkroom.classroom.models import Participant, ParticipantRole
from chalkroom.sessions.models import RecordingMode, Session, Status

Code = Annotated[str, StringConstraints(max_length=100)]


class RoomSession(BaseModel):
    """A session as everyone who has its link sees it."""

    id: UUID
    meeting_id: str
    title: str
    status: Status
    starts_at: datetime
    ends_at: datetime
    timezone: str
    teacher_name: str
    capacity: int
    one_to_one: bool
    end_to_end: bool
    hide_addresses: bool
    recording: RecordingMode

    @classmethod
    def of(cls, session: Session) -> "RoomSession":
        return cls(
            id=session.id,
            meeting_id=session.meeting_id,
            title=session.title,
            status=session.status,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            timezone=session.timezone,
            teacher_name=session.teacher.name,
            capacity=session.capacity,
            one_to_one=session.one_to_one,
            end_to_end=session.end_to_end,
            hide_addresses=session.hide_addresses,
            recording=session.recording,
        )


class PreviewInput(BaseModel):
    passcode: Code


class RoomPreview(BaseModel):
    session: RoomSession
    entry: Literal["direct", "lobby", "sign_in"]
    """`sign_in`: no account was shown and the session allows no guests."""
    relay_only: bool = False
    """As in the JoinAnswer; guests read it before they say who they are."""


class JoinInput(BaseModel):
    passcode: Code
    name: PersonName | None = None
    """Guests only; an account brings its own."""
    room_token: Annotated[str, StringConstraints(max_length=100)] | None = None
    """A guest who comes back shows the last token, and is the same person again."""


class IceServer(BaseModel):
    urls: list[str]
    username: str | None = None
    credential: str | None = None


class ParticipantName(BaseModel):
    id: UUID
    name: str
    role: ParticipantRole

    @classmethod
    def of(cls, participant: Participant) -> "ParticipantName":
        return cls(id=participant.id, name=participant.shown_name, role=participant.role)


class JoinAnswer(BaseModel):
    room_token: str
    participant: ParticipantName
    admission: Literal["admitted", "waiting"]
    media: Literal["mesh"] = "mesh"
    ice_servers: list[IceServer]
    ice_seconds: int | None
    """How long their credentials are good; None where there are none."""
    relay_only: bool = False
    """Every call goes through the relay: no side learns the other's address."""
    session: RoomSession


class VideoSessionInput(BaseModel):
    booking_id: Annotated[UUID, Field(validation_alias=AliasChoices("booking_id", "bookingId"))]


class VideoSession(BaseModel):
    """A room as the third document describes it. Until bookings exist, a session is its own booking."""

    id: UUID
    booking_id: UUID
    session_token: str | None
    """A room token of the caller; None once the session is over."""
    status: Literal["ACTIVE", "ENDED"]
    started_at: datetime | None
    ended_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, session: Session, token: str | None) -> "VideoSession":
        return cls(
            id=session.id,
            booking_id=session.id,
            session_token=token,
            status="ENDED" if session.is_over else "ACTIVE",
            started_at=session.actual_start,
            ended_at=session.actual_end,
            created_at=session.created_at,
            updated_at=session.updated_at,
        )
