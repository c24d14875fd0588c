"""LiveKit's room becomes what the database says: who is in it, what they may send, and what of that is off."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import queries
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Participant, ParticipantRole
from chalkroom.classroom.rights import Right, Rules, effective
from chalkroom.classroom.sfu import livekit, tokens
from chalkroom.classroom.sfu.livekit import LiveKit
from chalkroom.kit.database import Database


@dataclass(frozen=True)
class Expected:
    """Somebody in the room, as LiveKit should have them."""

    name: str
    connection_id: str | None
    sources: list[str]
    on: frozenset[str]
    """The kinds of media that they have switched on."""


async def reconcile(database: Database, client: LiveKit, session_id: UUID) -> None:
    # LiveKit is asked first. Whoever was let in before has been written before, and what somebody switched on as well.
    present = await client.participants(session_id)
    async with database.transaction() as db:
        expected = await _expected(db, session_id)
    if expected is None:
        await client.delete_room(session_id)
        return
    for participant in present:
        await _put_right(client, session_id, participant, expected.get(participant.id))


async def _put_right(
    client: LiveKit, session_id: UUID, participant: livekit.Participant, expected: Expected | None
) -> None:
    if expected is None or participant.connection_id != expected.connection_id:
        await client.remove(session_id, participant.id)
        return
    if (participant.name, sorted(participant.sources)) != (expected.name, sorted(expected.sources)):
        await client.update(session_id, participant.id, name=expected.name, sources=expected.sources)
    for track in participant.tracks:
        if not track.muted and track.kind not in expected.on:
            await client.mute(session_id, participant.id, track.id)


async def _expected(db: AsyncSession, session_id: UUID) -> dict[str, Expected] | None:
    """By participant id; None: the session needs no room of LiveKit's."""
    carrier = await queries.last_entry(db, session_id, Kind.CARRIER)
    if carrier is None or (carrier["carrier"] == "mesh" and carrier["settled"]):
        return None
    rules = await queries.rules(db, session_id)
    people = await queries.people_inside(db, session_id)
    return {str(person.id): _as_expected(person, rules) for person in people}


def _as_expected(person: Participant, rules: Rules) -> Expected:
    exceptions = {Right(name): given for name, given in person.exceptions.items()}
    host = person.co_host or person.role is ParticipantRole.TEACHER
    on = {"audio": person.audio, "video": person.video, "screen": person.screen is not None}
    return Expected(
        name=person.shown_name,
        connection_id=person.connection_id,
        sources=tokens.sources(effective(rules, exceptions, host=host)),
        on=frozenset(kind for kind, is_on in on.items() if is_on),
    )
