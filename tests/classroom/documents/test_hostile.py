"""Bytes that mean harm: refused to whoever sends them, never fatal, and the others go on as if nothing had been."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable

import pytest
from pycrdt import Doc, Map

from chalkroom.classroom.documents import updates, wire
from chalkroom.classroom.documents.content import Content, Refused
from chalkroom.classroom.documents.updates import ANY, DELETED, GC, HAS_KEY, NOTHING, TYPE
from chalkroom.classroom.documents.wire import Message, number
from tests.classroom.conftest import Class
from tests.classroom.documents.clients import Denied, DocumentClient
from tests.classroom.documents.conftest import Desk
from tests.classroom.documents.test_updates import everything_that_yjs_has


def struct(kind: int, content: bytes, parent: bytes = number(1) + wire.chunk(b"map")) -> bytes:
    return bytes((kind | HAS_KEY,)) + parent + wire.chunk(b"key") + content


def update(*structs: bytes, client: int = 5, clock: int = 0, deleted: bytes = b"\x00") -> bytes:
    return number(1) + number(len(structs)) + number(client) + number(clock) + b"".join(structs) + deleted


def maps_inside_each_other(depth: int) -> bytes:
    inside = [struct(TYPE, b"\x01", number(0) + number(5) + number(at)) for at in range(depth - 1)]
    return update(struct(TYPE, b"\x01"), *inside)


HUGE = number(2**40)
BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "noise": b"\xff" * 50,
    "cut off": update(struct(ANY, number(1) + b"\x7d\x01"))[:-3],
    "too long": update(struct(ANY, number(1) + b"\x7d\x01")) + b"\x00",
    # These would end the whole process, were they handed to yrs.
    "values nested 100 000 times": update(struct(ANY, number(1) + b"\x75\x01" * 100_000 + b"\x7e")),
    "objects nested 100 000 times": update(struct(ANY, number(1) + b"\x76\x01\x01k" * 100_000 + b"\x7e")),
    # These would make it reserve memory, or never end.
    "very many clients": number(2**32 - 1) + b"\x00" * 10,
    "very many structs": number(1) + number(2**32 - 1) + number(5) + number(0),
    "a very long list": update(struct(ANY, number(1) + b"\x75" + HUGE)),
    "a very large object": update(struct(ANY, number(1) + b"\x76" + HUGE)),
    "a very long text": update(struct(4, HUGE + b"x")),
    # These are not what Yjs clients could read.
    "a clock beyond all": update(bytes((GC,)) + number(2**32 - 1)),
    "a deletion beyond all": update(struct(DELETED, number(2**31))),
    "a client beyond all": update(struct(ANY, number(1) + b"\x7d\x01"), client=2**53),
    "itself as its parent": update(struct(ANY, number(1) + b"\x7d\x01", number(0) + number(5) + number(0))),
    "a value as its parent": update(
        struct(ANY, number(1) + b"\x7d\x01"), struct(ANY, number(1) + b"\x7d\x01", number(0) + number(5) + number(0))
    ),
    "a text that is no text": update(struct(4, wire.chunk(b"\xff\xfe"))),
    "JSON that is none": update(struct(2, number(1) + wire.chunk(b"{"))),
    "an unknown struct": update(struct(11, b"\x00")),
    "very many deletions": b"\x00" + number(1) + number(5) + number(400_000) + b"\x01\x01" * 400_000,
    "very many clients with a struct": number(30_000)
    + b"".join(number(1) + number(at) + b"\x00\x00\x01" for at in range(30_000))
    + b"\x00",
    "a document inside": update(struct(9, wire.chunk(b"guid") + b"\x76\x00")),
}


async def still_works(*clients: DocumentClient) -> None:
    """Everyone writes, and everyone has it."""
    for client in clients:
        await client.write(f"by {id(client)}", client.sent)
    expected = {f"by {id(client)}": client.content[f"by {id(client)}"] for client in clients}
    await asyncio.gather(*(client.has(**expected) for client in clients))


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_update_is_refused_to_its_sender_alone(room: Class, desk: Desk, name: str) -> None:
    teacher, ada, emile = [await desk.of(each) for each in (room.teacher, room.ada, room.emile)]
    await still_works(teacher, emile)
    which = await ada.send_update(BROKEN[name])
    await ada.until(lambda: ada.heard(Message.REFUSED) != [])
    assert ada.heard(Message.REFUSED) == [("broken", which)]
    await still_works(teacher, ada, emile)
    late = await desk.of(room.ada)
    assert late.content == teacher.content


async def test_maps_inside_each_other_have_an_end(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    which = await ada.send_update(maps_inside_each_other(80_000))
    await ada.until(lambda: ada.heard(Message.REFUSED) != [])
    assert ada.heard(Message.REFUSED) == [("full", which)]
    await still_works(teacher, ada)


async def test_a_client_that_cannot_be_told_is_closed_on_a_broken_update(room: Class, desk: Desk) -> None:
    teacher, plain = await desk.of(room.teacher), await desk.of(room.ada, ink=False)
    await plain.send_update(BROKEN["noise"])
    assert await plain.hears_close() == 1007
    await still_works(teacher)


MESSAGES: dict[str, bytes] = {
    "empty": b"",
    "half a number": b"\xff",
    "an endless number": b"\xff" * 20,
    "an unknown kind": number(77) + b"abc",
    "what only the server says": wire.saved(9),
    "a sync without a step": b"\x00",
    "an unknown step": b"\x00\x09\x01x",
    "a step without its length": b"\x00\x00",
    "a state vector that is none": wire.sync_step_1(b"\xff\xff"),
    "a state vector of very many": wire.sync_step_1(number(2**32)),
    "awareness without entries": wire.awareness([]),
    "awareness cut off": b"\x01\x05\x02\x01",
    "awareness that is no JSON": wire.awareness([wire.awareness_entry(5, 1, "{")]),
    "awareness that is no object": wire.awareness([wire.awareness_entry(5, 1, "[1]")]),
    "awareness nested deeply": wire.awareness([wire.awareness_entry(5, 1, "[" * 9000)]),
    "awareness of very much": wire.awareness([wire.awareness_entry(5, 1, '{"x":"' + "x" * 20_000 + '"}')]),
    "awareness that is no number": wire.awareness([wire.awareness_entry(5, 1, '{"x":NaN}')]),
    "ink that is no number": bytes((Message.INK,)) + wire.chunk(b'{"k":"x","x":Infinity}'),
    "ink that is no JSON": bytes((Message.INK,)) + wire.chunk(b"{"),
    "ink without a key": bytes((Message.INK,)) + wire.chunk(b"{}"),
    "ink nested deeply": bytes((Message.INK,)) + wire.chunk(b"[" * 4000),
}


async def test_messages_that_are_none_are_passed_over(room: Class, desk: Desk) -> None:
    teacher = await desk.of(room.teacher)
    for name, message in MESSAGES.items():
        ada = await desk.of(room.ada)
        await ada.send(message)
        await ada.is_answered()
        assert ada.close_code is None, name
        await ada.close()
    await still_works(teacher)
    assert all(state is None for states in teacher.heard(Message.AWARENESS) for state in states.values())


async def test_nonsense_without_end_and_floods_are_cut_off(room: Class, desk: Desk) -> None:
    teacher = await desk.of(room.teacher)

    async def floods(message: bytes, times: int) -> int:
        ada = await desk.of(room.ada)
        for _ in range(times):
            if ada.close_code is None:
                await ada.send(message)
        return await ada.hears_close()

    assert await floods(b"\xff", 50) == 4429
    assert await floods(wire.update(BROKEN["noise"]), 50) == 4429
    assert await floods(wire.sync_step_1(b"\x00"), 50) == 4429
    assert await floods(bytes((Message.QUERY_AWARENESS,)), 5000) == 4429
    await still_works(teacher)


async def test_a_person_has_a_document_open_only_so_often(room: Class, desk: Desk) -> None:
    for _ in range(10):
        await desk.of(room.ada)
    with pytest.raises(Denied, match="429 too_many_connections"):
        await desk.of(room.ada)
    await still_works(await desk.of(room.teacher))


async def test_what_is_too_large_closes_its_sender(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.send(bytes((Message.INK,)) + wire.chunk(b'{"k":"' + b"x" * (1024 * 1024) + b'"}'))
    assert await ada.hears_close() == 4413
    asked = await desk.of(room.ada)
    await asked.send(wire.sync_step_1(b"\x00" * (1024 * 1024)))
    assert await asked.hears_close() == 4413
    text = await desk.of(room.ada)
    assert text._socket
    await text._socket.send("text")
    assert await text.hears_close() == 1007
    await still_works(teacher)


async def test_a_full_document_takes_no_more_until_something_is_deleted(
    room: Class, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalkroom.classroom.documents.content.MEASURE_SECONDS", 0)
    room.lesson.runtime.settings.document_megabytes = 1
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await ada.write("large", "x" * 700_000)
    await ada.all_saved()
    await teacher.has(large="x" * 700_000)
    which = ada.sent + 1
    await ada.write("too much", "x" * 600_000)
    await ada.until(lambda: ada.heard(Message.REFUSED) != [])
    assert ada.heard(Message.REFUSED) == [("full", which)]
    assert teacher.state["limit"] == 1024 * 1024

    del teacher.map["large"]
    await teacher.flush()
    emile = await desk.of(room.emile)
    await emile.until(lambda: emile.content == {})
    await emile.write("again", "x" * 600_000)
    await teacher.has(again="x" * 600_000)


async def test_nobody_writes_what_another_client_would_write_next(room: Class, desk: Desk) -> None:
    """The victim's own would count as known, and be lost."""
    teacher, ada, emile = [await desk.of(each) for each in (room.teacher, room.ada, room.emile)]
    await ada.say(ada.doc.client_id, {})
    await ada.write("mine", 1)
    await emile.has(mine=1)
    await emile.send_update(update(bytes((GC,)) + number(1000), client=ada.doc.client_id, clock=1))
    await ada.write("next", 2)
    await ada.all_saved()
    await teacher.has(mine=1, next=2)


async def test_what_builds_on_something_unknown_waits_for_it(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    ada.map["first"] = 1
    ada.map["second"] = 2
    first, second = ada._outbox
    saved = ada.saved
    await ada.send_update(second)
    await ada.is_answered()
    assert teacher.content == {}
    assert ada.saved == saved
    await ada.send_update(first)
    await teacher.has(first=1, second=2)
    await ada.all_saved()


def _changed(data: bytes, dice: random.Random) -> bytes:
    """Some bytes of it replaced, removed, doubled or cut off."""
    noise: list[Callable[[bytearray, int], None]] = [
        lambda taken, at: taken.__setitem__(at, dice.randrange(256)),
        lambda taken, at: taken.__delitem__(slice(at, at + dice.randrange(1, 4))),
        lambda taken, at: taken.__setitem__(slice(at, at), taken[at : at + dice.randrange(1, 9)]),
        lambda taken, at: taken.__setitem__(slice(at, at), number(dice.choice((2**31, 2**32 - 1, 2**40, 127, 0)))),
        lambda taken, at: taken.__delitem__(slice(at, None)),
    ]
    taken = bytearray(data)
    for _ in range(dice.randrange(1, 4)):
        if taken:
            dice.choice(noise)(taken, dice.randrange(len(taken)))
    return bytes(taken)


def test_no_changed_update_ends_the_process_or_leaves_a_document_in_pieces() -> None:
    dice = random.Random(5)
    doc, made = everything_that_yjs_has()
    outcomes: Counter[str] = Counter()
    for _ in range(10_000):
        content = Content([], types=0, limit=1_000_000)
        data = _changed(dice.choice([*made, doc.get_update()]), dice)
        try:
            update = updates.read(data)
            if not update.fits(content.clocks):
                outcomes["waits"] += 1
                continue
            change = content.take(data, update)
        except wire.Malformed:
            outcomes["malformed"] += 1
        except Refused as refused:
            outcomes[refused.reason] += 1
            assert content.state() == NOTHING
        else:
            outcomes["taken"] += 1
            again = Content([change] if change else [], types=0, limit=1_000_000)
            assert again.clocks == content.clocks == updates.clocks_of(content.state_vector())
    assert outcomes.keys() == {"malformed", "waits", "broken", "taken"}, outcomes


async def test_nobody_is_harmed_by_updates_in_which_something_was_changed(room: Class, desk: Desk) -> None:
    dice = random.Random(4)
    source: Doc = Doc()
    source["map"] = shared = Map()
    shared["list"] = [1, 2.5, None, {"é": "😀" * 3}]
    shared["inner"] = Map({"a": 1})
    del shared["list"]
    good = source.get_update()
    teacher = await desk.of(room.teacher)
    read = 0
    for _ in range(40):
        ada = await desk.of(room.ada)
        for _ in range(4):
            data = _changed(good, dice)
            try:
                updates.read(data)
                read += 1
            except wire.Malformed:
                pass
            if ada.close_code is None:
                await ada.send_update(data)
        await ada.close()
    assert read > 0, "some of them look like updates"
    await still_works(teacher)
