"""Sessions that hide addresses: what their pages are told to use, and what the others hear of them."""

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Lesson
from tests.classroom.test_addresses import HIDDEN, HOST, RELAYED

DIRECT = f"v=0\r\na={HOST}\r\na={RELAYED}\r\n"


@pytest.fixture(autouse=True)
def _relay(runtime: Runtime) -> None:
    runtime.settings.turn_urls, runtime.settings.turn_secret = ["turn:here:3478"], "north"


@contextlib.asynccontextmanager
async def two_inside(server: str, runtime: Runtime, **session: Any) -> AsyncIterator[tuple[Lesson, RoomClient, str]]:
    """The teacher's page, and the id of Ada, whose page is the last of the lesson's."""
    lesson = await Lesson.at(server, runtime, **session)
    teacher, _ = await lesson.in_room(lesson.teacher)
    _, joined = await lesson.in_room(await lesson.student("Ada"))
    yield lesson, teacher, joined["self"]["id"]
    await lesson.close()


def candidate(line: str) -> dict[str, Any]:
    return {"candidate": line, "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": "abcd"}


async def test_a_session_that_hides_addresses_says_so_and_lets_none_through(server: str, runtime: Runtime) -> None:
    async with two_inside(server, runtime) as (lesson, teacher, ada):
        entrance = await lesson.entrance(lesson.teacher)
        assert entrance["relay_only"] is True
        assert entrance["session"]["hide_addresses"] is True
        assert [server["urls"] for server in entrance["ice_servers"]] == [["turn:here:3478"]]
        body = {"passcode": lesson.session["passcode"]}
        preview = await lesson.http.post(f"/api/rooms/{lesson.session['meeting_id']}/preview", json=body)
        assert preview.json()["relay_only"] is True

        adas = lesson.pages[1]
        for kind in ("offer", "answer"):
            await teacher.do(kind, {"to": ada, "sdp": DIRECT})
            assert (await adas.hears(kind))["sdp"] == f"v=0\r\na={HIDDEN}\r\n"
        for line in (HOST, RELAYED):
            await teacher.do("ice-candidate", {"to": ada, "candidate": candidate(line)})
        assert (await adas.hears("ice-candidate"))["candidate"]["candidate"] == HIDDEN
        assert not adas.has_heard("ice-candidate")


async def test_what_a_newcomer_brings_along_shows_no_address_either(server: str, runtime: Runtime) -> None:
    lesson = await Lesson.at(server, runtime)
    teacher, joined = await lesson.in_room(lesson.teacher)
    newcomer = await lesson.page_of(await lesson.student("Ada"))
    await newcomer.join(offers={joined["self"]["id"]: DIRECT})
    assert (await teacher.hears("user-joined"))["offer"] == f"v=0\r\na={HIDDEN}\r\n"
    await lesson.close()


async def test_another_session_of_the_same_server_may_be_direct(server: str, runtime: Runtime) -> None:
    async with two_inside(server, runtime, hide_addresses=False) as (lesson, teacher, ada):
        assert (await lesson.entrance(lesson.teacher))["relay_only"] is False
        await teacher.do("offer", {"to": ada, "sdp": DIRECT})
        assert (await lesson.pages[1].hears("offer"))["sdp"] == DIRECT
        await teacher.do("ice-candidate", {"to": ada, "candidate": candidate(HOST)})
        assert (await lesson.pages[1].hears("ice-candidate"))["candidate"]["candidate"] == HOST


async def test_the_setting_hides_them_in_every_session(server: str, runtime: Runtime) -> None:
    runtime.settings.relay_only = True
    async with two_inside(server, runtime, hide_addresses=False) as (lesson, teacher, ada):
        assert (await lesson.entrance(lesson.teacher))["relay_only"] is True
        await teacher.do("offer", {"to": ada, "sdp": DIRECT})
        assert (await lesson.pages[1].hears("offer"))["sdp"] == f"v=0\r\na={HIDDEN}\r\n"


async def test_credentials_are_renewed_over_the_socket(server: str, runtime: Runtime) -> None:
    async with two_inside(server, runtime) as (lesson, teacher, _):
        entrance = await lesson.entrance(lesson.teacher)
        assert entrance["ice_seconds"] == runtime.settings.turn_credential_hours * 3600
        clock.travel_to(clock.now() + timedelta(hours=10))
        renewed = await teacher.do("ice-servers")
        assert renewed["ice_seconds"] == entrance["ice_seconds"]
        [before], [now] = entrance["ice_servers"], renewed["ice_servers"]
        expiry, name = now["username"].split(":")
        # The relay counts its quota by the name.
        assert name == before["username"].split(":")[1] == entrance["participant"]["id"]
        assert int(expiry) >= int(before["username"].split(":")[0]) + 10 * 3600 - 5
        assert now["credential"] != before["credential"]


async def test_a_relay_that_was_taken_away_is_promised_no_longer(server: str, runtime: Runtime) -> None:
    lesson = await Lesson.at(server, runtime)
    runtime.settings.turn_urls = []
    assert (await lesson.entrance(lesson.teacher))["relay_only"] is False
    await lesson.close()
