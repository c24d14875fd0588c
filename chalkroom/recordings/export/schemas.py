"""Exports as people ask for them and see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from chalkroom.recordings.export.failures import Failure
from chalkroom.recordings.export.models import ExportKind, ExportState, Layout

Height = Literal[720, 1080]


class NewExport(BaseModel):
    kind: ExportKind
    layout: Layout = Field(default=Layout.PRESENTATION, description="of a video")
    height: Height = Field(default=720, description="of a video, in pixels")


class Export(BaseModel):
    id: UUID
    kind: ExportKind
    layout: Layout | None
    height: int | None
    state: ExportState
    progress: Annotated[float, Field(ge=0, le=1)]
    reason: Failure | None = Field(description="why it failed")
    bytes: int | None
    src: str | None = Field(description="path and query of the file, good for ten minutes")
    file_name: str
    created_at: datetime
    keep_until: datetime | None
    may_delete: bool


class Exports(BaseModel):
    items: list[Export]
