"""The verbs of replays: listed, described, opened, deleted."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.classroom.documents import queries as documents
from chalkroom.classroom.documents.models import DocumentKey
from chalkroom.classroom.models import Participant
from chalkroom.classroom.recording.models import Recording
from chalkroom.classroom.rights import DocumentName
from chalkroom.kit import clock, links, sealing
from chalkroom.kit.jobs import defer
from chalkroom.kit.problems import NotAllowed, NotFound
from chalkroom.kit.runtime import Runtime
from chalkroom.recordings import playing, tasks
from chalkroom.recordings import queries as tracks
from chalkroom.recordings.captions import service as captions
from chalkroom.recordings.cleaning import UNPLAYABLE_AFTER
from chalkroom.recordings.lifetime import service as lifetime
from chalkroom.recordings.marking import service as marking
from chalkroom.recordings.models import AccessKind
from chalkroom.recordings.posters import service as posters
from chalkroom.recordings.replay import conversations, pages, queries, schemas, trimming
from chalkroom.recordings.replay.permissions import Reader, manages, sees_copy
from chalkroom.recordings.replay.timeline import KINDS, Timeline
from chalkroom.sessions.models import Session

TRACK, DOCUMENT, CAPTIONS = "recorded track", "recorded document", "recorded captions"
"""Kinds of links."""

JUST_AFTER = timedelta(seconds=1)
"""What ends a recording is logged a moment after it."""


async def described(
    db: AsyncSession, runtime: Runtime, user: User, found: Sequence[tuple[Recording, Session]]
) -> list[schemas.Recording]:
    """As they stand in a list of `user`."""
    people = await queries.people(db, [session.id for _, session in found])
    ids = [recording.id for recording, _ in found]
    unfinished, languages = await _unfinished(db, ids), await captions.languages(db, ids)
    kinds, sources = await queries.kinds(db, ids), await posters.sources(db, runtime, user, ids)
    return [
        schemas.Recording(
            id=recording.id,
            session_id=session.id,
            title=lifetime.title(recording, session),
            teacher_name=session.teacher.name,
            started_at=recording.started_at,
            ended_at=recording.ended_at,
            duration_ms=_shown_ms(recording),
            state=_state(recording, unfinished),
            people=[person.shown_name for person in people[session.id] if person.recorded],
            bytes=recording.bytes,
            captions=languages.get(recording.id, []),
            kinds=kinds.get(recording.id, []),
            poster=sources.get(recording.id),
            keep_until=recording.keep_until,
            may_manage=manages(user, session),
        )
        for recording, session in found
    ]


async def replay(
    db: AsyncSession, runtime: Runtime, *, reader: Reader, recording: Recording, session: Session
) -> schemas.Replay:
    """Everything that a page needs to play it. The caller knows that `reader` may."""
    timeline = Timeline.of(recording)
    people = (await queries.people(db, [session.id]))[session.id]
    recorded = {person.id for person in people if person.recorded}
    entries = await queries.happened(db, session.id, KINDS, timeline.ends_at + JUST_AFTER)
    gaps = timeline.gaps(entries)
    messages = await queries.said_to_everyone(db, session.id, timeline.starts_at, timeline.ends_at)
    chat = timeline.chat(messages, gaps, recorded)
    shown = await _tracks(db, runtime, reader, recording, timeline, recorded)
    ends = [track.starts_ms + track.duration_ms for track in shown]
    duration_ms = max([timeline.duration_ms, *ends])
    part = trimming.part_of(recording)
    chapters = [
        *timeline.chapters(entries, recorded),
        *(await pages.chapters(db, session.id, timeline) if recording.ended_at else []),
        *conversations.chapters(chat),
        *await marking.chapters(db, recording, session.id, timeline, recorded),
    ]
    replay = schemas.Replay(
        id=recording.id,
        session=schemas.ReplaySession(
            id=session.id,
            title=lifetime.title(recording, session),
            teacher_name=session.teacher.name,
            timezone=session.timezone,
        ),
        started_at=recording.started_at,
        duration_ms=duration_ms,
        from_ms=part.from_ms,
        to_ms=min(part.to_ms, duration_ms),
        state=await state_of(db, recording),
        people=[
            schemas.ReplayPerson(id=person.id, name=person.shown_name if person.recorded else None, role=person.role)
            for person in people
        ],
        tracks=shown,
        gaps=gaps,
        events=timeline.events(entries, gaps, recorded),
        chat=chat,
        chapters=sorted(chapters, key=lambda chapter: chapter.at_ms),
        documents=await _documents(db, runtime, reader, recording, session, people),
        captions=await _captions(db, runtime, reader, recording),
        keep_until=recording.keep_until,
        may_manage=manages(reader, session),
        server_time=clock.now(),
    )
    return trimming.cut(replay, trimming.part_for(reader, recording, session))


async def change(
    db: AsyncSession, user: User, recording: Recording, session: Session, change: schemas.RecordingChange
) -> None:
    if not manages(user, session):
        raise NotAllowed()
    await db.refresh(recording, with_for_update=True)  # edges that two browsers set at once fit together
    if "title" in change.model_fields_set:
        recording.title = change.title
    if "keep_days" in change.model_fields_set:
        lifetime.keep(recording, change.keep_days)
    edges = change.model_dump(include={"from_ms", "to_ms"}, exclude_unset=True)
    if edges:
        trimming.trim(recording, **{"from_ms": recording.from_ms, "to_ms": recording.to_ms} | edges)


async def delete(db: AsyncSession, *, user: User, recording: Recording, session: Session) -> None:
    """Nobody sees it from now on; a job deletes what was stored. What the room's log says happened, stays."""
    if not manages(user, session):
        raise NotAllowed()
    recording.deleted_at = clock.now()
    await queries.note_access(db, recording.id, user.id, AccessKind.DELETED)
    await defer(db, tasks.erase, recording_id=str(recording.id))


def owned_copies(
    reader: Reader, session: Session, people: Sequence[Participant], owners: Sequence[Participant]
) -> list[Participant]:
    """Of those who have a copy of a document for themselves: whose `reader` may see."""
    inside = next((person for person in people if person.user_id == reader.id), None)
    return [owner for owner in owners if owner.recorded and sees_copy(reader, session, inside, owner)]


async def require_document(db: AsyncSession, reader: Reader, session: Session, key: DocumentKey) -> None:
    """NotFound for somebody's own copy that is not for `reader`; everybody's document is for whoever may watch."""
    if key.owner is None:
        return
    people = (await queries.people(db, [session.id]))[session.id]
    owners = [person for person, _ in await documents.copies(db, key.shared)]
    if key.owner not in {person.id for person in owned_copies(reader, session, people, owners)}:
        raise NotFound()


async def state_of(db: AsyncSession, recording: Recording) -> schemas.State:
    return _state(recording, await _unfinished(db, [recording.id]))


async def _unfinished(db: AsyncSession, recordings: Sequence[UUID]) -> set[UUID]:
    """After an hour, what is still missing is shown as missing; it is waited for nevertheless."""
    return await queries.unfinished(db, recordings, ended_since=clock.now() - UNPLAYABLE_AFTER)


def _state(recording: Recording, unfinished: set[UUID]) -> schemas.State:
    if recording.ended_at is None:
        return "recording"
    return "saving" if recording.id in unfinished else "ready"


async def _tracks(
    db: AsyncSession, runtime: Runtime, reader: Reader, recording: Recording, timeline: Timeline, recorded: set[UUID]
) -> list[schemas.ReplayTrack]:
    key = sealing.unwrap(runtime.settings.master_key, recording.key)
    found: list[schemas.ReplayTrack] = []
    for track in await tracks.tracks_of(db, recording.id):
        if track.participant_id not in recorded or track.participant_id is None:
            continue
        file = await playing.newest(db, runtime.storage, key, track)
        if file is None:
            continue
        starts_ms = timeline.place(track.started_at)

        def placed(spans: list[list[int]], rate: float = file.rate, starts_ms: int = starts_ms) -> list[schemas.Span]:
            return [(starts_ms + round(start * rate), starts_ms + round(end * rate)) for start, end in spans]

        query = _link(runtime, TRACK, reader, track.id, file.have, have=file.have)
        found.append(
            schemas.ReplayTrack(
                id=track.id,
                participant_id=track.participant_id,
                copied_by=track.copied_by,
                kind=track.kind,
                mime_type=track.mime_type,
                starts_ms=starts_ms,
                duration_ms=round(file.duration_ms * file.rate),
                rate=file.rate,
                src=f"/api/recordings/{recording.id}/tracks/{track.id}/media?{query}",
                width=file.width,
                height=file.height,
                speech=placed(track.speech) if track.speech is not None else None,
                missing=placed(file.missing),
            )
        )
    return found


async def _documents(
    db: AsyncSession,
    runtime: Runtime,
    reader: Reader,
    recording: Recording,
    session: Session,
    people: Sequence[Participant],
) -> list[schemas.ReplayDocument]:
    found: list[schemas.ReplayDocument] = []
    for name in DocumentName:
        owners = [owner for owner, _ in await documents.copies(db, DocumentKey(session.id, name))]
        for owner in (None, *owned_copies(reader, session, people, owners)):
            of = {} if owner is None else {"owner": owner.id}
            query = _link(runtime, DOCUMENT, reader, recording.id, name, owner.id if owner else "", **of)
            src = f"/api/recordings/{recording.id}/documents/{name}?{query}"
            found.append(schemas.ReplayDocument(name=name, owner=owner.id if owner else None, src=src))
    return found


async def _captions(
    db: AsyncSession, runtime: Runtime, reader: Reader, recording: Recording
) -> list[schemas.ReplayCaptions]:
    found = (await captions.languages(db, [recording.id])).get(recording.id, [])
    path = f"/api/recordings/{recording.id}/captions"
    return [
        schemas.ReplayCaptions(
            language=language, src=f"{path}/{language}?{_link(runtime, CAPTIONS, reader, recording.id, language)}"
        )
        for language in found
    ]


def _shown_ms(recording: Recording) -> int:
    duration, part = Timeline.of(recording).duration_ms, trimming.part_of(recording)
    return max(0, min(duration, part.to_ms) - part.from_ms)


def _link(runtime: Runtime, kind: str, reader: Reader, *what: object, **query: Any) -> str:
    """`what` is signed, `query` is said."""
    signed = links.sign(runtime.settings.signing_key, kind, reader.id, *what)
    return urlencode(query | {"reader": reader.id} | signed)
