"""The tokens with which pages get into LiveKit's room: each names one person, one room, and what may be sent."""

import json
from datetime import timedelta
from uuid import UUID

from livekit import api

from chalkroom.classroom.rights import Right, Rights
from chalkroom.settings import Settings

GOOD_FOR = timedelta(minutes=10)
"""To get in with. LiveKit gives those who are in fresh ones."""

SOURCES = {
    Right.SPEAK: ("microphone",),
    Right.VIDEO: ("camera",),
    Right.SCREEN: ("screen_share", "screen_share_audio"),
}
"""What LiveKit calls the tracks that each right allows."""


def sources(rights: Rights) -> list[str]:
    return [source for right, named in SOURCES.items() if right in rights for source in named]


def entrance(
    settings: Settings, session_id: UUID, *, participant_id: str, name: str, connection_id: str, rights: Rights
) -> str:
    allowed = sources(rights)
    grants = api.VideoGrants(
        room=str(session_id),
        room_join=True,
        # An empty list of sources would mean all of them.
        can_publish=bool(allowed),
        can_publish_sources=allowed,
        can_subscribe=True,
        can_publish_data=False,
        can_update_own_metadata=False,
    )
    token = api.AccessToken(settings.livekit_key, settings.livekit_secret)
    token = token.with_identity(participant_id).with_name(name).with_grants(grants).with_ttl(GOOD_FOR)
    return token.with_metadata(metadata(connection_id)).to_jwt()


def metadata(connection_id: str) -> str:
    """What everyone in LiveKit's room sees beside the name: which life of the person's page this is."""
    return json.dumps({"connection_id": connection_id})
