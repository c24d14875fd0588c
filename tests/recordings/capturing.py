"""Capture for tests, over HTTP as a page does it: tracks, their chunks, and what is stored of them."""

import asyncio
import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select

from chalkroom.kit import clock, sealing
from chalkroom.recordings import queries
from chalkroom.recordings.models import RecordedChunk, RecordedTrack
from tests.accounts.people import Person
from tests.classroom.clients import PATIENCE
from tests.classroom.conftest import Inside, Lesson

MICROPHONE = "audio/webm;codecs=opus"


def content_digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


@dataclass
class Track:
    """One track of one page."""

    http: httpx.AsyncClient
    session_id: str
    room_token: str
    kind: str = "microphone"
    mime_type: str = MICROPHONE
    started_at: datetime = field(default_factory=clock.now)
    id: str = field(default_factory=lambda: str(uuid4()))
    upload_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    async def open(self, **changed: Any) -> httpx.Response:
        new = {
            "id": self.id,
            "upload_token": self.upload_token,
            "kind": self.kind,
            "mime_type": self.mime_type,
            "started_at": self.started_at.isoformat(),
            **changed,
        }
        path = f"/api/sessions/{self.session_id}/tracks"
        return await self.http.post(path, json=new, headers={"Authorization": f"Room {self.room_token}"})

    async def put(
        self, number: int | str, content: Any, *, digest: str | None = None, ends_ms: Any = None, **headers: str
    ) -> httpx.Response:
        said = {
            "Authorization": f"Track {self.upload_token}",
            "Content-Digest": content_digest(content) if digest is None else digest,
            **headers,
        }
        ends = 2000 * (int(number) + 1) if ends_ms is None else ends_ms
        return await self.http.put(
            f"/api/tracks/{self.id}/chunks/{number}", params={"ends_ms": ends}, content=content, headers=said
        )

    async def close(self, chunk_count: Any, **headers: str) -> httpx.Response:
        said = {"Authorization": f"Track {self.upload_token}", **headers}
        return await self.http.post(f"/api/tracks/{self.id}/close", json={"chunk_count": chunk_count}, headers=said)


@dataclass
class Capturing:
    """A lesson of two that is being recorded, both of whom agreed."""

    lesson: Lesson
    teacher: Inside
    student: Inside

    @classmethod
    async def begins(cls, lesson: Lesson, *, student_agrees: bool | None = True) -> "Capturing":
        people: list[Inside] = []
        for person, agrees in ((lesson.teacher, True), (await lesson.student(), student_agrees)):
            page = await lesson.page_of(person)
            joined = await page.join(recorded=agrees)
            people.append(Inside(page, joined["self"]["id"], person))
        for each in people:
            await each.page.hears("recording", state="on")
        return cls(lesson, *people)

    def track_of(self, who: Inside, **more: Any) -> Track:
        """Not opened yet."""
        return Track(self.lesson.http, self.lesson.session["id"], who.page.token, **more)

    async def track(self, who: Inside, **more: Any) -> Track:
        track = self.track_of(who, **more)
        answer = await track.open()
        assert answer.status_code == 201, answer.text
        return track

    async def row(self, track: Track) -> RecordedTrack:
        async with self.lesson.runtime.database.transaction() as db:
            found = await queries.track(db, UUID(track.id))
        assert found
        return found[0]

    async def stored(self, track: Track) -> dict[int, bytes]:
        """What can be read of its chunks, from the database and storage alone."""
        runtime = self.lesson.runtime
        async with runtime.database.transaction() as db:
            found = await queries.track(db, UUID(track.id))
            assert found
            row, recording = found
            chunks = (await db.scalars(select(RecordedChunk).where(RecordedChunk.track_id == row.id))).all()
        key = sealing.unwrap(runtime.settings.master_key, recording.key)
        return {
            chunk.number: await sealing.open_whole(
                runtime.storage, key, row.chunk_key(chunk.number, chunk.digest), size=chunk.size
            )
            for chunk in chunks
        }

    async def saved_until(self, who: Inside, track: Track, ms: int) -> None:
        """The room hears that everything of theirs is saved up to so far into this track."""
        wanted = track.started_at + timedelta(milliseconds=ms)
        async with asyncio.timeout(PATIENCE):
            while True:
                told = await self.teacher.page.hears("recording-saved", participant_id=who.id)
                if datetime.fromisoformat(told["saved_until"]) == wanted:
                    return


@dataclass
class OfALesson:
    """What is made of a lesson that was captured, and by whom."""

    capturing: Capturing

    @property
    def http(self) -> httpx.AsyncClient:
        return self.capturing.lesson.http

    @property
    def teacher(self) -> Person:
        return self.capturing.teacher.person

    @property
    def student(self) -> Person:
        return self.capturing.student.person
