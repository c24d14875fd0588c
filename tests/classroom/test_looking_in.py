"""The green room: what somebody sees of the room before they enter, and offers made ahead."""

from tests.classroom.conftest import Lesson


async def test_one_who_looks_in_sees_who_is_inside_and_is_seen_by_nobody(open_class: Lesson) -> None:
    students = await open_class.page_of(await open_class.student())
    assert await students.do("look-in") == {"ok": True, "teacher_present": False, "inside": []}

    teachers, joined = await open_class.in_room(open_class.teacher)
    seen = await students.hears("inside")
    teacher = {"id": joined["self"]["id"], "name": "Marie Curie", "role": "teacher", "offer": None}
    assert seen == {"teacher_present": True, "inside": [teacher]}
    other, entered = await open_class.in_room(await open_class.student("Ada"))
    assert [person["name"] for person in (await students.hears("inside"))["inside"]] == ["Marie Curie", "Ada"]
    await teachers.hears("recording", state="on")
    await other.do("leave-session")
    assert (await students.hears("inside"))["inside"] == [teacher]
    assert [name for name, _ in teachers.heard] == ["user-joined", "user-left"]

    await students.join()
    await other.join()
    await students.hears("user-joined")
    assert not students.has_heard("inside")
    assert entered["state"] == "admitted"


async def test_one_who_would_have_to_wait_only_learns_whether_the_teacher_is_there(open_class: Lesson) -> None:
    guests = await open_class.page_of_guest()
    assert not (await guests.do("look-in"))["teacher_present"]
    teachers, _ = await open_class.in_room(open_class.teacher)
    assert await guests.hears("inside") == {"teacher_present": True, "inside": []}
    await open_class.in_room(await open_class.student())
    await teachers.do("leave-session")
    assert await guests.hears("inside") == {"teacher_present": False, "inside": []}


async def test_offers_made_ahead_arrive_with_the_news(open_class: Lesson) -> None:
    teachers, joined = await open_class.in_room(open_class.teacher)
    other, _ = await open_class.in_room(await open_class.student("Ada"))
    await teachers.hears("user-joined")
    page = await open_class.page_of(await open_class.student())
    await page.join(offers={joined["self"]["id"]: "v=0 for the teacher", "somebody else": "v=0"})
    assert (await teachers.hears("user-joined"))["offer"] == "v=0 for the teacher"
    assert "offer" not in await other.hears("user-joined")


BARE = "v=0\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\n"


async def test_a_standing_offer_is_answered_by_the_join_and_by_one_person_only(open_class: Lesson) -> None:
    teachers, joined = await open_class.in_room(open_class.teacher)
    teacher_id = joined["self"]["id"]
    first, second = [await open_class.page_of(await open_class.student(name)) for name in ("Ada", "Émile")]
    for page in (first, second):
        await page.do("look-in")
    await teachers.do("standing-offer", {"offer_id": "one", "sdp": BARE})
    for page in (first, second):
        assert (await page.hears("inside"))["inside"][0]["offer"] == {"offer_id": "one", "sdp": BARE}

    answer = {"offer_id": "one", "sdp": "v=0 an answer"}
    entered = await first.join(answers={teacher_id: answer})
    assert entered["answered"] == [teacher_id]
    assert (await teachers.hears("user-joined"))["answer"] == answer
    assert all(person["offer"] is None for person in (await second.hears("inside"))["inside"])

    late = await second.join(answers={teacher_id: answer}, offers={teacher_id: "v=0 an offer"})
    assert late["answered"] == []
    news = await teachers.hears("user-joined")
    assert "answer" not in news
    assert news["offer"] == "v=0 an offer"


async def test_a_standing_offer_shows_no_address(open_class: Lesson) -> None:
    teachers, _ = await open_class.in_room(open_class.teacher)
    for line in ("a=candidate:1 1 udp 1 192.0.2.1 5000 typ host", "c=IN IP4 192.0.2.1", "a=rtcp:9 IN IP6 2001:db8::1"):
        refused = await teachers.problem("standing-offer", {"offer_id": "one", "sdp": f"{BARE}{line}\r\n"})
        assert refused["errors"][0]["code"] == "shows_address"
    guests = await open_class.page_of(await open_class.student())
    assert (await guests.do("look-in"))["inside"][0]["offer"] is None


async def test_only_somebody_in_the_room_keeps_a_standing_offer(open_class: Lesson) -> None:
    page = await open_class.page_of(await open_class.student())
    assert (await page.problem("standing-offer", {"offer_id": "one", "sdp": BARE}))["code"] == "not_in_room"


async def test_one_who_would_have_to_wait_sees_no_standing_offer(open_class: Lesson) -> None:
    teachers, _ = await open_class.in_room(open_class.teacher)
    await teachers.do("standing-offer", {"offer_id": "one", "sdp": BARE})
    guests = await open_class.page_of_guest()
    assert (await guests.do("look-in"))["inside"] == []
