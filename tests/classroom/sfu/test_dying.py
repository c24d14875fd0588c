"""LiveKit dies under a lesson, and comes back."""

import pytest

from chalkroom.classroom.sfu import carrier
from tests.classroom.sfu.conftest import Group
from tests.classroom.sfu.publisher import publisher


async def test_a_small_room_goes_on_in_a_mesh(group: Group) -> None:
    people = await group.on_sfu(6)
    group.server.kill()
    # One page notices and says so; everybody is helped.
    await people[2].page.do("carrier-failed", {"number": 1})
    for person in people:
        told = await person.page.hears("carrier")
        assert told == {"kind": "mesh", "number": 2, "settled": False, "livekit": None}
        await person.page.do("carrier-ready", {"number": 2})
    for person in people:
        await person.page.hears("carrier-settled", number=2)

    # While it is away, nobody is let in whom a mesh cannot hold.
    student = await group.student("Seventh")
    page = await group.page_of(student)
    asked = {"connection_id": "c", "audio": True, "video": True}
    assert (await page.problem("join-room", asked))["code"] == "room_full"

    # It is back; the room rests a while before it trusts it again, unless it has to.
    group.server.start()
    await group.livekit_answers()
    assert not people[0].page.has_heard("carrier")
    assert (await page.join())["carrier"]["kind"] == "sfu"
    await people[0].page.hears("carrier", kind="sfu", number=3)


async def test_a_large_room_is_told_and_brought_back(group: Group) -> None:
    people = await group.on_sfu(7)
    async with publisher(*await group.way_in(people[0])):
        group.server.kill()
        for person in people:
            assert await person.page.hears("carrier-away") == {"number": 1}
        # Who comes now, or reloads, is let in all the same, and who asks is told again.
        await people[3].page.do("carrier-failed", {"number": 1})
        assert await people[3].page.hears("carrier-away") == {"number": 1}
        assert (await group.enter(1))[0].page.joined["carrier"]["kind"] == "sfu"

        group.server.start()
        told = [await person.page.hears("carrier") for person in people]
        assert {(carrier["kind"], carrier["number"], carrier["settled"]) for carrier in told} == {("sfu", 1, True)}
    # It is good for the LiveKit that is there now.
    async with publisher(told[0]["livekit"]["url"], told[0]["livekit"]["token"]) as back:
        assert await back.send_sound()


async def test_a_page_that_lost_livekit_alone_gets_a_fresh_way_in(group: Group) -> None:
    people = await group.on_sfu()
    await people[1].page.do("carrier-failed", {"number": 1})
    told = await people[1].page.hears("carrier")
    assert (told["kind"], told["number"], told["settled"]) == ("sfu", 1, True)
    async with publisher(told["livekit"]["url"], told["livekit"]["token"]) as back:
        assert await back.send_sound()
    # What is said of a carrier that is none any more asks nobody; what is said too often is refused.
    await people[1].page.do("carrier-failed", {"number": 0})
    answers = [await people[1].page.ask("carrier-failed", {"number": 0}) for _ in range(15)]
    assert answers[-1]["problem"]["code"] == "too_many_tries"
    assert not people[1].page.has_heard("carrier")
    assert not people[0].page.has_heard("carrier")


async def test_a_livekit_that_no_browser_reaches_costs_nobody_the_call(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers us, and its ports for media are closed: nobody arrives."""
    monkeypatch.setattr(carrier, "SETTLE_SECONDS", 1)
    people = await group.enter(5)
    for person in people:
        assert (await person.page.hears("carrier", kind="mesh"))["number"] == 2
    assert [data.get("why") for kind, data in await group.log() if kind == "carrier"] == [
        "crowded",
        "nobody_arrived",
    ]
