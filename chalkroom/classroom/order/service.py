"""What hosts decide, and what people do with hand and name, as the database keeps it.

The caller holds the room's lock, and changes the room in memory after the commit (events.py).
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import log, queries, service, tokens
from chalkroom.classroom.errors import NoSuchParticipant
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Admission, Participant, ParticipantRole, RoomRules
from chalkroom.classroom.presence import Person
from chalkroom.classroom.rights import Exceptions, Media, Rules, in_order
from chalkroom.kit.problems import NotAllowed

SWITCHED_OFF = {"audio": Kind.MUTED, "video": Kind.CAMERA_STOPPED, "screen": Kind.SCREEN_STOPPED}


async def switch_off(db: AsyncSession, *, session_id: UUID, person: Person, media: Media, by: Person) -> None:
    """`media` is what stays on."""
    participant = await _participant(db, session_id, person.id)
    service.write_media(participant, media)
    for kind in person.media.lost(media):
        log.append(db, session_id, SWITCHED_OFF[kind], participant.id, by=by.id)


async def write_rules(db: AsyncSession, *, session_id: UUID, rules: Rules) -> None:
    values = {
        "locked": rules.locked,
        "join_muted": rules.join_muted,
        "rights": in_order(rules.rights),
        "spotlight": UUID(rules.spotlight) if rules.spotlight else None,
        "stage": rules.stage,
        "follow": rules.follow,
        "copy_of": UUID(rules.copy_of) if rules.copy_of else None,
        "private": sorted(rules.private),
    }
    row = insert(RoomRules).values(session_id=session_id, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["session_id"], set_=values))


async def set_exceptions(
    db: AsyncSession, *, session_id: UUID, person: Person, exceptions: Exceptions, by: Person
) -> None:
    participant = await _participant(db, session_id, person.id)
    participant.exceptions = {right.value: given for right, given in exceptions.items()}
    log.append(db, session_id, Kind.EXCEPTIONS, participant.id, by=by.id, exceptions=participant.exceptions)


async def set_co_host(db: AsyncSession, *, session_id: UUID, person: Person, co_host: bool, by: Person) -> None:
    participant = await _participant(db, session_id, person.id)
    participant.co_host = co_host
    log.append(db, session_id, Kind.CO_HOST, participant.id, by=by.id, co_host=co_host)


async def set_hand(db: AsyncSession, *, session_id: UUID, person: Person, since: datetime | None, by: Person) -> None:
    participant = await _participant(db, session_id, person.id)
    participant.hand_raised_at = since
    log.append(db, session_id, Kind.HAND, participant.id, by=by.id, raised=since is not None)


async def rename(db: AsyncSession, *, session_id: UUID, person: Person, name: str, by: Person) -> None:
    """For this session only; the account keeps its name."""
    participant = await _participant(db, session_id, person.id)
    log.append(db, session_id, Kind.RENAMED, participant.id, by=by.id, name=name, before=person.name)
    participant.alias = name


async def remove(db: AsyncSession, *, session_id: UUID, participant_id: str, by: Person) -> None:
    """Somebody, whether inside, at the door or just gone, cannot come back to this session."""
    participant = await _participant(db, session_id, participant_id)
    if participant.role is ParticipantRole.TEACHER:
        raise NotAllowed()
    if participant.co_host and by.role is not ParticipantRole.TEACHER:
        raise NotAllowed()
    if participant.admission is Admission.REMOVED:
        return
    participant.admission = Admission.REMOVED
    participant.co_host = False
    participant.waiting_since = None
    await tokens.revoke_of(db, participant)
    if participant.joined_at:
        service.forget(participant)
        log.append(db, session_id, Kind.LEFT, participant.id, reason="removed")
    log.append(db, session_id, Kind.REMOVED, participant.id, by=by.id)


async def _participant(db: AsyncSession, session_id: UUID, participant_id: str) -> Participant:
    participant = await queries.participant(db, session_id, participant_id)
    if participant is None:
        raise NoSuchParticipant()
    return participant
