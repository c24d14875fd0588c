"""Access tokens: signed statements (JWT, RFC 7519) of who asks, good for a few minutes."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import jwt

from chalkroom.accounts.errors import SignedOut
from chalkroom.kit import clock
from chalkroom.settings import Settings

# One algorithm, fixed here: what a token says about itself is never asked (RFC 8725, section 3.1).
ALGORITHM = "HS256"
ISSUER = "chalkroom"
AUDIENCE = "chalkroom-api"


@dataclass(frozen=True)
class Claims:
    user_id: UUID
    sign_in_id: UUID


def issue(claims: Claims, settings: Settings) -> str:
    now = clock.now()
    return jwt.encode(
        {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(claims.user_id),
            "sid": str(claims.sign_in_id),
            "iat": now,
            "exp": now + timedelta(minutes=settings.access_token_minutes),
        },
        settings.signing_key,
        algorithm=ALGORITHM,
    )


def read(token: str, settings: Settings) -> Claims:
    """Who a token speaks of; raises SignedOut unless it is ours, whole and still good."""
    try:
        claims = jwt.decode(
            token,
            settings.signing_key,
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            audience=AUDIENCE,
            # The times are checked below, by the clock that tests can set.
            options={"require": ["iss", "aud", "sub", "sid", "exp"], "verify_exp": False, "verify_iat": False},
        )
        if clock.now().timestamp() >= float(claims["exp"]):
            raise SignedOut
        return Claims(user_id=UUID(claims["sub"]), sign_in_id=UUID(claims["sid"]))
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError) as error:
        raise SignedOut from error
