"""What is in a file that is made of a recording: the replay as everybody may see it, and where its bytes are."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.kit import sealing
from chalkroom.kit.language import Language
from chalkroom.kit.runtime import Runtime
from chalkroom.recordings import playing
from chalkroom.recordings import queries as tracks
from chalkroom.recordings.captions import service as captions
from chalkroom.recordings.captions.service import Captions
from chalkroom.recordings.export import queries
from chalkroom.recordings.export.failures import Failed, Failure
from chalkroom.recordings.export.models import Export, ExportKind, Layout
from chalkroom.recordings.models import RecordedTrack
from chalkroom.recordings.replay import service as replays
from chalkroom.recordings.replay.schemas import Replay
from chalkroom.recordings.replay.timeline import Timeline


@dataclass(frozen=True)
class Wish:
    """What is to be made of which recording; see models.py."""

    recording_id: UUID
    kind: ExportKind
    layout: Layout | None
    height: int | None
    from_ms: int
    to_ms: int | None
    language: Language = "en"
    with_copies: bool = False

    @classmethod
    def of(cls, export: Export) -> "Wish":
        return cls(
            recording_id=export.recording_id,
            kind=export.kind,
            layout=export.layout,
            height=export.height,
            from_ms=export.from_ms,
            to_ms=export.to_ms,
            language=export.language,
            with_copies=export.with_copies,
        )


@dataclass(frozen=True)
class Plan:
    wish: Wish
    from_ms: int
    to_ms: int
    """The part of the recording that the wish comes to."""
    replay: Replay
    """Tracks and documents in the order of `tracks` and `documents`."""
    tracks: list[tuple[RecordedTrack, playing.File]]
    documents: list[DocumentKey]
    key: bytes
    """The recording's own."""
    timeline: Timeline
    captions: list[Captions] = field(default_factory=list)

    @property
    def people(self) -> list[UUID]:
        """Of whom something may be in it."""
        return [person.id for person in self.replay.people if person.name is not None]


async def planned(db: AsyncSession, runtime: Runtime, wish: Wish) -> Plan:
    """Raises Failed where there is nothing to make it of."""
    found_recording = await queries.recording_of(db, wish.recording_id)
    if found_recording is None:
        raise Failed(Failure.NOTHING_RECORDED)
    recording, session = found_recording
    # Its teacher sees everything; what is not for everybody is left out below.
    replay = await replays.replay(db, runtime, reader=session.teacher, recording=recording, session=session)
    if not wish.with_copies:
        replay.documents = [document for document in replay.documents if document.owner is None]
    key = sealing.unwrap(runtime.settings.master_key, recording.key)
    found: list[tuple[RecordedTrack, playing.File]] = []
    for shown in replay.tracks:
        row = await tracks.track(db, shown.id)
        file = await playing.newest(db, runtime.storage, key, row[0]) if row else None
        if row is None or file is None:
            raise Failed(Failure.LOST)
        found.append((row[0], file))
    return Plan(
        wish=wish,
        from_ms=wish.from_ms,
        to_ms=replay.duration_ms if wish.to_ms is None else min(wish.to_ms, replay.duration_ms),
        replay=replay,
        tracks=found,
        documents=[DocumentKey(session.id, document.name, document.owner) for document in replay.documents],
        key=key,
        timeline=Timeline.of(recording),
        captions=await captions.captions_of(db, recording.id),
    )
