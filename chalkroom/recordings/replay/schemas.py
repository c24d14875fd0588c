"""A recording as people read it. Every `*_ms` is a whole number on its timeline, which begins at `started_at`."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from chalkroom.classroom.chat.files.schemas import File
from chalkroom.classroom.models import ParticipantRole
from chalkroom.classroom.rights import DocumentName
from chalkroom.kit.paging import Page
from chalkroom.recordings.models import AccessKind, TrackKind
from chalkroom.sessions.schemas import Title

State = Literal["recording", "saving", "ready"]
STATE = Field(description="`saving`: the session is over, and something of it may still arrive")
KEEP_UNTIL = Field(description="null: until somebody deletes it")
MAY_MANAGE = Field(description="rename, trim and share it, say how long it is kept, delete it")
Span = tuple[int, int]

Edge = Annotated[int, Field(strict=True, ge=0, lt=2**31)]


class Recording(BaseModel):
    id: UUID
    session_id: UUID
    title: str
    teacher_name: str
    started_at: datetime
    ended_at: datetime | None
    duration_ms: int
    state: State = STATE
    people: list[str] = Field(description="those who agreed to be recorded")
    bytes: int
    captions: list[str] = Field(description="languages")
    kinds: list[TrackKind] = Field(description="of what was captured")
    poster: str | None = Field(description="path and query of a picture, good for ten minutes; null: there is none")
    keep_until: datetime | None = KEEP_UNTIL
    may_manage: bool = MAY_MANAGE


class RecordingChange(BaseModel):
    """What is left out stays as it is."""

    title: Title | None = Field(default=None, description="null: as its session")
    keep_days: Annotated[int, Field(strict=True, ge=1, le=3650)] | None = Field(
        default=None, description="after its session ended; null: until somebody deletes it"
    )
    from_ms: Edge | None = Field(default=None, description="what is before is shown to nobody else; null: nothing")
    to_ms: Edge | None = Field(default=None, description="the same of what is behind")


class RecordingPage(Page[Recording]):
    pass


class ReplaySession(BaseModel):
    id: UUID
    title: str
    teacher_name: str
    timezone: str


class ReplayPerson(BaseModel):
    id: UUID
    name: str | None = Field(description="null: they are not recorded")
    role: ParticipantRole


class ReplayTrack(BaseModel):
    id: UUID
    participant_id: UUID
    copied_by: UUID | None = Field(description="a participant, whose browser recorded what it received of them")
    kind: TrackKind
    mime_type: str
    starts_ms: int
    duration_ms: int
    rate: float = Field(description="position in the file = (time on the timeline - starts_ms) / rate")
    src: str = Field(description="path and query, good for ten minutes; the file is what was there when this was asked")
    width: int | None
    height: int | None
    speech: list[Span] | None = Field(description="null: not known (yet)")
    missing: list[Span]


class ReplayGap(BaseModel):
    from_ms: int
    to_ms: int
    reason: Literal["paused", "stopped"]


class ReplayEvent(BaseModel):
    at_ms: int = Field(description="0 for what was so when the recording began")
    kind: str = Field(description="as in the room's log")
    participant_id: UUID | None
    data: dict[str, Any]


class ReplayMessage(BaseModel):
    at_ms: int
    id: int
    participant_id: UUID
    name: str | None
    text: str
    reply_to: int | None
    files: list[File]
    to: None = Field(default=None, description="private lines are not part of a replay")


class ReplayChapter(BaseModel):
    at_ms: int
    kind: Literal["hand", "screen", "stage", "page", "mark", "chat"]
    title: str | None
    participant_id: UUID | None
    mark_id: UUID | None = Field(default=None, description="of a mark: what it is renamed and deleted by")


class ReplayDocument(BaseModel):
    name: DocumentName
    owner: UUID | None = Field(description="a participant, of their own copy")
    src: str = Field(description="path and query of its history, good for ten minutes")


class ReplayCaptions(BaseModel):
    language: str
    src: str = Field(description="path and query of the WebVTT, good for ten minutes")


class Replay(BaseModel):
    id: UUID
    session: ReplaySession
    started_at: datetime
    duration_ms: int
    from_ms: int = Field(description="what is shown begins here; who does not manage it gets nothing before")
    to_ms: int = Field(description="and ends here")
    state: State = STATE
    people: list[ReplayPerson]
    tracks: list[ReplayTrack]
    gaps: list[ReplayGap]
    events: list[ReplayEvent]
    chat: list[ReplayMessage]
    chapters: list[ReplayChapter]
    documents: list[ReplayDocument]
    captions: list[ReplayCaptions]
    keep_until: datetime | None = KEEP_UNTIL
    may_manage: bool = MAY_MANAGE
    server_time: datetime


class Access(BaseModel):
    """Somebody did this at least once in the hour that began at `hour`."""

    name: str | None = Field(description="null: their account is gone")
    kind: AccessKind
    hour: datetime


class AccessPage(Page[Access]):
    pass
