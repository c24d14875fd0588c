"""What LiveKit tells us (its web hooks): kept in the room's log, and looked at for what must not be."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import jwt
from google.protobuf.json_format import ParseError
from livekit import api
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log, queries
from chalkroom.classroom.log import Kind
from chalkroom.classroom.sfu import livekit, reconciling, service, tasks
from chalkroom.classroom.sfu.errors import BadSignature
from chalkroom.kit import clock
from chalkroom.settings import Settings

REMEMBERED = timedelta(minutes=10)
"""Longer than any signature is good: nothing older can be said once more."""

KINDS = {
    "participant_joined": Kind.SFU_JOINED,
    "participant_left": Kind.SFU_LEFT,
    "track_published": Kind.TRACK_OPENED,
    "track_unpublished": Kind.TRACK_CLOSED,
}


def read(settings: Settings, body: bytes, signature: str) -> api.WebhookEvent:
    """The event, if LiveKit signed these very bytes, and not long ago. Raises BadSignature."""
    receiver = api.WebhookReceiver(api.TokenVerifier(settings.livekit_key, settings.livekit_secret))
    try:
        return receiver.receive(body.decode(), signature)
    except (jwt.PyJWTError, ParseError, ValueError) as error:
        raise BadSignature() from error
    except Exception as error:
        # For a signature of other bytes the library raises nothing more special than this.
        if type(error) is Exception:
            raise BadSignature() from error
        raise


async def take(db: AsyncSession, event: api.WebhookEvent) -> None:
    """Write it down, and have LiveKit's room looked at if it is not as it should be. Twice is as good as once."""
    session_id = service.known_id(event.room.name)
    if session_id is None or not await queries.is_session(db, session_id):
        return  # a room of somebody else's
    since = clock.now() - REMEMBERED
    if await queries.is_event_logged(db, session_id, event.id, kinds=KINDS.values(), since=since):
        return
    kind = KINDS.get(event.event)
    participant_id = service.known_id(event.participant.identity)
    if kind and participant_id and await queries.is_participant(db, session_id, participant_id):
        log.append(db, session_id, kind, participant_id, event=event.id, **_track(event))
    if event.event == "room_started" or not await _is_right(db, session_id, participant_id, event):
        await tasks.follow_session(db, session_id)


def _track(event: api.WebhookEvent) -> dict[str, Any]:
    if not event.track.sid:
        return {}
    track = livekit.Track.of(event.track)
    return {"track": track.id, "media": track.kind}


async def _is_right(db: AsyncSession, session_id: UUID, participant_id: UUID | None, event: api.WebhookEvent) -> bool:
    """Whether what was joined or opened may be. Nothing is wrong about leaving and closing."""
    if event.event not in ("participant_joined", "track_published"):
        return True
    person = await queries.person_inside(db, session_id, participant_id) if participant_id else None
    if person is None:
        return False
    expected = reconciling.Expected.of(person, await queries.rules(db, session_id))
    if event.event == "track_published":
        track = livekit.Track.of(event.track)
        return track.muted or track.kind in expected.on
    return not any(reconciling.corrections(livekit.Participant.of(event.participant), expected))
