"""What outlives the server: rules, hands, co-hosts, exceptions, and the queue at the door in its order."""

import asyncio

from chalkroom.app import make_runtime
from chalkroom.classroom.hub import Hub
from chalkroom.settings import Settings
from tests.accounts.people import a_student
from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Lesson
from tests.conftest import serving


async def again(page: RoomClient, address: str) -> dict:
    """The page comes back to the server that was started anew, and says again that it wants to be in the room."""
    page.address = address
    page.heard.clear()
    await page.connect()
    return await page.join()


async def test_order_outlives_a_restart(settings: Settings, database_url: str, runtime: object) -> None:
    settings = settings.model_copy(update={"reconnect_seconds": 60})
    first_run, second_run = (make_runtime(settings, database_url) for _ in range(2))
    async with serving(first_run) as address:
        lesson = await Lesson.at(address, first_run, capacity=5, allow_guests=True)
        teachers, _ = await lesson.in_room(lesson.teacher)
        adas, ada = await lesson.in_room(await lesson.student("Ada"))
        emiles, emile = await lesson.in_room(await lesson.student("Émile"))
        about_ada, about_emile = ({"participant_id": who["self"]["id"]} for who in (ada, emile))
        await teachers.do("set-co-host", {**about_ada, "co_host": True})
        await teachers.do("set-exceptions", {**about_emile, "exceptions": {"screen": False}})
        await teachers.do("set-rules", {"locked": True, "rights": ["speak", "screen"]})
        await teachers.do("spotlight", about_emile)
        await teachers.do("set-stage", {"stage": "board", "follow": True})
        await emiles.do("raise-hand", {"raised": True})
        hand = (await teachers.hears("user-updated", participant=(await adas.join())["participants"][1]))["participant"]
        # One of them has an account that the session does not know, two are guests; the room is locked for the last.
        stranger = await a_student(lesson.http, "Stranger")
        waiting = [
            await lesson.page_of_guest("First"),
            await lesson.page((await lesson.by_code(stranger.headers)).json()["room_token"]),
            await lesson.page_of_guest("Third"),
            await lesson.page_of(await lesson.student("Entitled")),
        ]
        since = [(await page.join())["self"]["joined_at"] for page in waiting]
    for page in (teachers, adas, emiles, *waiting):
        await page.hears_close()

    async with serving(second_run) as address:
        # They come back in another order than they came.
        for page in reversed(waiting):
            assert (await again(page, address))["state"] == "waiting"
        back = await again(teachers, address)
        assert [person["name"] for person in back["lobby"]] == ["First", "Stranger", "Third", "Entitled"]
        assert [person["since"] for person in back["lobby"]] == since
        assert back["rules"] == {
            "locked": True,
            "join_muted": False,
            "rights": ["speak", "screen"],
            "spotlight": about_emile["participant_id"],
            "encrypted": False,
            "stage": "board",
            "follow": True,
            "copy_of": None,
            "private": [],
        }
        ada_now = await again(adas, address)
        assert ada_now["self"]["co_host"] is True
        assert len(ada_now["lobby"]) == 4
        emile_now = (await again(emiles, address))["self"]
        assert (emile_now["rights"], emile_now["exceptions"]) == (["speak"], {"screen": False})
        assert emile_now["hand"] == hand["hand"] is not None
        await teachers.do("admit-all")
        entered = [(await emiles.hears("user-joined"))["participant"]["name"] for _ in range(3)]
        assert entered == ["First", "Stranger", "Third"]
        await lesson.close()


async def test_a_place_in_the_queue_is_given_up_by_who_does_not_come_back(lesson: Lesson, hubs: list[Hub]) -> None:
    lesson.runtime.settings.reconnect_seconds = 0.4
    page = await lesson.page_of(await lesson.student("Early"))
    since = (await page.join())["self"]["joined_at"]
    await page.drop()
    async with asyncio.timeout(30):
        while any(room.waiting for room in hubs[0].presence.rooms()):
            await asyncio.sleep(0.05)
    await page.connect()
    assert (await page.join())["self"]["joined_at"] > since
