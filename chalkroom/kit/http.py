"""What every HTTP answer shares: problems instead of tracebacks, security headers, a limit on size, an access log."""

import re
import time
from collections.abc import Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chalkroom.kit import language
from chalkroom.kit.problems import Conflict, Malformed, NotFound, Problem, ServerFault, TooLarge
from chalkroom.kit.validation import InvalidInput

log = structlog.get_logger()

LARGEST_BODY = 1024 * 1024  # bytes


class DatabaseAway(Problem):
    status = 503
    code = "database_away"
    en = "The database does not answer. Nothing was changed; please try again in a moment."
    fr = "La base de données ne répond pas. Rien n’a été modifié ; réessayez dans un instant."
    headers = {"Retry-After": "5"}


def problem_response(request: Request, problem: Problem) -> JSONResponse:
    wanted = language.choose(request.headers.get("accept-language"))
    return JSONResponse(
        problem.body(wanted),
        status_code=problem.status,
        headers={"Content-Language": wanted, "Vary": "Accept-Language", **(problem.headers or {})},
        media_type="application/problem+json",
    )


def add_problem_handlers(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def expected(request: Request, error: Problem) -> JSONResponse:
        return problem_response(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = error.errors()
        if any(item["type"] == "json_invalid" for item in errors):
            return problem_response(request, Malformed())
        return problem_response(request, InvalidInput(errors))

    @app.exception_handler(HTTPException)
    async def framework(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 404:
            return problem_response(request, NotFound())
        plain = HttpProblem(error.status_code, error.headers)
        return problem_response(request, plain)

    @app.exception_handler(IntegrityError)
    async def conflict(request: Request, error: IntegrityError) -> JSONResponse:
        # Behind its first line PostgreSQL tells of the row itself.
        log.warning("conflict", path=request.url.path, error=str(error.orig).partition("\n")[0])
        return problem_response(request, Conflict())

    @app.exception_handler(OperationalError)
    async def away(request: Request, error: OperationalError) -> JSONResponse:
        log.error("database away", path=request.url.path, error=str(error.orig))
        return problem_response(request, DatabaseAway())

    @app.exception_handler(Exception)
    async def fault(request: Request, error: Exception) -> JSONResponse:
        log.error("fault", path=request.url.path, exc_info=error)
        return problem_response(request, ServerFault())


class HttpProblem(Problem):
    """What the framework itself refuses: a method that does not exist, a body that cannot be decoded."""

    en = "This request cannot be answered in this way."
    fr = "Cette requête ne peut pas recevoir de réponse sous cette forme."

    def __init__(self, status: int, headers: Any) -> None:
        super().__init__()
        self.status = status
        self.code = {400: "malformed", 405: "method_not_allowed"}.get(status, "http_error")
        self.headers = dict(headers) if headers else None


class SecurityHeaders:
    """The headers of every answer. Sources: OWASP Secure Headers Project; ASVS 5.0, V3.4."""

    def __init__(self, app: ASGIApp, *, https: bool, connect_to: Sequence[str] = ()) -> None:
        """`connect_to`: origins beside our own that pages may speak to."""
        self.app = app
        self.headers = {
            "Content-Security-Policy": "; ".join(
                [
                    "default-src 'self'",
                    "script-src 'self'",
                    # Radix measures and positions with style attributes.
                    "style-src 'self' 'unsafe-inline'",
                    "img-src 'self' data: blob:",
                    "media-src 'self' blob:",
                    " ".join(["connect-src 'self'", *connect_to]),
                    "worker-src 'self' blob:",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'",
                ]
            ),
            "Permissions-Policy": (
                "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), "
                "autoplay=(self), speaker-selection=(self), screen-wake-lock=(self), "
                "geolocation=(), payment=(), usb=()"
            ),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if https:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses bodies over LARGEST_BODY, by their declared length or as they arrive.

    Paths that match one of `counted_elsewhere` are those of files: their routes have limits of their own.
    """

    def __init__(self, app: ASGIApp, *, counted_elsewhere: Sequence[re.Pattern[str]]) -> None:
        self.app, self.counted_elsewhere = app, counted_elsewhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or any(path.fullmatch(scope["path"]) for path in self.counted_elsewhere):
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdigit() and int(declared) > LARGEST_BODY:
            problem = TooLarge(limit_bytes=LARGEST_BODY)
            await problem_response(Request(scope), problem)(scope, receive, send)
            return

        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST_BODY:
                raise TooLarge(limit_bytes=LARGEST_BODY)
            return message

        await self.app(scope, counted, send)


class AccessLog:
    """One line per request. The path only: a query may hold a passcode."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            took = round((time.perf_counter() - begun) * 1000, 1)
            log.info("request", method=scope["method"], path=scope["path"], status=status, ms=took)
