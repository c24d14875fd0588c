"""Who asks, as dependencies of a route.

    async def create(teacher: CurrentTeacher, …)      403 for everyone who is not a teacher
    async def read(user: CurrentUser, …)              401 for strangers
    async def preview(user: OptionalUser, …)          None for strangers

A token that is shown has to be good: an expired one is answered with 401 even where none is needed, so that a client
renews it instead of being taken for a stranger.
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from chalkroom.accounts import access, queries
from chalkroom.accounts.errors import SignedOut, TeachersOnly
from chalkroom.accounts.models import Role, User
from chalkroom.kit.database import Db
from chalkroom.kit.runtime import Run


@dataclass(frozen=True)
class Identity:
    """A person and the sign-in through which they came."""

    user: User
    sign_in_id: UUID


_Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False, bearerFormat="JWT"))]


async def _whoever(db: Db, run: Run, shown: _Bearer) -> Identity | None:
    if shown is None:
        return None
    claims = access.read(shown.credentials, run.settings)
    user = await queries.signed_in_user(db, user_id=claims.user_id, sign_in_id=claims.sign_in_id)
    if user is None:
        raise SignedOut
    return Identity(user, claims.sign_in_id)


async def _someone(identity: Annotated[Identity | None, Depends(_whoever)]) -> Identity:
    if identity is None:
        raise SignedOut
    return identity


CurrentIdentity = Annotated[Identity, Depends(_someone)]


async def _optional_user(identity: Annotated[Identity | None, Depends(_whoever)]) -> User | None:
    return identity.user if identity else None


async def _user(identity: CurrentIdentity) -> User:
    return identity.user


OptionalUser = Annotated[User | None, Depends(_optional_user)]
CurrentUser = Annotated[User, Depends(_user)]


async def _teacher(user: CurrentUser) -> User:
    if user.role is not Role.TEACHER:
        raise TeachersOnly
    return user


CurrentTeacher = Annotated[User, Depends(_teacher)]
