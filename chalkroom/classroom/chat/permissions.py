"""Who reads a chat over HTTP."""

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.classroom import queries
from chalkroom.classroom.log import Kind
from chalkroom.classroom.models import Admission, Participant


async def was_inside(db: AsyncSession, participant: Participant) -> bool:
    """Whether somebody has been in the room, and nobody removed them: then what was said there is theirs to read."""
    return participant.admission is not Admission.REMOVED and await queries.is_logged(
        db, participant.session_id, Kind.JOINED, participant.id
    )
