"""Files for tests of the chat: uploaded over HTTP as a page does it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from tests.classroom.chat.test_kinds import png
from tests.classroom.conftest import Class, Inside

PICTURE = png(40, 30)
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@dataclass
class Files:
    room: Class

    @property
    def http(self) -> httpx.AsyncClient:
        return self.room.lesson.http

    @property
    def session_id(self) -> str:
        return self.room.lesson.session["id"]

    @property
    def folder(self) -> Path:
        return self.room.lesson.runtime.settings.data / "files"

    def kept(self) -> list[str]:
        """Ids of the files whose bytes are there."""
        return sorted(path.name for path in (self.folder / "chat").glob("*"))

    async def upload(
        self, who: Inside, content: Any = PICTURE, name: str = "sketch.png", meeting_id: str = "", **headers: str
    ) -> httpx.Response:
        path = f"/api/rooms/{meeting_id or self.room.lesson.session['meeting_id']}/files"
        said = {"Authorization": f"Room {who.page.token}", "X-File-Name": quote(name), **headers}
        return await self.http.post(path, content=content, headers=said)

    async def uploaded(self, who: Inside, content: Any = PICTURE, name: str = "sketch.png") -> dict[str, Any]:
        answer = await self.upload(who, content, name)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def refused(self, who: Inside, content: Any = PICTURE, name: str = "x.png", **more: str) -> tuple[int, str]:
        answer = await self.upload(who, content, name, **more)
        return answer.status_code, answer.json()["code"]

    async def sent(self, who: Inside, content: Any = PICTURE, name: str = "sketch.png", **more: Any) -> dict[str, Any]:
        """A message with one file and nothing else."""
        file = await self.uploaded(who, content, name)
        said = {"client_id": file["id"], "text": "", "files": [file["id"]], **more}
        return (await who.page.do("chat", said))["message"]

    def path(self, file: dict[str, Any] | str, verb: str = "") -> str:
        return f"/api/sessions/{self.session_id}/files/{file if isinstance(file, str) else file['id']}{verb}"

    async def read(self, who: Inside | None, file: dict[str, Any] | str, **headers: str) -> httpx.Response:
        """With the room token."""
        shown = {"Authorization": f"Room {who.page.token}"} if who else {}
        return await self.http.get(self.path(file), headers={**shown, **headers})

    async def link(self, headers: dict[str, str], file: dict[str, Any] | str) -> httpx.Response:
        return await self.http.post(self.path(file, "/links"), headers=headers)


def token_of(who: Inside) -> dict[str, str]:
    return {"Authorization": f"Room {who.page.token}"}
