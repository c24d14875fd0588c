"""What pages measure: kept in the log, told where it helps, and no way to fill the disk or to lie about strangers."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from chalkroom.classroom.hub import Hub
from chalkroom.classroom.models import LogEntry
from chalkroom.classroom.quality.gathering import WRITE_SECONDS
from chalkroom.classroom.quality.messages import MOST_PEOPLE
from tests.classroom.conftest import Class

MEASURES: dict[str, Any] = {
    "loss_in": 0.25,
    "round_trip_ms": 48,
    "bitrate_in": 1_200_000,
    "frozen": 0,
    "concealed": None,
}
GOOD = {"quality": "good"}


def about(participant_id: str, **more: Any) -> dict[str, Any]:
    return {"participant_id": participant_id, "quality": "bad", "reason": "loss-in", **MEASURES, **more}


async def kept(room: Class, hubs: list[Hub]) -> list[LogEntry]:
    await hubs[-1].measures.write(hubs[-1])
    session_id = UUID(room.lesson.session["id"])
    async with room.lesson.runtime.database.transaction() as db:
        query = select(LogEntry).where(LogEntry.session_id == session_id, LogEntry.kind == "quality")
        return list(await db.scalars(query.order_by(LogEntry.id)))


async def test_a_report_is_one_row_about_the_people_in_the_room(room: Class, hubs: list[Hub]) -> None:
    people = [about(room.teacher.id), about(room.emile.id, quality="good", reason=None), about(str(uuid4()))]
    people += [about(room.ada.id), about("nobody"), about(room.teacher.id, quality="weak")]
    await room.ada.page.do("report-quality", {"own": {"quality": "weak", "reason": "bandwidth"}, "people": people})
    [row] = await kept(room, hubs)
    assert str(row.participant_id) == room.ada.id
    assert row.data["own"] == {"quality": "weak", "reason": "bandwidth"}
    seen = {person["participant_id"]: person for person in row.data["people"]}
    assert seen.keys() == {room.teacher.id, room.emile.id}
    teacher = {key: value for key, value in MEASURES.items() if value is not None}
    assert seen[room.teacher.id] == {
        "participant_id": room.teacher.id, "quality": "weak", "reason": "loss-in", **teacher,
    }  # fmt: skip


async def test_rows_are_written_together_and_by_themselves(room: Class, hubs: list[Hub]) -> None:
    for inside in (room.ada, room.emile):
        await inside.page.do("report-quality", {"own": GOOD, "people": []})
    async with asyncio.timeout(WRITE_SECONDS + 10):
        while len([kind for kind, _ in await room.lesson.log() if kind == "quality"]) < 2:
            await asyncio.sleep(0.2)
    assert len(await kept(room, hubs)) == 2


async def test_the_others_learn_whose_device_cannot_keep_up(room: Class) -> None:
    await room.ada.page.do("report-quality", {"own": {"quality": "weak", "reason": "processor"}, "people": []})
    told = await room.emile.page.hears("user-updated")
    assert (told["participant"]["id"], told["participant"]["strained"]) == (room.ada.id, True)
    assert (await room.sees(room.teacher, room.ada))["strained"] is True
    room.emile.page.heard.clear()
    # Said again it is no news; said otherwise it is.
    await room.ada.page.do("report-quality", {"own": {"quality": "weak", "reason": "processor"}, "people": []})
    await room.ada.page.do("report-quality", {"own": GOOD, "people": []})
    assert (await room.emile.page.hears("user-updated"))["participant"]["strained"] is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("loss_in", 1.5),
        ("loss_out", -0.1),
        ("round_trip_ms", float("nan")),
        ("bitrate_in", float("inf")),
        ("frames_per_second", 10_000),
        ("concealed", "0.1"),
        ("frozen", True),
        ("quality", "splendid"),
        ("reason", "weather"),
        ("participant_id", "x" * 65),
    ],
)
async def test_what_cannot_be_measured_is_refused(room: Class, hubs: list[Hub], field: str, value: Any) -> None:
    said = {"own": GOOD, "people": [about(room.teacher.id) | {field: value}]}
    assert (await room.ada.page.problem("report-quality", said))["code"] == "invalid_input"
    assert await kept(room, hubs) == []


async def test_nobody_fills_the_log(room: Class, hubs: list[Hub]) -> None:
    crowd = {"own": GOOD, "people": [about(room.teacher.id)] * (MOST_PEOPLE + 1)}
    assert (await room.ada.page.problem("report-quality", crowd))["code"] == "invalid_input"
    answers = [await room.ada.page.ask("report-quality", {"own": GOOD, "people": []}) for _ in range(10)]
    assert [answer["ok"] for answer in answers] == [True] * 3 + [False] * 7
    assert answers[-1]["problem"]["code"] == "too_many_tries"
    assert len(await kept(room, hubs)) == 3


async def test_only_people_in_the_room_report(room: Class, hubs: list[Hub]) -> None:
    guest = await room.lesson.page_of_guest()
    await guest.join()
    problem = await guest.problem("report-quality", {"own": GOOD, "people": [about(room.teacher.id)]})
    assert problem["code"] == "not_in_room"
    assert await kept(room, hubs) == []
