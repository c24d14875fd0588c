"""Whose credential somebody shows for a session's documents: a room token, or the access token of an account."""

from uuid import UUID

from chalkroom.accounts import access
from chalkroom.classroom import tokens
from chalkroom.classroom.documents.connections import Bearer
from chalkroom.classroom.errors import BadRoomToken, SessionOver
from chalkroom.kit.problems import NotFound
from chalkroom.kit.runtime import Runtime


async def bearer_of(run: Runtime, credential: str, session_id: UUID) -> Bearer:
    if "." in credential:  # a JWT: an account
        claims = access.read(credential, run.settings)
        return Bearer(user_id=claims.user_id, sign_in_id=claims.sign_in_id)
    async with run.database.transaction() as db:
        try:
            participant = await tokens.bearer(db, credential)
        except SessionOver as error:
            raise BadRoomToken() from error
    if participant.session_id != session_id:
        raise NotFound()
    return Bearer(participant_id=participant.id)
