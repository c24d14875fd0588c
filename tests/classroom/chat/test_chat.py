"""Chat in the room: who reads what, once and in order, whatever the network does."""

from typing import Any
from uuid import uuid4

from tests.classroom.clients import RoomClient
from tests.classroom.conftest import Class, Inside, Lesson


async def say(who: Inside, text: str, client_id: str = "", **more: Any) -> dict[str, Any]:
    payload = {"client_id": client_id or str(uuid4()), "text": text, **more}
    return (await who.page.do("chat", payload))["message"]


async def history(page: RoomClient, **asked: Any) -> list[dict[str, Any]]:
    return (await page.do("chat-history", asked))["messages"]


async def test_a_message_reaches_everyone_and_those_who_come_later(room: Class) -> None:
    said = await say(room.ada, "  Hello\n\n    indented **text**  ", "one")
    assert {key: said[key] for key in ("client_id", "from", "name", "to", "text", "reply_to", "deleted")} == {
        "client_id": "one",
        "from": room.ada.id,
        "name": "Ada",
        "to": None,
        "text": "  Hello\n\n    indented **text**",
        "reply_to": None,
        "deleted": False,
    }
    for page in room.pages:
        assert await page.hears("chat") == {"message": said}
    answer = await say(room.emile, "Hello Ada", reply_to=said["id"])
    assert answer["id"] > said["id"]
    late, _ = await room.lesson.in_room(await room.lesson.student("Late"))
    assert await history(late) == [said, answer]


async def test_a_message_sent_again_is_the_same_message(room: Class) -> None:
    said = await say(room.ada, "once", "same")
    # The acknowledgement was lost: the page sends it again, through another socket, and it may be another page too.
    await room.ada.page.drop()
    await room.ada.page.connect()
    await room.ada.page.join()
    assert await say(room.ada, "once", "same") == said
    room.ada.page, _ = await room.lesson.in_room(room.ada.person)
    assert await say(room.ada, "once", "same") == said
    # Even when she may not write any more; and somebody else's name for something is their own.
    await room.teacher.page.do("set-exceptions", {**room.ada.about, "exceptions": {"chat": False}})
    assert await say(room.ada, "once", "same") == said
    other = await say(room.emile, "mine", "same")
    assert other["id"] != said["id"]
    assert await history(room.teacher.page) == [said, other]
    heard = [payload["message"]["id"] for event, payload in room.teacher.page.heard if event == "chat"]
    assert heard == [said["id"], other["id"]]


async def test_a_private_line_is_for_its_two_ends(room: Class) -> None:
    await room.ada_helps()
    secret = await say(room.emile, "May I go?", to=room.teacher.id)
    assert (await room.teacher.page.hears("chat"))["message"] == secret
    reply = await say(room.teacher, "Yes", to=room.emile.id, reply_to=secret["id"])
    assert [(await room.emile.page.hears("chat"))["message"] for _ in range(2)] == [secret, reply]
    assert not room.ada.page.has_heard("chat")
    assert await history(room.ada.page) == []
    assert await history(room.emile.page) == [secret, reply]
    # Not even a co-host touches, answers or finds it.
    for event, payload in (
        ("chat-edit", {"id": secret["id"], "text": "x"}),
        ("chat-delete", {"id": secret["id"]}),
        ("chat", {"client_id": "r", "text": "x", "reply_to": secret["id"]}),
    ):
        assert (await room.ada.page.problem(event, payload))["code"] == "no_such_message", event
    await room.emile.page.do("chat-edit", {"id": secret["id"], "text": "May I leave?"})
    await room.teacher.page.hears("chat-changed")
    assert not room.ada.page.has_heard("chat-changed")


async def test_nobody_but_the_teacher_is_written_to_alone(room: Class) -> None:
    await room.ada_helps()
    line = {"client_id": "x", "text": "psst"}
    for sender, to in ((room.emile, room.ada), (room.ada, room.emile)):
        assert (await sender.page.problem("chat", {**line, "to": to.id}))["code"] == "not_allowed"
    for to in ("nobody", "", room.emile.id):
        assert (await room.emile.page.problem("chat", {**line, "to": to}))["code"] == "no_such_participant"
    assert await history(room.teacher.page) == []


async def test_without_the_right_nobody_writes_or_rewrites_but_may_take_back(room: Class) -> None:
    said = await say(room.ada, "hm")
    await room.teacher.page.do("set-rules", {"rights": ["speak"]})
    for event, payload in (
        ("chat", {"client_id": "x", "text": "x"}),
        ("chat", {"client_id": "x", "text": "x", "to": room.teacher.id}),
        ("chat-edit", {"id": said["id"], "text": "x"}),
    ):
        assert (await room.ada.page.problem(event, payload))["code"] == "not_allowed", event
    await say(room.teacher, "I may")
    await room.ada.page.do("chat-delete", {"id": said["id"]})
    assert [message["text"] for message in await history(room.emile.page)] == ["", "I may"]


async def test_a_message_is_edited_by_its_author_alone(room: Class) -> None:
    said = await say(room.ada, "Frist")
    for other in (room.emile, room.teacher):
        refused = await other.page.problem("chat-edit", {"id": said["id"], "text": "Mine"})
        assert refused["code"] == "not_allowed"
    edited = (await room.ada.page.do("chat-edit", {"id": said["id"], "text": "First"}))["message"]
    assert edited == {**said, "text": "First", "edited_at": edited["edited_at"]}
    assert edited["edited_at"] >= said["at"]
    assert await room.emile.page.hears("chat-changed") == {"message": edited}
    again = (await room.ada.page.do("chat-edit", {"id": said["id"], "text": "First!"}))["message"]
    assert await history(room.emile.page) == [again]


async def test_a_message_is_deleted_by_its_author_or_a_host_and_then_gone(room: Class) -> None:
    first, second = await say(room.ada, "apple"), await say(room.ada, "pear")
    assert (await room.emile.page.problem("chat-delete", {"id": first["id"]}))["code"] == "not_allowed"
    await room.ada.page.do("chat-edit", {"id": first["id"], "text": "APPLE"})
    await room.ada.page.do("chat-delete", {"id": first["id"]})
    await room.teacher.page.do("chat-delete", {"id": second["id"]})
    await room.emile.page.hears("chat-changed")
    for message in (first, second):
        told = (await room.emile.page.hears("chat-changed"))["message"]
        assert (told["id"], told["text"], told["deleted"]) == (message["id"], "", True)
    for event, payload in (
        ("chat-edit", {"id": first["id"], "text": "back"}),
        ("chat-delete", {"id": first["id"]}),
        ("chat", {"client_id": "r", "text": "x", "reply_to": first["id"]}),
    ):
        assert (await room.ada.page.problem(event, payload))["code"] == "no_such_message", event
    assert "apple" not in str(await history(room.emile.page)).lower()


async def test_history_comes_in_pages_oldest_first(room: Class, monkeypatch: Any) -> None:
    monkeypatch.setattr("chalkroom.classroom.chat.history.PAGE", 3)
    said = [await say(room.ada, f"number {number}", f"n{number}") for number in range(7)]
    secret = await say(room.emile, "secret", to=room.teacher.id)
    await room.ada.page.do("chat-delete", {"id": said[1]["id"]})
    last = await room.ada.page.do("chat-history")
    assert (last["messages"], last["more"]) == (said[4:], True)
    middle = await room.ada.page.do("chat-history", {"before": said[4]["id"]})
    assert [message["text"] for message in middle["messages"]] == ["", "number 2", "number 3"]
    first = await room.ada.page.do("chat-history", {"before": said[1]["id"]})
    assert (first["messages"], first["more"]) == (said[:1], False)
    assert (await history(room.teacher.page))[-1] == secret


async def test_what_was_chatted_belongs_to_its_room(room: Class, lesson: Lesson) -> None:
    said = await say(room.ada, "here")
    teachers, _ = await lesson.in_room(lesson.teacher)
    assert await history(teachers) == []
    for event, payload in (
        ("chat-delete", {"id": said["id"]}),
        ("chat-edit", {"id": said["id"], "text": "x"}),
        ("chat", {"client_id": "x", "text": "x", "reply_to": said["id"]}),
        ("chat-delete", {"id": said["id"] + 1000}),
    ):
        assert (await teachers.problem(event, payload))["code"] == "no_such_message", event


async def test_who_is_not_inside_neither_writes_nor_reads(room: Class) -> None:
    said = await say(room.ada, "inside")
    guests = await room.lesson.page_of_guest()
    await guests.join()
    onlookers = await room.lesson.page_of(room.teacher.person)
    for page in (guests, onlookers):
        for event, payload in (
            ("chat", {"client_id": "x", "text": "x"}),
            ("chat-edit", {"id": said["id"], "text": "x"}),
            ("chat-delete", {"id": said["id"]}),
            ("chat-history", {}),
        ):
            assert (await page.problem(event, payload))["code"] == "not_in_room", event
    await say(room.ada, "again")
    assert not guests.has_heard("chat")
    assert not onlookers.has_heard("chat")


INVALID: list[tuple[str, dict[str, Any], str]] = [
    ("chat", {"text": "x"}, "client_id"),
    ("chat", {"client_id": "a b", "text": "x"}, "client_id"),
    ("chat", {"client_id": "x", "text": " \n\t \u200b"}, "text"),
    ("chat", {"client_id": "x", "text": "\u202e\u0000"}, "text"),
    ("chat", {"client_id": "x", "text": "x" * 4001}, "text"),
    ("chat", {"client_id": "x", "text": "\ud800"}, "text"),
    ("chat", {"client_id": "x", "text": "x", "reply_to": "1"}, "reply_to"),
    ("chat", {"client_id": "x", "text": "x", "reply_to": 2**63}, "reply_to"),
    ("chat-edit", {"id": 1, "text": ""}, "text"),
    ("chat-delete", {"id": 0}, "id"),
    ("chat-history", {"before": -1}, "before"),
]


async def test_invalid_lines_are_answered_and_what_nobody_sees_is_left_out(room: Class) -> None:
    for event, payload, field in INVALID:
        problem = await room.ada.page.problem(event, payload)
        assert problem["code"] == "invalid_input", (event, payload)
        assert field in [error["field"] for error in problem["errors"]], (event, payload)
    assert (await say(room.ada, "\n \na\u202eb\u0000\r\nc\td\u2028e ", "x"))["text"] == "ab\nc\td\ne"
    assert len((await say(room.ada, "x" * 4000 + " " * 100, "long"))["text"]) == 4000


async def test_one_who_writes_without_end_is_slowed_down(room: Class) -> None:
    answers = [await room.ada.page.ask("chat", {"client_id": str(n), "text": str(n)}) for n in range(60)]
    assert {answer["problem"]["code"] for answer in answers if not answer["ok"]} == {"too_many_tries"}
    assert all(answer["ok"] for answer in answers[:20])
    assert not room.ada.page.closed
