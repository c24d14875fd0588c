"""The story of the product: a teacher registers, makes a session and sends its link; a student opens it; they meet."""

import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.accounts.people import PASSWORD
from tests.classroom.clients import RoomClient
from tests.sessions.lessons import tomorrow


class Browser:
    """What a page would do over HTTP: it keeps its cookie and, once signed in, its access token."""

    def __init__(self, address: str) -> None:
        self.http = httpx.AsyncClient(base_url=address, timeout=30)

    async def register(self, role: str, name: str) -> dict:
        body = {"name": name, "email": f"{role}@school.example", "password": PASSWORD, "role": role}
        signed_in = await self.post("/api/auth/register", body, expect=201)
        self._show(signed_in["access_token"])
        return signed_in["user"]

    async def come_back(self) -> None:
        """A page that is loaded again has only the cookie."""
        del self.http.headers["Authorization"]
        self._show((await self.post("/api/auth/refresh"))["access_token"])

    async def get(self, path: str, *, expect: int = 200, **query: str) -> dict:
        return _answer(await self.http.get(path, params=query), expect)

    async def post(self, path: str, body: dict | None = None, *, expect: int = 200) -> dict:
        return _answer(await self.http.post(path, json=body), expect)

    async def enter(self, entrance: dict) -> tuple[RoomClient, dict]:
        """Open the socket with what a join answered, and join the room."""
        page = RoomClient(str(self.http.base_url), entrance["room_token"])
        await page.connect()
        return page, await page.join()

    def _show(self, access_token: str) -> None:
        self.http.headers["Authorization"] = f"Bearer {access_token}"


def _answer(answer: httpx.Response, expect: int) -> dict:
    assert answer.status_code == expect, answer.text
    return answer.json()


@pytest.fixture
async def browsers(server: str):
    """As many browsers as a story has people, each with its own cookies."""
    opened = [Browser(server) for _ in range(3)]
    yield opened
    for browser in opened:
        await browser.http.aclose()


async def test_two_people_meet(browsers: list[Browser]) -> None:
    marie, leo, _ = browsers

    # Marie makes a session and sends its link, in under thirty seconds: three fields and a click.
    await marie.register("teacher", "Marie Laurent")
    starts_at = tomorrow().isoformat()
    session = await marie.post(
        "/api/sessions", {"title": "Fractions", "starts_at": starts_at, "duration_minutes": 60}, expect=201
    )
    link = urlsplit(session["link"])
    meeting_id, passcode = link.path.removeprefix("/video-room/"), parse_qs(link.query)["passcode"][0]
    assert re.fullmatch(r"[a-hjkmnp-z2-9]{3}-[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{3}", meeting_id)

    # Léo opens it. He has no account yet, and the session takes no guests.
    door = f"/api/rooms/{meeting_id}"
    preview = await leo.post(f"{door}/preview", {"passcode": passcode})
    assert (preview["entry"], preview["session"]["title"]) == ("sign_in", "Fractions")
    assert preview["session"]["teacher_name"] == "Marie Laurent"
    await leo.register("student", "Léo Martin")
    assert (await leo.get("/api/sessions"))["items"] == []
    assert (await leo.post(f"{door}/preview", {"passcode": passcode}))["entry"] == "lobby"

    # A typed code counts as the link does: capitals and blanks do not matter.
    typed = meeting_id.upper().replace("-", " ")
    entrance = await leo.post(f"/api/rooms/{typed}/join", {"passcode": passcode})
    assert (entrance["admission"], entrance["media"]) == ("waiting", "mesh")
    leos, at_the_door = await leo.enter(entrance)
    assert (at_the_door["state"], at_the_door["participants"]) == ("waiting", [])

    # Marie enters: the session is live, and she finds Léo at the door.
    maries, room = await marie.enter(await marie.post(f"/api/sessions/{session['id']}/join"))
    assert room["session"]["status"] == "live"
    assert [waiting["name"] for waiting in room["lobby"]] == ["Léo Martin"]
    await maries.do("admit", {"participant_id": room["lobby"][0]["id"]})
    inside = await leos.hears("admitted")
    assert [other["name"] for other in inside["participants"]] == ["Marie Laurent"]

    # Their browsers find each other.
    await leos.do("offer", {"to": room["self"]["id"], "sdp": "v=0 from Léo"})
    assert (await maries.hears("offer"))["sdp"] == "v=0 from Léo"
    await maries.do("answer", {"to": inside["self"]["id"], "sdp": "v=0 from Marie"})
    assert (await leos.hears("answer"))["sdp"] == "v=0 from Marie"

    # Being admitted gave Léo a place; he finds the lesson among his own, without its secrets.
    (his,) = (await leo.get("/api/sessions"))["items"]
    assert (his["id"], his["status"], his["passcode"], his["link"]) == (session["id"], "live", None, None)
    assert his["may"]["join"]

    # Marie ends it. Both are told, and the way in is closed for good.
    await marie.come_back()
    ended = await marie.post(f"/api/sessions/{session['id']}/end")
    assert (ended["status"], ended["actual_start"] <= ended["actual_end"]) == ("ended", True)
    for page in (maries, leos):
        assert (await page.hears("session-ended"))["ended_by"] == "Marie Laurent"
        await page.hears_close()
    assert (await leo.post(f"/api/sessions/{session['id']}/join", expect=410))["code"] == "session_ended"
    refused = await marie.post(f"/api/sessions/{session['id']}/cancel", expect=409)
    assert (refused["from"], refused["to"]) == ("ended", "cancelled")


async def test_a_guest_is_let_in_and_a_cancelled_lesson_sends_everyone_home(browsers: list[Browser]) -> None:
    marie, leo, guest = browsers
    await marie.register("teacher", "Marie Laurent")
    user = await leo.register("student", "Léo Martin")
    session = await marie.post(
        "/api/sessions",
        {"name": "Club", "date": tomorrow().isoformat(), "duration": 30, "capacity": 3, "allow_guests": True},
        expect=201,
    )
    code = {"passcode": session["passcode"]}
    door = f"/api/rooms/{session['meeting_id']}"
    maries, _ = await marie.enter(await marie.post(f"/api/sessions/{session['id']}/join"))

    pages = [maries]
    for browser, body in ((leo, code), (guest, code | {"name": "Tante Rose"})):
        page, waiting = await browser.enter(await browser.post(f"{door}/join", body))
        assert waiting["state"] == "waiting"
        await maries.do("admit", {"participant_id": waiting["self"]["id"]})
        await page.hears("admitted")
        pages.append(page)

    # A guest leaves no account behind: only Léo has a place.
    read = await marie.get(f"/api/sessions/{session['id']}")
    assert read["students"] == [{"id": user["id"], "name": "Léo Martin"}]

    cancelled = await marie.post(f"/api/sessions/{session['id']}/cancel")
    assert cancelled["status"] == "cancelled"
    assert cancelled["actual_end"] is not None
    for page in pages:
        assert (await page.hears("session-ended"))["session"]["status"] == "cancelled"
        await page.hears_close()
    await guest.post(f"{door}/preview", code, expect=410)
