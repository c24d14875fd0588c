"""The ICE servers of one participant, with relay credentials that expire."""

import base64
import hashlib
import hmac

from chalkroom.classroom.schemas import IceServer
from chalkroom.kit import clock
from chalkroom.sessions.models import Session
from chalkroom.settings import Settings


def ice_servers(settings: Settings, name: str, *, seconds: int | None = None) -> list[IceServer]:
    """STUN and TURN servers as RTCConfiguration takes them; empty when none is set.

    `name` stays the same for one participant: the relay counts its quota by it. `seconds`: how long the credentials are
    good; None: as the settings say, which is longer than any session.
    """
    servers = []
    if settings.stun_urls:
        servers.append(IceServer(urls=settings.stun_urls))
    if settings.turn_secret and settings.has_relay:
        good_for = settings.turn_credential_hours * 3600 if seconds is None else seconds
        username, credential = turn_credentials(settings.turn_secret, name, seconds=good_for)
        servers.append(IceServer(urls=settings.turn_urls, username=username, credential=credential))
    return servers


def good_for(settings: Settings) -> int | None:
    """Seconds after which a participant's credentials expire; None where there are none."""
    return settings.turn_credential_hours * 3600 if settings.has_relay else None


def relay_only(settings: Settings, session: Session) -> bool:
    """Whether the calls of this session go through the relay alone.

    Should the relay be taken away after a session was planned with it, its calls are direct, and its pages say so.
    """
    return settings.relay_only or (session.hide_addresses and settings.has_relay)


def turn_credentials(secret: str, name: str, *, seconds: int) -> tuple[str, str]:
    """Username and password that coturn's use-auth-secret accepts until they expire.

    coturn's user-quota counts by what follows the colon, whatever time stands before it.
    Source: draft-uberti-behave-turn-rest-00, section 2.2. HMAC-SHA1 is what it prescribes.
    """
    username = f"{int(clock.now().timestamp()) + seconds}:{name}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(digest).decode()
