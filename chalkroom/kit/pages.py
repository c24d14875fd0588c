"""The built web client: its files, and its one page for every address that is not the API's."""

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles

from chalkroom.kit.problems import NotFound

WEB = Path(__file__).parent.parent / "web"

SANDBOX = "sandbox.html"
# The document that a lesson's programs run in (web/src/run/). It lives in a frame with an opaque origin, so a program
# may be any script at all: what counts is that nothing leaves. `default-src 'none'` covers connections and frames,
# workers come from blobs alone, and where the frame may be led is the embedding page's policy: to our own pages,
# which refuse to be framed.
SANDBOX_HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'unsafe-inline' 'unsafe-eval' blob:",
            "worker-src blob:",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "media-src data: blob:",
            "font-src data:",
            # Peer connections are not covered by connect-src. Not every browser knows this word.
            "webrtc 'block'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-scripts",
        ]
    ),
    "Permissions-Policy": "camera=(), microphone=(), display-capture=(), geolocation=(), fullscreen=()",
    "X-Frame-Options": "SAMEORIGIN",
    # A name that is looked up tells it to somebody.
    "X-DNS-Prefetch-Control": "off",
    "Cache-Control": "no-cache",
}


def add_pages(app: FastAPI) -> None:
    """Mount last: what no other route answers is a page of the client."""
    if (WEB / "assets").is_dir():
        app.mount("/assets", _HashedFiles(directory=WEB / "assets"))

    @app.get("/{path:path}", include_in_schema=False)
    async def page(path: str) -> Response:
        if path.startswith(("api/", "socket.io", "assets/")):
            raise NotFound()
        file = (WEB / path).resolve()
        if path and file.is_relative_to(WEB) and file.is_file():
            return FileResponse(file, headers=SANDBOX_HEADERS if file == WEB / SANDBOX else None)
        index = WEB / "index.html"
        if not index.is_file():
            return PlainTextResponse("The web client is not built. Run: make build-web\n", status_code=503)
        return FileResponse(index, headers={"Cache-Control": "no-cache"})


class _HashedFiles(StaticFiles):
    """Their names hold a hash of their content, so a browser may keep them for ever."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # pyright: ignore[reportArgumentType]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
