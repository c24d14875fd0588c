"""Somebody in LiveKit's room: LiveKit's own client, as honest or as hostile as the test has it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from livekit import rtc

from tests.classroom.clients import PATIENCE

RATE = 48_000
SAMPLES = RATE // 100
SIZE = 64


@dataclass
class Publisher:
    room: rtc.Room
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    published: dict[str, rtc.LocalTrackPublication] = field(default_factory=dict)
    _senders: list[asyncio.Task[None]] = field(default_factory=list)

    async def send_sound(self, source: "rtc.TrackSource.ValueType" = rtc.TrackSource.SOURCE_MICROPHONE) -> str:
        """Publish a track of sound; gives its id once LiveKit has taken it."""
        audio = rtc.AudioSource(RATE, 1)
        track = rtc.LocalAudioTrack.create_audio_track("sound", audio)

        async def speak() -> None:
            while True:
                await audio.capture_frame(rtc.AudioFrame(b"\x01\x10" * SAMPLES, RATE, 1, SAMPLES))

        return await self._send(track, source, speak())

    async def send_picture(self, source: "rtc.TrackSource.ValueType" = rtc.TrackSource.SOURCE_CAMERA) -> str:
        video = rtc.VideoSource(SIZE, SIZE)
        track = rtc.LocalVideoTrack.create_video_track("picture", video)
        frame = rtc.VideoFrame(SIZE, SIZE, rtc.VideoBufferType.RGBA, bytes(SIZE * SIZE * 4))

        async def show() -> None:
            while True:
                video.capture_frame(frame)
                await asyncio.sleep(0.1)

        return await self._send(track, source, show())

    def unmute(self, track_id: str) -> None:
        track = self.published[track_id].track
        assert isinstance(track, rtc.LocalAudioTrack)
        track.unmute()

    async def is_thrown_out(self) -> None:
        await asyncio.wait_for(self.gone.wait(), PATIENCE)

    async def close(self) -> None:
        for sender in self._senders:
            sender.cancel()
        await asyncio.gather(*self._senders, return_exceptions=True)
        await self.room.disconnect()

    async def _send(self, track: "rtc.LocalTrack", source: "rtc.TrackSource.ValueType", sending) -> str:
        self._senders.append(asyncio.create_task(sending))
        options = rtc.TrackPublishOptions(source=source)
        publication = await asyncio.wait_for(self.room.local_participant.publish_track(track, options), PATIENCE)
        self.published[publication.sid] = publication
        return publication.sid


@contextlib.asynccontextmanager
async def publisher(url: str, token: str) -> AsyncIterator[Publisher]:
    room = rtc.Room()
    someone = Publisher(room)
    room.on("disconnected", lambda *_: someone.gone.set())
    await room.connect(url, token, rtc.RoomOptions(auto_subscribe=False))
    try:
        yield someone
    finally:
        await someone.close()


async def is_kept_out(url: str, token: str) -> None:
    """Who comes with an old token may see the inside for a moment, if they are quick; then they are thrown out."""
    with contextlib.suppress(rtc.ConnectError):
        async with publisher(url, token) as again:
            await again.is_thrown_out()
