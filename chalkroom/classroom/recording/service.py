"""The verbs of recording in a room. The caller holds the room's lock, and tells everybody after the commit."""

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Participant
from chalkroom.classroom.recording.capture import NOT_YET, Capture
from chalkroom.classroom.recording.errors import NeverRecorded, NotRecording
from chalkroom.classroom.recording.models import Recording, RecordingState
from chalkroom.kit import clock, sealing
from chalkroom.sessions.models import RecordingMode, Session


async def learn(db: AsyncSession, session_id: UUID) -> Capture:
    recording = await of_session(db, session_id)
    return _capture(recording) if recording else NOT_YET


async def start(db: AsyncSession, *, session: Session, by: str | None, master: bytes) -> Capture:
    """Begin, or go on after a stop; what runs already, runs on. `by`: a participant's id, None: it started by itself.

    `master` is the key under which the recording's own key is wrapped.
    """
    if session.recording is RecordingMode.NEVER:
        raise NeverRecorded()
    recording = await of_session(db, session.id, lock=True)
    if recording is None:
        now = clock.now()
        key = sealing.wrap(master, sealing.new_key())
        recording = Recording(
            session_id=session.id, state=RecordingState.OFF, key=key, started_at=now, changed_at=now, bytes=0
        )
        db.add(recording)
    return _move(db, recording, RecordingState.ON, Kind.RECORDING_STARTED, by)


async def pause(db: AsyncSession, *, session_id: UUID, by: str) -> Capture:
    recording = await _running(db, session_id)
    return _move(db, recording, RecordingState.PAUSED, Kind.RECORDING_PAUSED, by)


async def resume(db: AsyncSession, *, session_id: UUID, by: str) -> Capture:
    recording = await _running(db, session_id)
    return _move(db, recording, RecordingState.ON, Kind.RECORDING_RESUMED, by)


async def stop(db: AsyncSession, *, session_id: UUID, by: str) -> Capture:
    recording = await _running(db, session_id)
    return _move(db, recording, RecordingState.OFF, Kind.RECORDING_STOPPED, by)


async def session_over(db: AsyncSession, session_id: UUID) -> None:
    recording = await of_session(db, session_id, lock=True)
    if recording and recording.ended_at is None:
        _move(db, recording, RecordingState.OFF, Kind.RECORDING_STOPPED, None)
        recording.ended_at = clock.now()


def mark(db: AsyncSession, *, session_id: UUID, capture: Capture, by: str, title: str | None) -> None:
    """This moment begins a chapter of the replay. NotRecording where it will not be in it."""
    if capture.state is not RecordingState.ON:
        raise NotRecording()
    log.append(db, session_id, Kind.MARK, UUID(by), id=str(uuid4()), title=title)


def consent(db: AsyncSession, participant: Participant, recorded: bool) -> None:
    """Their own answer to whether they may be recorded. It counts for all of the session, also for what was before."""
    if participant.recorded is not recorded:
        participant.recorded = recorded
        log.append(db, participant.session_id, Kind.CONSENT, participant.id, recorded=recorded)


async def of_session(db: AsyncSession, session_id: UUID, *, lock: bool = False) -> Recording | None:
    known = select(Recording).where(Recording.session_id == session_id)
    if lock:
        known = known.with_for_update().execution_options(populate_existing=True)
    return await db.scalar(known)


async def _running(db: AsyncSession, session_id: UUID) -> Recording:
    recording = await of_session(db, session_id, lock=True)
    if recording is None or recording.state is RecordingState.OFF:
        raise NotRecording()
    return recording


def _move(db: AsyncSession, recording: Recording, state: RecordingState, kind: Kind, by: str | None) -> Capture:
    if recording.state is not state and recording.session_id:
        recording.state, recording.changed_at = state, clock.now()
        log.append(db, recording.session_id, kind, UUID(by) if by else None)
    return _capture(recording)


def _capture(recording: Recording) -> Capture:
    return Capture(recording.state, recording.changed_at)
