"""The way to a room, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Query, Request

from chalkroom.accounts.limits import address_of
from chalkroom.accounts.models import User
from chalkroom.accounts.permissions import CurrentUser, OptionalUser
from chalkroom.classroom import door
from chalkroom.classroom.errors import SessionOver
from chalkroom.classroom.hub import Hub
from chalkroom.classroom.ice import good_for, ice_servers, relay_only
from chalkroom.classroom.models import Admission
from chalkroom.classroom.schemas import (
    JoinAnswer,
    JoinInput,
    ParticipantName,
    PreviewInput,
    RoomPreview,
    RoomSession,
    VideoSession,
    VideoSessionInput,
)
from chalkroom.kit.database import Db
from chalkroom.kit.runtime import Run, Runtime
from chalkroom.kit.tokens import normalise_code
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.models import MEETING_ID
from chalkroom.sessions.schemas import Session

router = APIRouter(tags=["rooms"])

# A person tries twice, a class behind one address some dozens of times. So slowly, 31^8 passcodes are not guessed.
PER_ADDRESS = "120/minute"
PER_MEETING = "300/minute"


@router.post("/rooms/{meeting_id}/preview")
async def preview(
    db: Db, run: Run, request: Request, user: OptionalUser, meeting_id: str, asked: PreviewInput
) -> RoomPreview:
    await _count_try(run, request, meeting_id)
    session, entry = await door.preview(db, meeting_id=meeting_id, passcode=asked.passcode, user=user)
    return RoomPreview(session=RoomSession.of(session), entry=entry, relay_only=relay_only(run.settings, session))


@router.post("/rooms/{meeting_id}/join")
async def join_by_code(
    db: Db, run: Run, request: Request, user: OptionalUser, meeting_id: str, asked: JoinInput
) -> JoinAnswer:
    await _count_try(run, request, meeting_id)
    entrance = await door.ask_to_enter(
        db,
        meeting_id=meeting_id,
        passcode=asked.passcode,
        user=user,
        name=asked.name,
        room_token=asked.room_token,
    )
    return _answer(run, entrance)


@router.post("/sessions/{session_id}/join")
async def join_own(db: Db, run: Run, user: CurrentUser, session_id: UUID) -> JoinAnswer:
    return _answer(run, await door.ask_to_enter_own(db, session_id=session_id, user=user))


@router.post("/sessions/{session_id}/end")
async def end(db: Db, request: Request, background: BackgroundTasks, user: CurrentUser, session_id: UUID) -> Session:
    session = await door.end(db, session_id=session_id, user=user)
    _tell_afterwards(request, background, session_id, user.name)
    return Session.of(session, user)


@router.post("/video/session")
async def open_video_session(db: Db, user: CurrentUser, asked: VideoSessionInput) -> VideoSession:
    return await _video_session(db, user, asked.booking_id)


@router.get("/video/session")
async def read_video_session(
    db: Db, user: CurrentUser, booking_id: Annotated[UUID, Query(alias="bookingId")]
) -> VideoSession:
    return await _video_session(db, user, booking_id)


@router.post("/video/session/{video_session_id}/end")
async def end_video_session(
    db: Db, request: Request, background: BackgroundTasks, user: CurrentUser, video_session_id: UUID
) -> VideoSession:
    session = await door.end(db, session_id=video_session_id, user=user)
    _tell_afterwards(request, background, video_session_id, user.name)
    return VideoSession.of(session, None)


async def _video_session(db: Db, user: User, booking_id: UUID) -> VideoSession:
    try:
        entrance = await door.ask_to_enter_own(db, session_id=booking_id, user=user)
    except SessionOver:
        return VideoSession.of(await sessions.by_id_for(db, booking_id, user), None)
    return VideoSession.of(entrance.session, entrance.token)


def _answer(run: Runtime, entrance: door.Entrance) -> JoinAnswer:
    participant = entrance.participant
    return JoinAnswer(
        room_token=entrance.token,
        participant=ParticipantName.of(participant),
        admission="admitted" if participant.admission is Admission.ADMITTED else "waiting",
        ice_servers=ice_servers(run.settings, str(participant.id)),
        ice_seconds=good_for(run.settings),
        relay_only=relay_only(run.settings, entrance.session),
        session=RoomSession.of(entrance.session),
    )


def _tell_afterwards(request: Request, background: BackgroundTasks, session_id: UUID, by: str) -> None:
    """After the answer, and so after the commit."""
    hub: Hub = request.app.state.hub
    background.add_task(hub.session_changed, session_id, by)


async def _count_try(run: Runtime, request: Request, meeting_id: str) -> None:
    await run.limiter.check(PER_ADDRESS, "room", address_of(request))
    await run.limiter.check(PER_MEETING, "room", normalise_code(meeting_id[:100], *MEETING_ID))
