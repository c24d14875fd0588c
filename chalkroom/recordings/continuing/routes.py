"""Going on from a moment of a replay, over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.permissions import CurrentIdentity, Identity
from chalkroom.classroom.documents import service as documents
from chalkroom.classroom.documents.connections import Bearer
from chalkroom.classroom.documents.errors import ReadOnly
from chalkroom.classroom.documents.hub import Documents
from chalkroom.classroom.documents.models import DocumentKey, DocumentName
from chalkroom.kit.database import Db
from chalkroom.kit.problems import NotAllowed, NotFound
from chalkroom.recordings.continuing.schemas import Continued, ContinueInput
from chalkroom.recordings.replay import queries, service, trimming
from chalkroom.recordings.replay.timeline import Timeline
from chalkroom.sessions import queries as sessions

router = APIRouter(tags=["recordings"])


@router.post("/recordings/{recording_id}/documents/{name}/continue")
async def go_on(
    db: Db, request: Request, identity: CurrentIdentity, recording_id: UUID, name: DocumentName, asked: ContinueInput
) -> Continued:
    """Open a page of the board or a file, as it was at a moment, as a new one in a session of one's own."""
    hub: Documents = request.app.state.hub.documents
    recording, session = await queries.recording_for(db, identity.user, recording_id=recording_id)
    if not trimming.part_for(identity.user, recording, session).holds(asked.at_ms):
        raise NotFound()
    source = DocumentKey(session.id, name, asked.owner)
    await service.require_document(db, identity.user, session, source)
    target = DocumentKey(asked.to_session_id, name)
    await _require_writing(db, hub, identity, target)
    state = await documents.state_at(db, source, Timeline.of(recording).at(asked.at_ms))
    place = await hub.carry_over(state, asked.place, target)
    return Continued(session_id=target.session_id, place=place)


async def _require_writing(db: AsyncSession, hub: Documents, identity: Identity, target: DocumentKey) -> None:
    bearer = Bearer(user_id=identity.user.id, sign_in_id=identity.sign_in_id)
    standing = await hub.standing(db, target, bearer)
    if standing.may_write:
        return
    session = await sessions.by_id(db, target.session_id)
    raise ReadOnly() if session and session.is_over else NotAllowed()
