"""Documents over HTTP: as files of Yjs, now or at an instant, and copies from session to session."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.permissions import CurrentIdentity, CurrentUser, Identity
from chalkroom.classroom.documents import service
from chalkroom.classroom.documents.connections import Bearer
from chalkroom.classroom.documents.errors import ReadOnly
from chalkroom.classroom.documents.hub import Documents
from chalkroom.classroom.documents.models import DocumentKey, DocumentName
from chalkroom.classroom.documents.schemas import Copied, Copies, CopyInput
from chalkroom.kit.database import Db
from chalkroom.kit.problems import NotAllowed
from chalkroom.sessions import queries as sessions
from chalkroom.sessions.times import Instant

router = APIRouter(tags=["documents"])

YJS = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


def _documents(request: Request) -> Documents:
    return request.app.state.hub.documents


Hub = Annotated[Documents, Depends(_documents)]


@router.get("/sessions/{session_id}/documents/{name}", response_class=Response, responses={200: YJS})
async def read(
    db: Db,
    documents: Hub,
    identity: CurrentIdentity,
    session_id: UUID,
    name: DocumentName,
    at: Annotated[Instant | None, Query(description="as it was then; left out: as it is")] = None,
) -> Response:
    """One Yjs update (version 1) that makes the document out of an empty one."""
    return await _state(db, documents, identity, DocumentKey(session_id, name), at)


@router.get("/sessions/{session_id}/documents/{name}/copies")
async def copies(db: Db, documents: Hub, identity: CurrentIdentity, session_id: UUID, name: DocumentName) -> Copies:
    """The copies that people have for themselves: all of them for hosts, one's own for anybody else."""
    return Copies(items=await documents.copies(db, DocumentKey(session_id, name), _bearer(identity)))


@router.get(
    "/sessions/{session_id}/documents/{name}/copies/{participant_id}", response_class=Response, responses={200: YJS}
)
async def read_copy(
    db: Db,
    documents: Hub,
    identity: CurrentIdentity,
    session_id: UUID,
    name: DocumentName,
    participant_id: UUID,
    at: Annotated[Instant | None, Query(description="as it was then; left out: as it is")] = None,
) -> Response:
    """Somebody's own copy, as one Yjs update (version 1)."""
    return await _state(db, documents, identity, DocumentKey(session_id, name, participant_id), at)


@router.post("/sessions/{session_id}/documents/{name}/copy")
async def copy(
    db: Db, documents: Hub, user: CurrentUser, session_id: UUID, name: DocumentName, asked: CopyInput
) -> Copied:
    """Take over what was written in another session of one's own. Doing so again brings what is new there since."""
    for own in (session_id, asked.from_session_id):
        session = await sessions.by_id_for(db, own, user)
        if session.teacher_id != user.id:
            raise NotAllowed()
        if own == session_id and session.is_over:
            raise ReadOnly()
    return await documents.copy(asked.from_session_id, session_id, name)


async def _state(
    db: AsyncSession, documents: Documents, identity: Identity, key: DocumentKey, at: datetime | None
) -> Response:
    await documents.standing(db, key, _bearer(identity))
    state = documents.state(key) if at is None else None
    if state is None:
        state = await service.state_at(db, key, at)
    return Response(state, media_type="application/octet-stream")


def _bearer(identity: Identity) -> Bearer:
    return Bearer(user_id=identity.user.id, sign_in_id=identity.sign_in_id)
