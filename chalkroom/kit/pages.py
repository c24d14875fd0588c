"""The built web client: its files, and its one page for every address that is not the API's."""

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles

from chalkroom.kit.problems import NotFound

WEB = Path(__file__).parent.parent / "web"


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
            return FileResponse(file)
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
