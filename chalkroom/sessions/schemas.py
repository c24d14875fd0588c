"""The wire shapes of sessions."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, StringConstraints

from chalkroom.accounts.fields import Timezone
from chalkroom.accounts.models import User
from chalkroom.kit.paging import Page
from chalkroom.kit.text import one_line, several_lines
from chalkroom.sessions import models
from chalkroom.sessions.models import RecordingMode, Status
from chalkroom.sessions.permissions import Permission, allowed_now, permissions
from chalkroom.sessions.times import EnteredTime

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), AfterValidator(one_line)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000), AfterValidator(several_lines)]
# Strict: "60" and true are no numbers of minutes.
Minutes = Annotated[int, Field(strict=True, ge=1, le=1440)]
Capacity = Annotated[int, Field(strict=True, ge=1, description="students, the teacher not counted")]
Answer = Annotated[bool, Field(strict=True)]

# The documents' other words for the same fields.
TITLE = AliasChoices("title", "name")
STARTS_AT = AliasChoices("starts_at", "scheduled_time", "scheduledAt", "date")
DURATION = AliasChoices("duration_minutes", "duration")


class SessionChange(BaseModel, frozen=True):
    """Any part of a session's input; what is left out, or null, stays as it is."""

    model_config = ConfigDict(validate_by_name=True)

    title: Title | None = Field(None, validation_alias=TITLE)
    description: Description | None = None
    starts_at: EnteredTime | None = Field(None, validation_alias=STARTS_AT)
    duration_minutes: Minutes | None = Field(None, validation_alias=DURATION)
    timezone: Timezone | None = None
    capacity: Capacity | None = None
    allow_guests: Answer | None = None
    end_to_end: Answer | None = None
    hide_addresses: Answer | None = None
    recording: RecordingMode | None = None


class SessionInput(SessionChange, frozen=True):
    """A whole session."""

    title: Title = Field(validation_alias=TITLE)
    description: Description = ""
    starts_at: EnteredTime = Field(validation_alias=STARTS_AT)
    duration_minutes: Minutes = Field(validation_alias=DURATION)
    timezone: Timezone | None = Field(None, description="an IANA name; if left out, that of the session or the teacher")
    capacity: Capacity = 1
    allow_guests: Answer = False
    end_to_end: Answer = False
    hide_addresses: Answer | None = Field(
        default=None, description="if left out: as it is, and for a new session true where the server has a relay"
    )
    recording: RecordingMode | None = Field(
        default=None,
        description="if left out: as it is, and for a new session automatic; never where it is end-to-end encrypted",
    )


class NewSession(SessionInput, frozen=True):
    status: Literal[Status.DRAFT, Status.SCHEDULED] = Status.SCHEDULED
    continues_session_id: UUID | None = Field(
        default=None,
        description="a session of the same teacher: its board and code go on in this one, for everyone in it",
    )


class Student(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str


class Teacher(Student):
    timezone: str


class May(BaseModel):
    """What the asking person may do with the session as it is now."""

    edit: bool
    publish: bool
    cancel: bool
    delete: bool
    join: bool
    end: bool


class Session(BaseModel):
    id: UUID
    title: str
    description: str
    status: Status
    starts_at: datetime
    ends_at: datetime
    duration_minutes: int
    timezone: str
    capacity: int
    allow_guests: bool
    end_to_end: bool
    hide_addresses: bool
    recording: RecordingMode
    continues_session_id: UUID | None = Field(description="null for everyone but the teacher and administrators")
    teacher: Teacher
    students: list[Student]
    actual_start: datetime | None
    actual_end: datetime | None
    created_at: datetime
    updated_at: datetime
    meeting_id: str
    passcode: str | None = Field(description="null for everyone but the teacher and administrators, as is `link`")
    link: str | None = Field(description="path only")
    may: May

    @classmethod
    def of(cls, session: models.Session, user: User) -> Self:
        """A session as `user` may see it."""
        trusted = Permission.SEE_PASSCODE in permissions(user, session)
        allowed = allowed_now(user, session)
        return cls(
            id=session.id,
            title=session.title,
            description=session.description,
            status=session.status,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            duration_minutes=session.duration_minutes,
            timezone=session.timezone,
            capacity=session.capacity,
            allow_guests=session.allow_guests,
            end_to_end=session.end_to_end,
            hide_addresses=session.hide_addresses,
            recording=session.recording,
            continues_session_id=session.continues_session_id if trusted else None,
            teacher=Teacher.model_validate(session.teacher),
            students=[Student.model_validate(student) for student in session.students],
            actual_start=session.actual_start,
            actual_end=session.actual_end,
            created_at=session.created_at,
            updated_at=session.updated_at,
            meeting_id=session.meeting_id,
            passcode=session.passcode if trusted else None,
            link=session.link if trusted else None,
            may=May(**{name: Permission(name) in allowed for name in May.model_fields}),
        )


class SessionPage(Page[Session]):
    pass
