"""How many fit into a room."""

import asyncio

import pytest

from chalkroom.kit.runtime import Runtime
from tests.accounts.people import a_student
from tests.classroom.conftest import Lesson
from tests.sessions.lessons import enrol


async def test_six_people_meet_and_everyone_hears_of_everyone_in_one_order(open_class: Lesson) -> None:
    teachers, _ = await open_class.in_room(open_class.teacher)
    people = [await open_class.student(f"Student {number}") for number in range(5)]
    pages = [await open_class.page_of(person) for person in people]
    joined = await asyncio.gather(*(page.join() for page in pages))
    assert sorted(len(answer["participants"]) for answer in joined) == [1, 2, 3, 4, 5]

    order = [(await teachers.hears("user-joined"))["participant"]["id"] for _ in pages]
    for page, answer in zip(pages, joined, strict=True):
        before = {person["id"] for person in answer["participants"] if person["role"] != "teacher"}
        place = order.index(answer["self"]["id"])
        assert before == set(order[:place])
        later = [(await page.hears("user-joined"))["participant"]["id"] for _ in order[place + 1 :]]
        assert later == order[place + 1 :]

    # Everyone reaches everyone.
    for sender, answer in zip(pages, joined, strict=True):
        for receiver, other in zip(pages, joined, strict=True):
            if sender is not receiver:
                await sender.do("offer", {"to": other["self"]["id"], "sdp": "v=0"})
                assert (await receiver.hears("offer"))["from"] == answer["self"]["id"]


async def test_two_who_come_together_do_not_both_get_the_last_place(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    people = [await a_student(lesson.http, f"Student {number}") for number in range(4)]
    await enrol(lesson.runtime, lesson.session, *people)
    pages = [await lesson.page_of(person) for person in people]
    wish = {"audio": True, "video": True}
    answers = await asyncio.gather(
        *(page.ask("join-room", {"connection_id": page.connection_id, **wish}) for page in pages)
    )
    assert sorted(answer["ok"] for answer in answers) == [False, False, False, True]
    assert {answer["problem"]["code"] for answer in answers if not answer["ok"]} == {"room_full"}
    await teachers.hears("user-joined")
    assert not teachers.has_heard("user-joined")


async def test_someone_who_reconnects_keeps_their_place(lesson: Lesson) -> None:
    teachers, _ = await lesson.in_room(lesson.teacher)
    first, _ = await lesson.in_room(await lesson.student("First"))
    second = await lesson.page_of(await lesson.student("Second"))
    await first.drop()
    await teachers.hears("user-updated")
    assert (await second.problem("join-room", {"connection_id": "x", "audio": True, "video": True}))[
        "code"
    ] == "room_full"
    await first.connect()
    assert (await first.join())["resumed"]


async def test_the_teacher_cannot_admit_more_than_fit(server: str, runtime: Runtime) -> None:
    lesson = await Lesson.at(server, runtime, allow_guests=True)
    teachers, _ = await lesson.in_room(lesson.teacher)
    first, second = await lesson.page_of_guest("First"), await lesson.page_of_guest("Second")
    first_id, second_id = [(await page.join())["self"]["id"] for page in (first, second)]
    await teachers.do("admit", {"participant_id": first_id})
    assert (await teachers.problem("admit", {"participant_id": second_id}))["code"] == "room_full"
    assert not second.has_heard("admitted")
    await first.do("leave-session")
    await teachers.do("admit", {"participant_id": second_id})
    await second.hears("admitted")
    await lesson.close()


@pytest.mark.parametrize("limit", [3])
async def test_a_mesh_room_has_its_own_limit_and_the_teacher_always_fits(
    open_class: Lesson, runtime: Runtime, limit: int
) -> None:
    runtime.settings.room_limit = limit
    students = [await open_class.page_of(await open_class.student(f"Student {number}")) for number in range(3)]
    for page in students:
        assert (await page.join())["state"] == "waiting"
    teachers, _ = await open_class.in_room(open_class.teacher)
    for page in students[:2]:
        await page.hears("admitted")
    came = [(await teachers.hears("user-joined"))["participant"]["name"] for _ in range(2)]
    assert sorted(came) == ["Student 0", "Student 1"]
    assert not students[2].has_heard("admitted")
    await students[0].do("leave-session")
    await students[2].hears("admitted")
    assert (await teachers.hears("user-joined"))["participant"]["name"] == "Student 2"
