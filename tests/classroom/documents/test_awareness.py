"""Who points where, and pens in progress: of the moment, never stored, and never in somebody else's name."""

from chalkroom.classroom.documents import wire
from chalkroom.classroom.documents.awareness import COLORS
from chalkroom.classroom.documents.wire import Message
from tests.classroom.conftest import Class
from tests.classroom.documents.conftest import Desk


async def test_a_cursor_reaches_the_others_with_the_name_that_the_server_knows(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.say(7, {"cursor": 3, "user": {"id": "forged", "name": "The teacher", "color": "#000"}})
    await teacher.until(lambda: 7 in teacher.awareness)
    assert teacher.awareness[7] == {"cursor": 3, "user": {"id": room.ada.id, "name": "Ada", "color": COLORS[0]}}
    assert ada.heard(Message.AWARENESS) == [], "nobody gets their own back"
    await teacher.say(8, {})
    await ada.until(lambda: 8 in ada.awareness)
    assert ada.awareness[8]["user"] == {"id": room.teacher.id, "name": "Marie Curie", "color": COLORS[1]}


async def test_whoever_comes_later_sees_who_is_there_and_whoever_goes_is_gone(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.say(7, {"cursor": 3})
    await teacher.until(lambda: 7 in teacher.awareness)
    emile = await desk.of(room.emile)
    await emile.until(lambda: 7 in emile.awareness)
    await ada.drop()
    await teacher.until(lambda: 7 not in teacher.awareness)
    # The same page comes back with the clock that it had.
    await ada.open()
    await ada.say(7, {"cursor": 4})
    await teacher.until(lambda: 7 in teacher.awareness)
    await ada.say(7, None)
    await teacher.until(lambda: 7 not in teacher.awareness)


async def test_nobody_moves_or_removes_the_cursor_of_another(room: Class, desk: Desk) -> None:
    teacher, ada, emile = [await desk.of(each) for each in (room.teacher, room.ada, room.emile)]
    await ada.say(7, {"cursor": 3})
    await emile.until(lambda: 7 in emile.awareness)
    await emile.say(7, {"cursor": 99}, clock=50)
    await emile.say(7, None, clock=51)
    await emile.say(9, {"cursor": 5})
    await teacher.until(lambda: 9 in teacher.awareness)
    assert teacher.awareness[7]["cursor"] == 3
    assert ada.awareness.keys() == {9}


async def test_a_second_window_of_the_same_person_takes_over_a_client_and_keeps_it(room: Class, desk: Desk) -> None:
    """A line that dropped without a word is noticed late; meanwhile its page is back."""
    teacher, first = await desk.of(room.teacher), await desk.of(room.ada)
    await first.say(7, {"cursor": 3}, clock=1)
    second = await desk.of(room.ada)
    await second.say(7, {"cursor": 4}, clock=2)
    await teacher.until(lambda: teacher.awareness.get(7, {}).get("cursor") == 4)
    await first.close()
    await second.write("circle", 1)
    await teacher.has(circle=1)
    assert teacher.awareness[7]["cursor"] == 4


async def test_readers_point_and_do_not_draw(room: Class, desk: Desk) -> None:
    await room.teacher.page.do("set-rules", {"rights": []})
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.ink_of({"k": "pen", "x": 1})
    await ada.say(7, {"cursor": 3})
    await teacher.until(lambda: 7 in teacher.awareness)
    assert teacher.heard(Message.INK) == []


async def test_ink_reaches_the_others_in_order_and_of_what_is_latest_only_the_last(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.say(7, {})
    for x in range(3):
        await ada.ink_of({"k": "stroke", "x": x})
        await ada.ink_of({"k": "pointer", "x": x, "latest": True})
    await teacher.until(lambda: sum(map(len, teacher.heard(Message.INK))) == 4)
    heard = [entry for frame in teacher.heard(Message.INK) for entry in frame]
    assert {(person, client) for person, client, _ in heard} == {(room.ada.id, 7)}
    assert [payload["x"] for _, _, payload in heard if payload["k"] == "stroke"] == [0, 1, 2]
    assert [payload["x"] for _, _, payload in heard if payload["k"] == "pointer"] == [2]
    assert ada.heard(Message.INK) == []


async def test_half_a_character_stays_half_a_character(room: Class, desk: Desk) -> None:
    """JSON can escape what UTF-8 cannot hold; nobody's tick must stumble over it."""
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.say(7, {"name": "\ud83d"})
    await ada.ink_of({"k": "\ud83d"})
    await teacher.until(lambda: 7 in teacher.awareness and teacher.heard(Message.INK) != [])
    assert teacher.awareness[7]["name"] == teacher.heard(Message.INK)[0][0][2]["k"] == "\ud83d"


async def test_ink_is_not_stored_and_too_much_of_it_is_left_out(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.ink_of({"k": "large", "points": "x" * 5000})
    await ada.ink_of({"k": "small"})
    await teacher.until(lambda: teacher.heard(Message.INK) != [])
    assert [payload for _, _, payload in teacher.heard(Message.INK)[0]] == [{"k": "small"}]
    assert [kind for kind, _ in await room.lesson.log()].count("document") == 0


async def test_a_cursor_that_no_page_could_read_is_told_to_nobody(room: Class, desk: Desk) -> None:
    """1e999 is infinite when it is read, and infinity is no JSON: everybody's cursors are in one frame with it."""
    teacher, ada, emile = [await desk.of(each) for each in (room.teacher, room.ada, room.emile)]
    await ada.send(wire.awareness([wire.awareness_entry(7, 1, '{"cursor":1e999}')]))
    await ada.is_answered()
    await emile.say(8, {"cursor": 3})
    await teacher.until(lambda: 8 in teacher.awareness)
    assert 7 not in teacher.awareness
