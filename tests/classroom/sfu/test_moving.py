"""A room outgrows the mesh, and shrinks again, with a real LiveKit."""

from datetime import timedelta

import jwt
from livekit import api

from chalkroom.app import make_runtime
from tests.classroom.clients import RoomClient
from tests.classroom.sfu.conftest import Group, set_livekit
from tests.classroom.sfu.livekit import KEY, SECRET
from tests.conftest import serving

MESH = {"kind": "mesh", "number": 0, "settled": True, "livekit": None}
OFFER = {"offer_id": "o1", "sdp": "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n"}


async def test_the_fifth_person_moves_the_room_and_nobody_falls_silent(group: Group) -> None:
    four = await group.enter(4)
    assert all(person.page.joined["carrier"] == MESH for person in four)
    await four[0].page.do("standing-offer", OFFER)
    answers = {four[0].id: {"offer_id": "o1", "sdp": "v=0\r\n"}}

    student = await group.student("Fifth")
    fifth = await group.page_of(student)
    seen = await fifth.do("look-in")
    assert [person["offer"] for person in seen["inside"]] == [OFFER, None, None, None]
    joined = await fifth.join(answers=answers)

    assert joined["answered"] == []
    carrier = joined["carrier"]
    assert (carrier["kind"], carrier["number"], carrier["settled"]) == ("sfu", 1, False)
    for person in four:
        told = await person.page.hears("carrier")
        assert (told["kind"], told["number"], told["settled"]) == ("sfu", 1, False)
        assert told["livekit"]["token"] != carrier["livekit"]["token"]
        # The news of the move comes before the news of who caused it.
        entered = await person.page.hears("user-joined", participant=joined["self"])
        assert "answer" not in entered
        await person.page.do("carrier-ready", {"number": 1})
    for page in (*(person.page for person in four), fifth):
        assert await page.hears("carrier-settled") == {"number": 1}

    assert (await group.way_in(four[1]))[0] == group.server.url
    assert [data["carrier"] for kind, data in await group.log() if kind == "carrier"] == ["sfu", "sfu"]


async def test_a_token_names_its_person_their_room_and_what_they_may_send(group: Group) -> None:
    people = await group.on_sfu()
    await people[0].page.do("set-exceptions", {**people[1].about, "exceptions": {"speak": False}})
    everything = ["microphone", "camera", "screen_share", "screen_share_audio"]
    for person, sources in ((people[0], everything), (people[1], everything[1:])):
        url, token = await group.way_in(person)
        claims = api.TokenVerifier(KEY, SECRET).verify(token)
        assert (url, claims.identity, claims.name) == (
            group.server.url,
            person.id,
            person.page.joined["self"]["name"],
        )
        assert claims.metadata == f'{{"connection_id": "{person.page.connection_id}"}}'
        video = claims.video
        assert video
        assert (video.room, video.room_join, video.can_publish_sources) == (group.session["id"], True, sources)
        assert (video.can_publish_data, video.can_update_own_metadata, video.room_create) == (False, False, None)
        lives = jwt.decode(token, SECRET, algorithms=["HS256"])
        assert timedelta(seconds=lives["exp"] - lives["nbf"]) == timedelta(minutes=10)


async def test_who_may_send_nothing_gets_a_token_that_sends_nothing(group: Group) -> None:
    people = await group.on_sfu()
    await people[0].page.do("set-rules", {"rights": ["chat"]})
    claims = api.TokenVerifier(KEY, SECRET).verify((await group.way_in(people[1]))[1])
    assert claims.video
    assert claims.video.can_publish is False


async def test_who_waits_learns_of_the_carrier_and_gets_no_way_in(group: Group) -> None:
    await group.on_sfu()
    guest = await group.page_of_guest()
    waiting = await guest.join()
    assert waiting["state"] == "waiting"
    assert waiting["carrier"] == {"kind": "sfu", "number": 1, "settled": True, "livekit": None}
    await group.people[0].page.do("admit", {"participant_id": waiting["self"]["id"]})
    assert (await guest.hears("admitted"))["carrier"]["livekit"]["token"]


async def test_in_an_sfu_nobody_has_a_standing_offer(group: Group) -> None:
    four = await group.enter(4)
    onlooker = await group.page_of(await group.student("Onlooker"))
    await onlooker.do("look-in")
    await four[0].page.do("standing-offer", OFFER)
    assert (await onlooker.hears("inside"))["inside"][0]["offer"] == OFFER
    await group.enter(1)
    assert (await onlooker.hears("inside"))["inside"][0]["offer"] is None
    await four[0].page.do("standing-offer", OFFER)
    assert all(person["offer"] is None for person in (await onlooker.do("look-in"))["inside"])


async def test_a_room_that_shrinks_goes_back_to_the_mesh_and_livekit_is_rid_of_it(group: Group) -> None:
    people = await group.on_sfu()
    group.runtime.settings.mesh_return_seconds = 0.1
    await people[4].page.do("leave-session")
    for person in people[:4]:
        told = await person.page.hears("carrier")
        assert told == {"kind": "mesh", "number": 2, "settled": False, "livekit": None}
        await person.page.do("carrier-ready", {"number": 2})
    for person in people[:4]:
        await person.page.hears("carrier-settled", number=2)
    # Standing offers are taken again.
    await people[0].page.do("standing-offer", OFFER)
    onlooker = await group.page_of(await group.student("Onlooker"))
    assert (await onlooker.do("look-in"))["inside"][0]["offer"] == OFFER


async def test_the_carrier_outlives_a_restart(group: Group, database_url: str) -> None:
    people = await group.on_sfu(6)
    settings = group.runtime.settings.model_copy()
    for person in people:
        await person.page.drop()
    runtime = make_runtime(settings, database_url)
    set_livekit(settings, group.server.url)
    async with serving(runtime) as address:
        back = await again(people[0].page, address)
        assert back["resumed"]
        assert (back["carrier"]["kind"], back["carrier"]["number"], back["carrier"]["settled"]) == ("sfu", 1, True)
        await people[0].page.close()


async def test_a_group_has_more_places_than_a_mesh(group: Group) -> None:
    assert len(await group.enter(9)) == 9
    group.runtime.settings.group_limit = 9
    page = await group.page_of(await group.student("Tenth"))
    assert (await page.problem("join-room", {"connection_id": "c", "audio": True, "video": True}))[
        "code"
    ] == "room_full"


async def again(page: RoomClient, address: str) -> dict:
    page.address = address
    page.heard.clear()
    await page.connect()
    return await page.join()
