"""A locked room: everybody waits, a host admits them one by one, and unlocking lets the entitled in."""

from tests.classroom.conftest import Class


async def test_nobody_enters_a_locked_room_by_themselves(room: Class) -> None:
    await room.teacher.page.do("set-rules", {"locked": True})
    assert (await room.emile.page.hears("room-updated"))["rules"]["locked"] is True
    late = await room.lesson.page_of(await room.lesson.student("Late"))
    assert (await late.do("look-in"))["inside"] == []
    waiting = await late.join()
    assert (waiting["state"], waiting["participants"], waiting["rules"]["locked"]) == ("waiting", [], True)
    await room.teacher.page.until(lambda: names(room)[-1:] == [["Late"]], "the student in the lobby")
    await room.teacher.page.do("admit", {"participant_id": waiting["self"]["id"]})
    assert (await late.hears("admitted"))["state"] == "admitted"
    assert (await room.emile.page.hears("user-joined"))["participant"]["name"] == "Late"


async def test_unlocking_lets_the_entitled_in_and_tells_those_who_wait(room: Class) -> None:
    await room.teacher.page.do("spotlight", room.ada.about)
    await room.teacher.page.do("set-rules", {"locked": True})
    late = await room.lesson.page_of(await room.lesson.student("Late"))
    guests = await room.lesson.page_of_guest("Nina")
    assert (await late.join())["rules"]["spotlight"] is None
    await guests.join()
    await room.teacher.page.do("set-rules", {"locked": False})
    for page in (late, guests):
        told = (await page.hears("room-updated"))["rules"]
        assert (told["locked"], told["spotlight"]) == (False, None)
    assert (await late.hears("admitted"))["rules"]["spotlight"] == room.ada.id
    await room.teacher.page.until(lambda: names(room)[-1:] == [["Nina"]], "the guest alone in the lobby")
    assert not guests.has_heard("admitted")


async def test_one_whose_connection_dropped_comes_back_into_a_locked_room(room: Class) -> None:
    await room.teacher.page.do("set-rules", {"locked": True})
    await room.ada.page.drop()
    await room.ada.page.connect()
    assert (await room.ada.page.join())["resumed"]
    # Who left has left.
    await room.emile.page.do("leave-session")
    assert (await room.emile.page.join())["state"] == "waiting"


async def test_hosts_walk_in_and_out_of_a_locked_room(room: Class) -> None:
    await room.ada_helps()
    await room.ada.page.do("set-rules", {"locked": True})
    for inside in (room.ada, room.teacher):
        await inside.page.do("leave-session")
        assert (await inside.page.join())["state"] == "admitted"


async def test_an_entitled_person_is_sent_away_for_this_time_only(room: Class) -> None:
    await room.teacher.page.do("set-rules", {"locked": True})
    late = await room.lesson.page_of(await room.lesson.student("Late"))
    late_id = (await late.join())["self"]["id"]
    await room.teacher.page.do("deny", {"participant_id": late_id})
    await late.hears("denied")
    await late.hears_close()
    await late.connect()
    assert (await late.join())["state"] == "waiting"
    await room.teacher.page.do("set-rules", {"locked": False})
    await late.hears("admitted")


async def test_everyone_who_waits_is_admitted_as_far_as_there_are_places(room: Class) -> None:
    pages = [await room.lesson.page_of_guest(name) for name in ("One", "Two", "Three", "Four")]
    ids = [(await page.join())["self"]["id"] for page in pages]
    answer = await room.teacher.page.do("admit-all")
    assert answer["admitted"] == ids[:3]
    for page in pages[:3]:
        await page.hears("admitted")
    entered = [(await room.ada.page.hears("user-joined"))["participant"]["name"] for _ in range(3)]
    assert entered == ["One", "Two", "Three"]
    assert not pages[3].has_heard("admitted")
    assert (await room.teacher.page.do("admit-all"))["admitted"] == []


async def test_a_co_host_minds_the_lobby(room: Class) -> None:
    guests = await room.lesson.page_of_guest("Nina")
    guest_id = (await guests.join())["self"]["id"]
    await room.teacher.page.do("set-co-host", {**room.ada.about, "co_host": True})
    assert [each["name"] for each in (await room.ada.page.hears("lobby"))["waiting"]] == ["Nina"]
    assert (await room.ada.page.hears("user-updated"))["participant"]["co_host"] is True
    await room.ada.page.drop()
    await room.ada.page.connect()
    assert [each["name"] for each in (await room.ada.page.join())["lobby"]] == ["Nina"]
    await room.ada.page.do("admit", {"participant_id": guest_id})
    await guests.hears("admitted")
    assert (await room.ada.page.hears("lobby"))["waiting"] == []
    assert not room.emile.page.has_heard("lobby")

    await room.teacher.page.do("set-co-host", {**room.ada.about, "co_host": False})
    assert (await room.ada.page.hears("lobby"))["waiting"] == []
    later = await room.lesson.page_of_guest("Later")
    await later.join()
    assert [each["name"] for each in (await room.teacher.page.hears("lobby"))["waiting"]] == ["Nina"]
    assert not room.ada.page.has_heard("lobby")


async def test_one_who_reloads_at_the_door_keeps_their_place_in_the_queue(room: Class) -> None:
    entrance = (await room.lesson.by_code(name="First")).json()
    first = await room.lesson.page(entrance["room_token"])
    since = (await first.join())["self"]["joined_at"]
    second = await room.lesson.page_of_guest("Second")
    await second.join()
    await first.close()
    await room.teacher.page.until(lambda: names(room)[-1:] == [["Second"]], "the first one to be away")
    again = (await room.lesson.by_code(name="First", room_token=entrance["room_token"])).json()
    page = await room.lesson.page(again["room_token"])
    assert (await page.join())["self"]["joined_at"] == since
    await room.teacher.page.until(lambda: names(room)[-1:] == [["First", "Second"]], "both in their order")


def names(room: Class) -> list[list[str]]:
    """The lobby's people, as often as the teacher was told."""
    lobbies = [payload["waiting"] for event, payload in room.teacher.page.heard if event == "lobby"]
    return [[each["name"] for each in waiting] for waiting in lobbies]
