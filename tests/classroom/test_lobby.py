"""The door: who waits, who is let in by whom, and who sees it."""

from tests.accounts.people import a_student
from tests.classroom.conftest import Lesson


async def test_a_guest_waits_until_the_teacher_lets_them_in(open_class: Lesson) -> None:
    teachers, joined = await open_class.in_room(open_class.teacher)
    assert joined["lobby"] == []
    present, _ = await open_class.in_room(await open_class.student())
    await teachers.hears("user-joined")

    guests = await open_class.page_of_guest("Nina")
    waiting = await guests.join(offers={joined["self"]["id"]: "v=0 too early"})
    assert waiting["state"] == "waiting"
    assert waiting["participants"] == []
    guest = waiting["self"]
    (seen,) = (await teachers.hears("lobby"))["waiting"]
    assert (seen["id"], seen["name"], seen["has_account"]) == (guest["id"], "Nina", False)
    assert (await guests.problem("offer", {"to": joined["self"]["id"], "sdp": "v=0"}))["code"] == "not_in_room"
    assert (await present.problem("offer", {"to": guest["id"], "sdp": "v=0"}))["code"] == "no_such_participant"

    await teachers.do("admit", {"participant_id": guest["id"]})
    admitted = await guests.hears("admitted")
    assert admitted["state"] == "admitted"
    assert {person["role"] for person in admitted["participants"]} == {"teacher", "student"}
    for page in (teachers, present):
        news = await page.hears("user-joined")
        assert news["participant"]["id"] == guest["id"]
        assert "offer" not in news
    assert (await teachers.hears("lobby"))["waiting"] == []
    assert not present.has_heard("lobby")
    await teachers.do("admit", {"participant_id": guest["id"]})
    await guests.do("offer", {"to": joined["self"]["id"], "sdp": "v=0"})
    assert (await teachers.hears("offer"))["from"] == guest["id"]


async def test_a_denied_guest_hears_it_and_stays_out(open_class: Lesson) -> None:
    teachers, _ = await open_class.in_room(open_class.teacher)
    entrance = (await open_class.by_code(name="Nina")).json()
    guests = await open_class.page(entrance["room_token"])
    guest = (await guests.join())["self"]
    await teachers.do("deny", {"participant_id": guest["id"]})
    await guests.hears("denied")
    await guests.hears_close()
    assert (await teachers.hears("lobby", waiting=[]))["waiting"] == []
    await teachers.do("deny", {"participant_id": guest["id"]})

    await guests.connect()
    assert (await guests.join())["state"] == "denied"
    refused = await open_class.by_code(name="Nina", room_token=entrance["room_token"])
    assert (refused.status_code, refused.json()["code"]) == (403, "denied")
    # The teacher may think better of it.
    await teachers.do("admit", {"participant_id": guest["id"]})
    assert (await guests.join())["state"] == "admitted"


async def test_an_admitted_account_gets_an_enrolment_and_needs_no_second_admission(open_class: Lesson) -> None:
    teachers, _ = await open_class.in_room(open_class.teacher)
    stranger = await a_student(open_class.http, "Ada")
    assert (await open_class.http.get("/api/sessions", headers=stranger.headers)).json()["items"] == []
    entrance = (await open_class.by_code(stranger.headers)).json()
    assert entrance["admission"] == "waiting"
    page = await open_class.page(entrance["room_token"])
    await page.join()
    assert (await teachers.hears("lobby"))["waiting"][0]["has_account"]
    await teachers.do("admit", {"participant_id": entrance["participant"]["id"]})
    await page.hears("admitted")

    (mine,) = (await open_class.http.get("/api/sessions", headers=stranger.headers)).json()["items"]
    assert [student["name"] for student in mine["students"]] == ["Ada"]
    assert (await open_class.entrance(stranger))["admission"] == "admitted"


async def test_students_with_a_place_enter_when_the_teacher_does(open_class: Lesson) -> None:
    one, two = [await open_class.page_of(await open_class.student(name)) for name in ("One", "Two")]
    for page in (one, two):
        assert (await page.join())["state"] == "waiting"
    guests = await open_class.page_of_guest()
    await guests.join()

    teachers, joined = await open_class.in_room(open_class.teacher)
    assert joined["participants"] == []
    assert [waiting["name"] for waiting in joined["lobby"]] == ["Guest"]
    assert len((await one.hears("admitted"))["participants"]) == 1
    assert len((await two.hears("admitted"))["participants"]) == 2
    assert [(await teachers.hears("user-joined"))["participant"]["name"] for _ in range(2)] == ["One", "Two"]
    assert (await guests.hears("session-updated"))["session"]["status"] == "live"
    assert not guests.has_heard("user-joined")
    assert not guests.has_heard("admitted")


async def test_whoever_stops_waiting_leaves_the_lobby(open_class: Lesson) -> None:
    teachers, _ = await open_class.in_room(open_class.teacher)
    guests = await open_class.page_of_guest()
    guest = (await guests.join())["self"]
    await teachers.hears("lobby")
    await guests.drop()
    assert (await teachers.hears("lobby"))["waiting"] == []

    # Let in meanwhile: the way is open when they are back.
    await teachers.do("admit", {"participant_id": guest["id"]})
    await guests.connect()
    assert (await guests.join())["state"] == "admitted"


async def test_media_switched_while_waiting_is_what_the_room_sees(open_class: Lesson) -> None:
    teachers, _ = await open_class.in_room(open_class.teacher)
    guests = await open_class.page_of_guest()
    guest = (await guests.join(audio=True, video=True))["self"]
    await guests.do("media-state", {"audio": False, "video": True})
    await teachers.do("admit", {"participant_id": guest["id"]})
    entered = (await teachers.hears("user-joined"))["participant"]
    assert (entered["audio"], entered["video"]) == (False, True)


async def test_a_guest_who_reloads_is_the_same_guest(open_class: Lesson) -> None:
    teachers, _ = await open_class.in_room(open_class.teacher)
    first = (await open_class.by_code(name="Nina")).json()
    page = await open_class.page(first["room_token"])
    await page.join()
    await teachers.do("admit", {"participant_id": first["participant"]["id"]})
    await page.hears("admitted")
    await page.close()

    again = (await open_class.by_code(name="Nina", room_token=first["room_token"])).json()
    assert again["participant"]["id"] == first["participant"]["id"]
    assert again["admission"] == "admitted"
    assert again["room_token"] != first["room_token"]
    without = (await open_class.by_code(name="Nina")).json()
    assert without["participant"]["id"] != first["participant"]["id"]
    assert without["admission"] == "waiting"


async def test_only_the_teacher_decides(open_class: Lesson) -> None:
    await open_class.in_room(open_class.teacher)
    students, _ = await open_class.in_room(await open_class.student())
    guests = await open_class.page_of_guest()
    guest = (await guests.join())["self"]
    for page in (students, guests):
        for event in ("admit", "deny"):
            assert (await page.problem(event, {"participant_id": guest["id"]}))["code"] == "not_allowed"
    unentered = await open_class.page_of(open_class.teacher)
    assert (await unentered.problem("admit", {"participant_id": guest["id"]}))["code"] == "not_allowed"


async def test_nobody_is_admitted_whom_nobody_knows(open_class: Lesson) -> None:
    teachers, joined = await open_class.in_room(open_class.teacher)
    for unknown in ("nobody", "00000000-0000-0000-0000-000000000000", ""):
        for event in ("admit", "deny"):
            assert (await teachers.problem(event, {"participant_id": unknown}))["code"] == "no_such_participant"
    assert (await teachers.problem("deny", {"participant_id": joined["self"]["id"]}))["code"] == "no_such_participant"
