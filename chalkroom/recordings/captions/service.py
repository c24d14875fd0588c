"""The verbs of captions. Who puts and deletes them manages the recording: the caller knows that."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.kit.problems import NotFound
from chalkroom.recordings.captions import vtt
from chalkroom.recordings.captions.models import RecordingCaptions
from chalkroom.recordings.captions.vtt import Cue, NotVtt
from chalkroom.recordings.errors import BadCaptions, TooManyCaptions

MOST_LANGUAGES = 20
MOST_CUES = 20_000


@dataclass(frozen=True)
class Captions:
    language: str
    cues: list[Cue]
    """On the recording's timeline, in the order in which they begin."""


async def put(db: AsyncSession, *, recording_id: UUID, language: str, content: bytes) -> None:
    """In place of those in the same language."""
    try:
        cues = vtt.read(content.decode())
    except NotVtt as error:
        raise BadCaptions(line=error.line) from error
    except UnicodeDecodeError as error:
        raise BadCaptions(line=content.count(b"\n", 0, error.start) + 1) from error
    if not cues or len(cues) > MOST_CUES:
        raise BadCaptions(line=1)
    known = await db.get(RecordingCaptions, (recording_id, language))
    if known is None:
        if await _count(db, recording_id) >= MOST_LANGUAGES:
            raise TooManyCaptions(limit=MOST_LANGUAGES)
        known = RecordingCaptions(recording_id=recording_id, language=language)
        db.add(known)
    known.text = vtt.write(cues)


async def remove(db: AsyncSession, *, recording_id: UUID, language: str) -> None:
    known = await db.get(RecordingCaptions, (recording_id, language))
    if known is None:
        raise NotFound()
    await db.delete(known)


async def captions_of(db: AsyncSession, recording_id: UUID) -> list[Captions]:
    """By their languages."""
    known = select(RecordingCaptions).where(RecordingCaptions.recording_id == recording_id)
    found = await db.scalars(known.order_by(RecordingCaptions.language))
    return [Captions(captions.language, vtt.read(captions.text)) for captions in found]


async def text_of(db: AsyncSession, recording_id: UUID, language: str, *, from_ms: int, to_ms: int) -> str:
    """WebVTT, of a part of the recording: what is said at its edges is in it. NotFound where there is none."""
    known = await db.get(RecordingCaptions, (recording_id, language))
    if known is None:
        raise NotFound()
    return vtt.write(cue for cue in vtt.read(known.text) if cue.to_ms > from_ms and cue.from_ms < to_ms)


async def languages(db: AsyncSession, recordings: Collection[UUID]) -> dict[UUID, list[str]]:
    """Of each of these recordings that has captions, in order."""
    known = select(RecordingCaptions.recording_id, func.array_agg(RecordingCaptions.language)).where(
        RecordingCaptions.recording_id.in_(recordings)
    )
    rows = await db.execute(known.group_by(RecordingCaptions.recording_id))
    return {recording_id: sorted(found) for recording_id, found in rows}


async def forget(db: AsyncSession, recording_id: UUID) -> None:
    """With all that was stored of the recording."""
    await db.execute(delete(RecordingCaptions).where(RecordingCaptions.recording_id == recording_id))


async def _count(db: AsyncSession, recording_id: UUID) -> int:
    known = select(func.count()).select_from(RecordingCaptions)
    return (await db.scalars(known.where(RecordingCaptions.recording_id == recording_id))).one()
