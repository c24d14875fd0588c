"""LiveKit's room becomes what the database says: who is in it, what they may send, and what of that is off."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import queries
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Participant, ParticipantRole
from chalkroom.classroom.rights import Right, Rules, effective
from chalkroom.classroom.sfu import livekit, service, tokens
from chalkroom.classroom.sfu.livekit import LiveKit
from chalkroom.kit.database import Database

MOST_ROUNDS = 4
"""Somebody whose client undoes at once what we do is not fought for ever: receivers silence them too."""
GRACE_SECONDS = 0.5
"""What somebody sends although it is off is muted only if it still is after this: they may have heard it just now, or
the news that it is on may be on its way. Meanwhile nobody plays it (docs/protocol.md)."""


@dataclass(frozen=True)
class Expected:
    """Somebody in the room, as LiveKit should have them."""

    name: str
    connection_id: str | None
    sources: list[str]
    on: frozenset[str]
    """The kinds of media that they have switched on."""

    @classmethod
    def of(cls, person: Participant, rules: Rules) -> "Expected":
        exceptions = {Right(name): given for name, given in person.exceptions.items()}
        host = person.co_host or person.role is ParticipantRole.TEACHER
        on = {"audio": person.audio, "video": person.video, "screen": person.screen is not None}
        return cls(
            name=person.shown_name,
            connection_id=person.connection_id,
            sources=tokens.sources(effective(rules, exceptions, host=host)),
            on=frozenset(kind for kind, is_on in on.items() if is_on),
        )


@dataclass(frozen=True)
class Remove:
    """A stranger: nobody who is inside, or an earlier life of somebody's page."""


@dataclass(frozen=True)
class Update:
    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Mute:
    track_id: str


Correction = Remove | Update | Mute


async def reconcile(database: Database, client: LiveKit, session_id: UUID) -> None:
    """Until there is nothing to correct, so that of two that run at once the later has the last word."""
    seen_before: set[Correction] = set()
    for _ in range(MOST_ROUNDS):
        # LiveKit is asked first: whoever it let in has been written before.
        present = await client.participants(session_id)
        async with database.transaction() as db:
            expected = await _expected(db, session_id)
        if expected is None:
            await client.delete_room(session_id)
            return
        wrong = [
            (participant.id, correction)
            for participant in present
            for correction in corrections(participant, expected.get(participant.id))
        ]
        if not wrong:
            return
        too_early = {correction for _, correction in wrong if isinstance(correction, Mute)} - seen_before
        for participant_id, correction in wrong:
            if correction not in too_early:
                await _correct(client, session_id, participant_id, correction)
        seen_before = {correction for _, correction in wrong}
        if too_early:
            await asyncio.sleep(GRACE_SECONDS)


def corrections(participant: livekit.Participant, expected: Expected | None) -> Iterator[Correction]:
    """What is wrong with somebody in LiveKit's room. A pure rule."""
    if expected is None or participant.connection_id != expected.connection_id:
        yield Remove()
        return
    if (participant.name, sorted(participant.sources)) != (expected.name, sorted(expected.sources)):
        yield Update(expected.name, tuple(expected.sources))
    for track in participant.tracks:
        if not track.muted and track.kind not in expected.on:
            yield Mute(track.id)


async def _correct(client: LiveKit, session_id: UUID, participant_id: str, correction: Correction) -> None:
    match correction:
        case Remove():
            await client.remove(session_id, participant_id)
        case Update():
            await client.update(session_id, participant_id, name=correction.name, sources=correction.sources)
        case Mute():
            await client.mute(session_id, participant_id, correction.track_id)


async def _expected(db: AsyncSession, session_id: UUID) -> dict[str, Expected] | None:
    """By participant id; None: the session needs no room of LiveKit's."""
    carrier = await queries.last_entry(db, session_id, Kind.CARRIER)
    if carrier is None or not service.uses_livekit(carrier):
        return None
    rules = await queries.rules(db, session_id)
    people = await queries.people_inside(db, session_id)
    return {str(person.id): Expected.of(person, rules) for person in people}
