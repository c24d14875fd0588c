"""The verbs of capture: a track is opened, its chunks are stored, it is closed. Each may be repeated without harm."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom.models import Admission, Participant
from chalkroom.classroom.recording import copying
from chalkroom.classroom.recording import service as recording_service
from chalkroom.classroom.recording.models import Recording, RecordingState
from chalkroom.kit import clock
from chalkroom.kit.jobs import defer
from chalkroom.kit.tokens import hash_token
from chalkroom.kit.validation import InvalidField, InvalidInput
from chalkroom.recordings import indexing, queries, tasks
from chalkroom.recordings.errors import (
    AfterTheEnd,
    ChunkDiffers,
    NoSuchTrack,
    NotRecorded,
    NotTheCopier,
    RecordingsFull,
    TrackDiffers,
    TrackGone,
)
from chalkroom.recordings.models import RecordedChunk, RecordedTrack
from chalkroom.recordings.schemas import NewTrack
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.models import Session

GIGABYTE = 1024**3
GIGABYTES_BEYOND = 20
"""What runs when all room is taken, runs on, but not for ever: ten people take about so much in two hours."""
CLOCK_TOLERANCE = timedelta(seconds=10)
"""How far a page's idea of the room's clock may be off."""
PAST_THE_END = timedelta(minutes=5)
"""A page that is offline when its session ends goes on for a while; what it says of later is not believed."""
KEPT_AFTER = timedelta(minutes=1)
"""Those who open a lesson the second it ends do not share the machine with the work of finishing it."""


@dataclass(frozen=True)
class Progress:
    """How far what somebody captured is saved; None where nobody needs to hear of it any more."""

    session_id: UUID
    participant_id: UUID
    saved_until: datetime


async def open_track(
    db: AsyncSession, *, participant: Participant, session: Session, new: NewTrack, gigabytes: int
) -> RecordedTrack:
    """`participant`: whose page brings it; `gigabytes`: what the recordings of one teacher may take."""
    person = await _recorded_person(db, participant, new)
    if person.recorded is not True or participant.admission is not Admission.ADMITTED:
        raise NotRecorded()
    recording = await recording_service.of_session(db, session.id)
    if recording is None or recording.deleted_at:
        raise NotRecorded()
    known = await queries.track(db, new.id)
    if known:
        return _the_same(known[0], person, new)
    _check_start(recording, new.started_at)
    if await queries.bytes_of_teacher(db, session.teacher_id) >= gigabytes * GIGABYTE:
        raise RecordingsFull(limit_gigabytes=gigabytes)
    track = RecordedTrack(
        id=new.id,
        recording_id=recording.id,
        participant_id=person.id,
        copied_by=participant.id if person is not participant else None,
        kind=new.kind,
        mime_type=new.mime_type,
        started_at=new.started_at,
        upload_hash=hash_token(new.upload_token),
        whole=0,
        whole_ms=0,
    )
    db.add(track)
    await db.flush()
    return track


async def track_for(
    db: AsyncSession, *, track_id: UUID, token: str | None, lock: bool = False
) -> tuple[RecordedTrack, Recording]:
    """The track that this token adds to. Gone is also one whose person took back their yes."""
    found = await queries.track(db, track_id, lock=lock)
    if found is None or token is None or not hmac.compare_digest(found[0].upload_hash, hash_token(token)):
        raise NoSuchTrack()
    track, recording = found
    participant = await db.get(Participant, track.participant_id) if track.participant_id else None
    if recording.deleted_at or recording.session_id is None or participant is None or participant.recorded is not True:
        raise TrackGone()
    return track, recording


async def is_stored(db: AsyncSession, track: RecordedTrack, *, number: int, digest: bytes) -> bool:
    """Whether this very chunk came before. Raises for another one in its place, and for one that cannot be."""
    if track.chunk_count is not None and number >= track.chunk_count:
        raise AfterTheEnd()
    if track.kept_at and number < track.whole:
        return True  # its chunks may be gone already
    before = await queries.chunk(db, track.id, number)
    if before and before.digest != digest:
        raise ChunkDiffers()
    return before is not None


async def make_sure_of_room(db: AsyncSession, recording: Recording, *, gigabytes: int) -> None:
    """For a chunk more; `gigabytes` as above. Who has an upload token could fill the disk otherwise."""
    session = await sessions.by_id(db, recording.session_id) if recording.session_id else None
    most = (gigabytes + GIGABYTES_BEYOND) * GIGABYTE
    if session and await queries.bytes_of_teacher(db, session.teacher_id) >= most:
        raise RecordingsFull(limit_gigabytes=gigabytes)


async def stored(
    db: AsyncSession,
    *,
    track: RecordedTrack,
    recording: Recording,
    number: int,
    content: bytes,
    digest: bytes,
    ends_ms: int,
) -> Progress | None:
    """The bytes of a chunk are durably in storage. The caller holds the track's row."""
    if track.kept_at:
        raise AfterTheEnd()
    size, ends_ms = len(content), min(ends_ms, _latest_ms(track, recording))
    values = {"size": size, "digest": digest, "ends_ms": ends_ms, "received_at": clock.now()}
    row = insert(RecordedChunk).values(track_id=track.id, number=number, **values).on_conflict_do_nothing()
    if await db.scalar(row.returning(RecordedChunk.number)) is None:
        return None
    await db.execute(update(Recording).where(Recording.id == recording.id).values(bytes=Recording.bytes + size))
    if number == track.whole:
        for chunk in await queries.chunks_from(db, track.id, number):
            if chunk.number != track.whole:
                break
            track.whole, track.whole_ms = chunk.number + 1, max(track.whole_ms, chunk.ends_ms)
        await db.flush()
    await indexing.chunk_came(db, track, number, content)
    await _finish_if_whole(db, track)
    return await _progress(db, track, recording)


def _latest_ms(track: RecordedTrack, recording: Recording) -> int:
    """When a chunk may have come to its page at the latest, in milliseconds after the track's start."""
    latest = (recording.ended_at or clock.now()) + PAST_THE_END - track.started_at
    return max(0, round(latest / timedelta(milliseconds=1)))


async def close_track(
    db: AsyncSession, *, track: RecordedTrack, recording: Recording, chunk_count: int
) -> Progress | None:
    """No chunk comes after the last of these. The caller holds the track's row."""
    if track.chunk_count is None:
        track.chunk_count, track.closed_at = max(chunk_count, track.whole), clock.now()
        await db.flush()
        await _finish_if_whole(db, track)
    return await _progress(db, track, recording)


async def _finish_if_whole(db: AsyncSession, track: RecordedTrack) -> None:
    if track.is_whole:
        # What plays as it grows is not waited for: those who want to see it at once come first.
        after = KEPT_AFTER if indexing.is_webm(track) else timedelta()
        await defer(db, tasks.keep_track, after=after, track_id=str(track.id))


async def _progress(db: AsyncSession, track: RecordedTrack, recording: Recording) -> Progress | None:
    if recording.session_id is None or track.participant_id is None or recording.ended_at:
        return None
    unfinished = await queries.unfinished_of(db, recording.id, track.participant_id)
    until = min((each.saved_until for each in unfinished), default=track.saved_until)
    return Progress(recording.session_id, track.participant_id, until)


async def _recorded_person(db: AsyncSession, participant: Participant, new: NewTrack) -> Participant:
    """Of whom the track is: nearly always of the one who brings it."""
    if new.participant_id is None or new.participant_id == participant.id:
        return participant
    session_id = participant.session_id
    person = await db.get(Participant, new.participant_id)
    if (
        person is None
        or person.session_id != session_id
        or not await copying.may_have_copied(
            db, session_id, of=person.id, by=participant.id, at=new.started_at, tolerance=CLOCK_TOLERANCE
        )
    ):
        raise NotTheCopier()
    return person


def _the_same(known: RecordedTrack, person: Participant, new: NewTrack) -> RecordedTrack:
    """The answer to an opening may have been lost."""
    same = known.participant_id == person.id and known.upload_hash == hash_token(new.upload_token)
    if not same:
        raise TrackDiffers()
    return known


def _check_start(recording: Recording, started_at: datetime) -> None:
    """While it recorded, as far as clocks agree."""
    if started_at > clock.now() + CLOCK_TOLERANCE:
        raise InvalidInput.of(
            "started_at",
            InvalidField(
                "in_the_future",
                "This is later than now by the room's clock.",
                "C’est plus tard que maintenant à l’horloge de la salle.",
            ),
        )
    runs = recording.state is RecordingState.ON
    ran = started_at < recording.changed_at + CLOCK_TOLERANCE
    if started_at < recording.started_at - CLOCK_TOLERANCE or not (runs or ran):
        raise NotRecorded()
