"""Hands in their order, reactions, names and the spotlight."""

from tests.classroom.conftest import Class


async def test_hands_are_raised_in_order_and_lowered(room: Class) -> None:
    await room.emile.page.do("raise-hand", {"raised": True})
    first = (await room.teacher.page.hears("user-updated"))["participant"]["hand"]
    assert (await room.emile.page.hears("user-updated"))["participant"]["hand"] == first
    await room.ada.page.do("raise-hand", {"raised": True})
    second = (await room.teacher.page.hears("user-updated"))["participant"]["hand"]
    assert first < second
    # Raising it again is no way to the front, and a dropped connection none to the end.
    await room.emile.page.do("raise-hand", {"raised": True})
    assert (await room.sees(room.emile, room.emile))["hand"] == first

    await room.emile.page.do("raise-hand", {"raised": False})
    await room.teacher.page.do("lower-hands", {"participant_id": None})
    seen = [await room.sees(room.emile, who) for who in (room.ada, room.emile)]
    assert [person["hand"] for person in seen] == [None, None]
    hands = [data["raised"] for kind, data in await room.lesson.log() if kind == "hand"]
    assert hands == [True, True, False, False]


async def test_one_hand_is_lowered_and_its_owner_knows(room: Class) -> None:
    for inside in (room.ada, room.emile):
        await inside.page.do("raise-hand", {"raised": True})
    room.ada.page.heard.clear()
    await room.teacher.page.do("lower-hands", room.ada.about)
    assert (await room.ada.page.hears("user-updated"))["participant"]["hand"] is None
    assert (await room.sees(room.ada, room.emile))["hand"] is not None


async def test_who_leaves_takes_their_hand_along(room: Class) -> None:
    await room.ada.page.do("raise-hand", {"raised": True})
    await room.ada.page.do("leave-session")
    assert (await room.ada.page.join())["self"]["hand"] is None


async def test_a_reaction_reaches_everyone_its_sender_too(room: Class) -> None:
    await room.ada.page.do("react", {"reaction": "celebrate"})
    for page in room.pages:
        assert await page.hears("reaction") == {"from": room.ada.id, "reaction": "celebrate"}
    assert ("reaction", {"reaction": "celebrate"}) in await room.lesson.log()


async def test_people_rename_themselves_and_hosts_rename_anyone_for_this_session(room: Class) -> None:
    await room.ada.page.do("rename", {**room.ada.about, "name": "  Ada L. "})
    for page in room.pages:
        assert (await page.hears("user-updated"))["participant"]["name"] == "Ada L."
    await room.teacher.page.do("rename", {**room.emile.about, "name": "Émile Z."})
    assert (await room.emile.page.hears("user-updated"))["participant"]["name"] == "Émile Z."
    # It holds when they come back, and the account keeps its own name.
    page, joined = await room.lesson.in_room(room.emile.person)
    assert joined["self"]["name"] == "Émile Z."
    me = await room.lesson.http.get("/api/auth/me", headers=room.emile.person.headers)
    assert me.json()["name"] == "Émile"
    renamed = [data for kind, data in await room.lesson.log() if kind == "renamed"]
    assert renamed[1] == {"by": room.teacher.id, "name": "Émile Z.", "before": "Émile"}
    await page.close()


async def test_the_spotlight_is_for_everyone_and_for_those_who_come(room: Class) -> None:
    await room.teacher.page.do("spotlight", room.ada.about)
    for page in room.pages:
        assert (await page.hears("room-updated"))["rules"]["spotlight"] == room.ada.id
    _, joined = await room.lesson.in_room(await room.lesson.student("Late"))
    assert joined["rules"]["spotlight"] == room.ada.id
    await room.teacher.page.do("spotlight", {"participant_id": None})
    assert (await room.ada.page.hears("room-updated"))["rules"]["spotlight"] is None


async def test_what_a_host_puts_on_the_stage_is_for_everyone_and_for_those_who_come(room: Class) -> None:
    await room.teacher.page.do("set-stage", {"stage": "board", "follow": True})
    for page in room.pages:
        rules = (await page.hears("room-updated"))["rules"]
        assert (rules["stage"], rules["follow"]) == ("board", True)
    _, joined = await room.lesson.in_room(await room.lesson.student("Late"))
    assert (joined["rules"]["stage"], joined["rules"]["follow"]) == ("board", True)
    assert ("stage", {"stage": "board", "follow": True}) in await room.lesson.log()
    problem = await room.teacher.page.problem("set-stage", {"stage": "cinema", "follow": False})
    assert problem["code"] == "invalid_input"
