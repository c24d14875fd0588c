"""The refresh token's cookie, and the check that only our own pages make the browser send it."""

from fastapi import Request, Response

from chalkroom.accounts.errors import ForeignOrigin
from chalkroom.kit.origins import host_of
from chalkroom.kit.runtime import Run
from chalkroom.settings import Settings


def set_refresh_cookie(response: Response, token: str, settings: Settings) -> None:
    response.set_cookie(
        _name(settings),
        token,
        max_age=settings.refresh_token_days * 24 * 60 * 60,
        path=_path(settings),
        secure=settings.https,
        httponly=True,
        samesite="strict",
    )


def clear_refresh_cookie(response: Response, settings: Settings) -> None:
    response.delete_cookie(
        _name(settings), path=_path(settings), secure=settings.https, httponly=True, samesite="strict"
    )


def refresh_cookie(request: Request, settings: Settings) -> str | None:
    return request.cookies.get(_name(settings))


async def from_our_pages(request: Request, run: Run) -> None:
    """A route's guard against requests that another site's page makes in this browser. SameSite=Strict stops those in
    general; it does not stop another port or subdomain of this site. Programs send no Origin and no such cookie."""
    origin = request.headers.get("origin")
    if origin is None or origin == run.settings.base_url:
        return
    # The server may be reached under more names than it knows (localhost, its address in the local network).
    if host_of(origin) != request.headers.get("host"):
        raise ForeignOrigin


def _name(settings: Settings) -> str:
    if settings.https:
        # The prefix makes browsers refuse one that a subdomain or an unencrypted page has set.
        return "__Host-chalkroom"
    # Cookies ignore ports: two copies on one machine would sign each other out.
    return f"chalkroom-{settings.port}"


def _path(settings: Settings) -> str:
    return "/" if settings.https else "/api/auth"  # "__Host-" demands "/"
