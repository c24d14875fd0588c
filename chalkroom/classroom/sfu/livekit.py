"""LiveKit's API, as far as rooms need it. Every call may fail with `LiveKitAway`, after at most TIMEOUT seconds."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Self
from uuid import UUID

import aiohttp
from google.protobuf.message import DecodeError
from livekit import api
from livekit.protocol.models import ParticipantInfo, TrackInfo, TrackSource, TrackType

from chalkroom.classroom.rights import Kind
from chalkroom.settings import Settings

TIMEOUT = 1.5  # seconds

KINDS: dict[tuple[int, int], Kind] = {
    (TrackType.AUDIO, TrackSource.MICROPHONE): "audio",
    (TrackType.VIDEO, TrackSource.CAMERA): "video",
    (TrackType.VIDEO, TrackSource.SCREEN_SHARE): "screen",
    (TrackType.AUDIO, TrackSource.SCREEN_SHARE_AUDIO): "screen",
}
"""What a track is to us. The source is its sender's word: any other pair is one that no page of ours makes."""


class LiveKitAway(Exception):
    """LiveKit does not answer, or not as it should."""


@dataclass(frozen=True)
class Track:
    id: str
    kind: Kind | None
    muted: bool

    @classmethod
    def of(cls, track: TrackInfo) -> Self:
        return cls(track.sid, KINDS.get((track.type, track.source)), track.muted)


@dataclass(frozen=True)
class Participant:
    id: str
    name: str
    connection_id: str | None
    sources: tuple[str, ...]
    """What they may send."""
    tracks: tuple[Track, ...]

    @classmethod
    def of(cls, info: ParticipantInfo) -> Self:
        allowed = info.permission.can_publish_sources if info.permission.can_publish else []
        return cls(
            id=info.identity,
            name=info.name,
            connection_id=connection_id(info.metadata),
            sources=tuple(TrackSource.Name(source).lower() for source in allowed),
            tracks=tuple(Track.of(track) for track in info.tracks),
        )


class LiveKit:
    """One connection to the API, for one task at a time or for many."""

    def __init__(self, room: api.LiveKitAPI) -> None:
        self._rooms = room.room

    async def answers(self) -> None:
        """Ask for something small. Raises LiveKitAway if it does not answer, or does not know our key."""
        with _away():
            await self._rooms.list_rooms(api.ListRoomsRequest(names=["nothing"]))

    async def rooms(self) -> list[str]:
        with _away():
            return [room.name for room in (await self._rooms.list_rooms(api.ListRoomsRequest())).rooms]

    async def participants(self, session_id: UUID) -> list[Participant]:
        """Nobody, where there is no such room."""
        with _away(), _unless_gone():
            listed = await self._rooms.list_participants(api.ListParticipantsRequest(room=str(session_id)))
            return [Participant.of(info) for info in listed.participants]
        return []

    async def remove(self, session_id: UUID, participant_id: str) -> None:
        with _away(), _unless_gone():
            await self._rooms.remove_participant(
                api.RoomParticipantIdentity(room=str(session_id), identity=participant_id)
            )

    async def mute(self, session_id: UUID, participant_id: str, track_id: str) -> None:
        with _away(), _unless_gone():
            await self._rooms.mute_published_track(
                api.MuteRoomTrackRequest(room=str(session_id), identity=participant_id, track_sid=track_id, muted=True)
            )

    async def update(self, session_id: UUID, participant_id: str, *, name: str, sources: Sequence[str]) -> None:
        permission = api.ParticipantPermission(
            can_subscribe=True,
            can_publish=bool(sources),
            can_publish_sources=[source.upper() for source in sources],
        )
        with _away(), _unless_gone():
            await self._rooms.update_participant(
                api.UpdateParticipantRequest(
                    room=str(session_id), identity=participant_id, name=name, permission=permission
                )
            )

    async def delete_room(self, session_id: UUID) -> None:
        with _away(), _unless_gone():
            await self._rooms.delete_room(api.DeleteRoomRequest(room=str(session_id)))


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[LiveKit]:
    """Only where LiveKit is set."""
    url = settings.livekit_api_url or settings.livekit_url
    timeout = aiohttp.ClientTimeout(total=TIMEOUT)
    async with api.LiveKitAPI(
        url, settings.livekit_key, settings.livekit_secret, timeout=timeout, failover=False
    ) as client:
        yield LiveKit(client)


async def answers_browsers(settings: Settings) -> None:
    """Whether LiveKit is where pages are sent to, which may be another address than ours."""
    address = settings.livekit_origins[-1]
    with _away():
        timeout = aiohttp.ClientTimeout(total=TIMEOUT)
        async with aiohttp.ClientSession(timeout=timeout) as http, http.get(address) as answer:
            if await answer.text() != "OK":
                raise LiveKitAway("something else answers there")


def connection_id(metadata: str) -> str | None:
    """What tokens.metadata wrote; None where somebody else wrote it."""
    try:
        known = json.loads(metadata).get("connection_id")
    except (ValueError, AttributeError):
        return None
    return known if isinstance(known, str) else None


@contextmanager
def _away() -> Iterator[None]:
    try:
        yield
    except api.TwirpError as error:
        refused = error.status in (401, 403)
        said = "it does not accept our key and secret" if refused else f"it says “{error.message or error.code}”"
        raise LiveKitAway(said) from error
    except TimeoutError as error:
        raise LiveKitAway(f"no answer within {TIMEOUT} seconds") from error
    except DecodeError as error:
        raise LiveKitAway("something else answers there") from error
    except aiohttp.ClientError as error:
        raise LiveKitAway(str(error) or type(error).__name__) from error


@contextmanager
def _unless_gone() -> Iterator[None]:
    """What is not there any more needs nothing done to it."""
    try:
        yield
    except api.TwirpError as error:
        if error.code != api.TwirpErrorCode.NOT_FOUND:
            raise
