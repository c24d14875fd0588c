"""Room tokens: each lets one participant into one room until it is replaced or the session is over."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import queries
from chalkroom.classroom.errors import BadRoomToken, Removed, SessionOver
from chalkroom.classroom.models import Admission, Participant, RoomToken
from chalkroom.kit import clock
from chalkroom.kit.tokens import hash_token, new_token

RECENTLY = timedelta(days=1)


async def issue(db: AsyncSession, participant: Participant) -> str:
    """A new token; the participant's earlier ones die. Sockets that they opened live on."""
    await revoke_of(db, participant)
    token = new_token()
    db.add(RoomToken(hash=hash_token(token), participant_id=participant.id))
    return token


async def bearer(db: AsyncSession, token: str) -> Participant:
    """Whose token this is, if it still opens its room."""
    row = await queries.bearer(db, token)
    if row is None:
        raise BadRoomToken()
    participant, room_token, session = row
    if session.is_over:
        raise SessionOver()
    if participant.admission is Admission.REMOVED:
        raise Removed()
    if room_token.revoked_at:
        raise BadRoomToken()
    return participant


async def recent_bearer(db: AsyncSession, token: str) -> Participant:
    """Whose token this is, if it opens its room, or did so until the session ended less than a day ago."""
    row = await queries.bearer(db, token)
    if row is None:
        raise BadRoomToken()
    participant, room_token, session = row
    if not session.is_over:
        return await bearer(db, token)
    ended, revoked = session.actual_end, room_token.revoked_at
    if ended is None or revoked is None or revoked < ended or ended < clock.now() - RECENTLY:
        raise SessionOver()
    if participant.admission is Admission.REMOVED:
        raise Removed()
    return participant


async def revoke_of(db: AsyncSession, participant: Participant) -> None:
    await db.execute(
        update(RoomToken)
        .where(RoomToken.participant_id == participant.id, RoomToken.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )


async def revoke_all(db: AsyncSession, session_id: UUID) -> None:
    """Nobody enters the room of this session any more."""
    people = select(Participant.id).where(Participant.session_id == session_id)
    await db.execute(
        update(RoomToken)
        .where(RoomToken.participant_id.in_(people), RoomToken.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )
