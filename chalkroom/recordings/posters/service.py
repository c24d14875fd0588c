"""What a list says of posters."""

from collections.abc import Collection
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts.models import User
from chalkroom.kit import links
from chalkroom.kit.runtime import Runtime
from chalkroom.recordings.posters import queries

LINK = "recording poster"


async def sources(db: AsyncSession, runtime: Runtime, user: User, recordings: Collection[UUID]) -> dict[UUID, str]:
    """For those that have one: path and query, which open it for `user`. The path is the picture's own."""
    found = await queries.shown(db, recordings)
    return {poster.recording_id: _src(runtime, user, poster.recording_id, poster.id) for poster in found}


def _src(runtime: Runtime, user: User, recording_id: UUID, poster_id: UUID) -> str:
    signed = links.sign(runtime.settings.signing_key, LINK, user.id, poster_id)
    return f"/api/recordings/{recording_id}/posters/{poster_id}?{urlencode({'reader': user.id} | signed)}"
