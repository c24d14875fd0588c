"""The green room: what somebody sees of the room before they enter, and offers made ahead."""

from tests.classroom.conftest import Lesson


async def test_one_who_looks_in_sees_who_is_inside_and_is_seen_by_nobody(open_class: Lesson) -> None:
    students = await open_class.page_of(await open_class.student())
    assert await students.do("look-in") == {"ok": True, "teacher_present": False, "inside": []}

    teachers, joined = await open_class.in_room(open_class.teacher)
    seen = await students.hears("inside")
    teacher = {"id": joined["self"]["id"], "name": "Marie Curie", "role": "teacher"}
    assert seen == {"teacher_present": True, "inside": [teacher]}
    other, entered = await open_class.in_room(await open_class.student("Ada"))
    assert [person["name"] for person in (await students.hears("inside"))["inside"]] == ["Marie Curie", "Ada"]
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
