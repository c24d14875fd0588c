"""Several people at one document: what one writes, the others have, and a second time after they have all left."""

import asyncio
import random

from sqlalchemy import select

from chalkroom.classroom.documents import wire
from chalkroom.classroom.documents.models import DocumentSnapshot
from chalkroom.classroom.documents.wire import DOCUMENTS_PROTOCOL, INK_PROTOCOL, Message, Sync
from chalkroom.classroom.models import LogEntry
from tests.classroom.conftest import Class
from tests.classroom.documents.conftest import Desk


async def test_what_one_writes_the_other_has_and_both_end_with_the_same(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await teacher.write("circle", {"x": 1})
    await ada.write("line", {"x": 2})
    await asyncio.gather(teacher.has(line={"x": 2}), ada.has(circle={"x": 1}))
    assert teacher.content == ada.content == {"circle": {"x": 1}, "line": {"x": 2}}
    assert teacher.state == {"may_write": True, "bytes": 2, "limit": 10 * 1024 * 1024}


async def test_board_and_code_are_apart(room: Class, desk: Desk) -> None:
    board, code = await desk.of(room.teacher), await desk.of(room.teacher, "code")
    await board.write("circle", 1)
    await code.write("main.py", "print(1)")
    await asyncio.gather(board.all_saved(), code.all_saved())
    late = await desk.of(room.ada, "code")
    assert late.content == {"main.py": "print(1)"}


async def test_five_who_come_first_at_once_all_get_in_step(room: Class, desk: Desk) -> None:
    """The published hub for pycrdt loses all but one of them."""
    tokens = [room.teacher.page.token] * 2 + [room.ada.page.token] * 2 + [room.emile.page.token]
    clients = await asyncio.gather(*(desk.opened(token) for token in tokens))
    for number, client in enumerate(clients):
        await client.write(str(number), number)
    everything = {str(number): number for number in range(5)}
    await asyncio.gather(*(client.has(**everything) for client in clients))


async def test_whoever_comes_later_finds_it_also_when_everybody_had_left(room: Class, desk: Desk) -> None:
    teacher = await desk.of(room.teacher)
    await teacher.write("circle", 1)
    await teacher.all_saved()
    await teacher.close()
    ada = await desk.of(room.ada)
    assert ada.content == {"circle": 1}


async def test_a_client_without_ink_takes_part_as_any_yjs_client(room: Class, desk: Desk) -> None:
    plain, ours = await desk.of(room.ada, ink=False), await desk.of(room.teacher)
    assert (plain.subprotocol, ours.subprotocol) == (DOCUMENTS_PROTOCOL, INK_PROTOCOL)
    await plain.write("circle", 1)
    await ours.has(circle=1)
    await ours.ink_of({"k": "pen", "x": 1})
    await ours.write("line", 2)
    await plain.has(line=2)
    assert {kind for kind, _ in plain.frames} <= {Message.SYNC, Message.AWARENESS}


async def test_updates_of_one_tick_reach_the_others_as_one_frame(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    await teacher.is_answered()
    before = len(ada.heard(Message.SYNC))
    for number in range(20):
        teacher.map[str(number)] = number
    await teacher.flush()
    await ada.has(**{str(number): number for number in range(20)})
    updates = [step for step, _ in ada.heard(Message.SYNC)[before:]]
    assert updates == [Sync.UPDATE]
    await teacher.all_saved()
    assert Sync.UPDATE not in [step for step, _ in teacher.heard(Message.SYNC)], "nobody gets their own back"


async def test_what_is_saved_is_in_the_log_one_entry_for_each_person_and_batch(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    for number in range(10):
        teacher.map[f"t{number}"] = number
        ada.map[f"a{number}"] = number
    await asyncio.gather(teacher.flush(), ada.flush())
    await asyncio.gather(teacher.all_saved(), ada.all_saved())
    assert teacher.saved == ada.saved == 11, "ten, and the answer to what the server asked at first"
    async with room.lesson.runtime.database.transaction() as db:
        entries = list(await db.scalars(select(LogEntry).where(LogEntry.kind == "document").order_by(LogEntry.id)))
    assert {str(entry.participant_id) for entry in entries} == {room.teacher.id, room.ada.id}
    assert all(entry.data == {"document": "board"} and entry.payload for entry in entries)
    assert len(entries) <= 6, "20 updates in some batches"


async def test_a_snapshot_bounds_what_is_loaded(room: Class, desk: Desk) -> None:
    teacher = await desk.of(room.teacher)
    # More than the megabyte after which one is due, in pieces that a message may hold.
    for number in range(3):
        await teacher.write(str(number), "x" * 400_000)
        await teacher.all_saved()
    async with room.lesson.runtime.database.transaction() as db:
        snapshot = await db.scalar(select(DocumentSnapshot))
        last = await db.scalar(select(LogEntry.id).where(LogEntry.kind == "document").order_by(LogEntry.id.desc()))
    assert snapshot
    assert snapshot.size > 1_000_000
    assert snapshot.log_id == last
    await teacher.write("after", 1)
    await teacher.all_saved()
    await teacher.close()
    ada = await desk.of(room.ada)
    assert ada.content["after"] == 1
    assert len(ada.content["2"]) == 400_000


async def test_nothing_is_compressed_and_a_message_may_come_in_pieces(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    assert ada._socket
    assert ada._socket.protocol.extensions == []
    ada.map["circle"] = 1
    message = wire.update(ada._outbox.pop())
    await ada._socket.send([message[:3], message[3:10], message[10:]])
    await teacher.has(circle=1)


async def test_messages_of_every_length_arrive_however_the_network_cuts_them(room: Class, desk: Desk) -> None:
    teacher, ada = await desk.of(room.teacher), await desk.of(room.ada)
    assert ada._socket
    dice = random.Random(3)
    texts = {str(length): "x" * length for length in (0, *range(60, 140), 300, *range(65_480, 65_540, 5), 70_000)}
    for key, text in texts.items():
        ada.map[key] = text
    for update in ada._outbox:
        ada._socket.protocol.send_binary(wire.update(update))
        if dice.random() < 0.2:
            ada._socket.protocol.send_ping(b"there?")
    ada.sent += len(ada._outbox)
    bytes_of_all, at = b"".join(ada._socket.protocol.data_to_send()), 0
    while at < len(bytes_of_all):
        size = dice.choice((1, 2, 3, 7, 150, 3000, 90_000))
        ada._socket.transport.write(bytes_of_all[at : at + size])
        at += size
        await asyncio.sleep(0)
    await teacher.has(**texts)
    await ada.all_saved()
