"""What may be written into a session, and what is answered to everything else."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from chalkroom.kit import clock
from chalkroom.kit.runtime import Runtime
from tests.accounts.people import Person, a_student, a_teacher
from tests.sessions.lessons import a_session, enrol, the_input, tomorrow


@pytest.fixture
async def teacher(client: httpx.AsyncClient) -> Person:
    return await a_teacher(client, timezone="America/New_York")


def in_minutes(minutes: float) -> str:
    return (clock.now() + timedelta(minutes=minutes)).isoformat()


async def test_a_new_session(client: httpx.AsyncClient, teacher: Person) -> None:
    starts_at = tomorrow()
    session = await a_session(client, teacher, title="  Fractions  ", description="Halves\r\nand\tthirds ", capacity=2)
    assert session["title"] == "Fractions"
    assert session["description"] == "Halves\nand    thirds"
    assert session["status"] == "scheduled"
    assert session["starts_at"] == starts_at.isoformat().replace("+00:00", "Z")
    assert session["ends_at"] == (starts_at + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    assert session["teacher"] == {"id": teacher.id, "name": "Marie Curie", "timezone": "America/New_York"}
    assert (session["capacity"], session["allow_guests"], session["students"]) == (2, False, [])
    assert session["link"] == f"/video-room/{session['meeting_id']}?passcode={session['passcode']}"
    assert session["may"] == {
        "edit": True, "publish": False, "cancel": True, "delete": False, "join": True, "end": False,
    }  # fmt: skip


async def test_wall_time_is_read_in_the_zone_beside_it_or_in_the_teachers(
    client: httpx.AsyncClient, teacher: Person
) -> None:
    paris = await a_session(client, teacher, starts_at="2027-07-05T09:00", timezone="Europe/Paris")
    assert (paris["starts_at"], paris["timezone"]) == ("2027-07-05T07:00:00Z", "Europe/Paris")
    own = await a_session(client, teacher, starts_at="2027-07-05T09:00", timezone=None)
    assert (own["starts_at"], own["timezone"]) == ("2027-07-05T13:00:00Z", "America/New_York")


@pytest.mark.parametrize("starts_at", ["scheduled_time", "scheduledAt", "date"])
async def test_the_documents_other_words(client: httpx.AsyncClient, teacher: Person, starts_at: str) -> None:
    given = {"name": "Maths with John", starts_at: "2027-07-05T09:00:00Z", "duration": 45}
    answer = await client.post("/api/sessions", json=given, headers=teacher.headers)
    assert answer.status_code == 201
    session = answer.json()
    assert (session["title"], session["starts_at"]) == ("Maths with John", "2027-07-05T09:00:00Z")
    assert session["duration_minutes"] == 45


INVALID: list[tuple[str, Any, str]] = [
    ("title", "", "string_too_short"),
    ("title", "   ", "string_too_short"),
    ("title", "x" * 121, "string_too_long"),
    ("title", 7, "string_type"),
    ("title", None, "string_type"),
    ("title", "Two\nlines", "control_characters"),
    ("title", "A\x00B", "control_characters"),
    ("title", "\u202eback", "control_characters"),
    ("description", "x" * 5001, "string_too_long"),
    ("description", "bell\x07", "control_characters"),
    ("starts_at", "soon", "not_a_time"),
    ("starts_at", 1800000000, "not_a_time"),
    ("starts_at", "2020-01-01T10:00:00Z", "in_the_past"),
    ("starts_at", "2031-01-01T10:00:00Z", "too_far_ahead"),
    ("starts_at", "2027-03-28T02:30", "nonexistent_time"),
    ("duration_minutes", 0, "greater_than_equal"),
    ("duration_minutes", -5, "greater_than_equal"),
    ("duration_minutes", 1441, "less_than_equal"),
    ("duration_minutes", "60", "int_type"),
    ("duration_minutes", True, "int_type"),
    ("duration_minutes", 1.5, "int_type"),
    ("timezone", "Mars/Olympus", "unknown_timezone"),
    ("timezone", "../etc/passwd", "unknown_timezone"),
    ("timezone", 1, "string_type"),
    ("capacity", 0, "greater_than_equal"),
    ("capacity", 6, "over_room_limit"),
    ("capacity", 10**30, "over_room_limit"),
    ("allow_guests", "maybe", "bool_type"),
    ("status", "live", "literal_error"),
]  # fmt: skip


async def test_each_invalid_value_is_named_with_its_field(client: httpx.AsyncClient, teacher: Person) -> None:
    for field, value, code in INVALID:
        answer = await client.post("/api/sessions", json=the_input(**{field: value}), headers=teacher.headers)
        assert answer.status_code == 422, (field, value, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        found = [(error["field"], error["code"]) for error in answer.json()["errors"]]
        assert found == [(field, code)], (field, value)
    kept = await client.get("/api/sessions", headers=teacher.headers)
    assert kept.json()["items"] == []


async def test_a_broken_string_is_an_invalid_one(client: httpx.AsyncClient, teacher: Person) -> None:
    body = b'{"title": "\\ud800", "starts_at": "2027-07-05T09:00Z", "duration_minutes": 60}'
    headers = teacher.headers | {"Content-Type": "application/json"}
    answer = await client.post("/api/sessions", content=body, headers=headers)
    assert answer.status_code == 422


async def test_sentences_in_french(client: httpx.AsyncClient, teacher: Person) -> None:
    french = teacher.headers | {"Accept-Language": "fr"}
    for given, sentence in (
        ({"duration_minutes": 0}, "La valeur minimale est 1."),
        ({"starts_at": "2020-01-01T10:00:00Z"}, "Cette heure est passée. Choisissez-en une plus tardive."),
        (
            {"starts_at": "2027-03-28T02:30"},
            "Ce jour-là, les horloges avancent (Europe/Paris) et 02:30 n’existe pas. "
            "La prochaine heure possible est 03:00.",
        ),
        ({"capacity": 9}, "Une salle accueille ici 5 élèves au plus, en plus de l’enseignant."),
    ):
        answer = await client.post("/api/sessions", json=the_input(**given), headers=french)
        assert answer.headers["content-language"] == "fr"
        assert answer.json()["errors"][0]["message"] == sentence


async def test_now_is_soon_enough_and_a_while_ago_is_not(client: httpx.AsyncClient, teacher: Person) -> None:
    for minutes, status in ((0, 201), (-1.5, 201), (-3, 422)):
        given = the_input(starts_at=in_minutes(minutes))
        answer = await client.post("/api/sessions", json=given, headers=teacher.headers)
        assert answer.status_code == status, minutes


async def test_a_draft_may_lie_in_the_past(client: httpx.AsyncClient, teacher: Person) -> None:
    draft = await a_session(client, teacher, status="draft", starts_at="2020-01-01T10:00:00Z")
    assert (draft["status"], draft["may"]["publish"], draft["may"]["delete"]) == ("draft", True, True)


async def test_a_whole_body_replaces_and_a_part_changes(client: httpx.AsyncClient, teacher: Person) -> None:
    session = await a_session(client, teacher, description="Bring paper", capacity=3, allow_guests=True)
    path = f"/api/sessions/{session['id']}"

    changed = await client.patch(path, json={"name": "Decimals", "capacity": None}, headers=teacher.headers)
    assert changed.json() == session | {"title": "Decimals", "updated_at": changed.json()["updated_at"]}
    assert changed.json()["updated_at"] > session["updated_at"]

    replaced = (await client.put(path, json=the_input(title="Sets"), headers=teacher.headers)).json()
    assert (replaced["title"], replaced["description"]) == ("Sets", "")
    assert (replaced["capacity"], replaced["allow_guests"]) == (1, False)
    missing = await client.put(path, json={"title": "Sets"}, headers=teacher.headers)
    assert {error["field"] for error in missing.json()["errors"]} == {"starts_at", "duration_minutes"}


async def test_a_new_zone_alone_does_not_move_the_session(client: httpx.AsyncClient, teacher: Person) -> None:
    session = await a_session(client, teacher, starts_at="2027-07-05T09:00", timezone="Europe/Paris")
    path = f"/api/sessions/{session['id']}"
    moved = await client.patch(path, json={"timezone": "Asia/Tokyo"}, headers=teacher.headers)
    assert (moved.json()["starts_at"], moved.json()["timezone"]) == ("2027-07-05T07:00:00Z", "Asia/Tokyo")
    wall = await client.patch(path, json={"starts_at": "2027-07-05T09:00"}, headers=teacher.headers)
    assert wall.json()["starts_at"] == "2027-07-05T00:00:00Z"


async def test_a_session_whose_start_has_passed_may_still_get_a_better_title(
    client: httpx.AsyncClient, teacher: Person
) -> None:
    session = await a_session(client, teacher, starts_at=in_minutes(5))
    clock.travel_to(clock.now() + timedelta(minutes=10))
    path = f"/api/sessions/{session['id']}"
    assert (await client.patch(path, json={"title": "Late"}, headers=teacher.headers)).status_code == 200
    whole = the_input(title="Late", starts_at=session["starts_at"])
    assert (await client.put(path, json=whole, headers=teacher.headers)).status_code == 200
    moved = await client.patch(path, json={"starts_at": in_minutes(-5)}, headers=teacher.headers)
    assert moved.json()["errors"][0]["code"] == "in_the_past"


async def test_capacity_keeps_room_for_those_who_have_a_place(
    runtime: Runtime, client: httpx.AsyncClient, teacher: Person
) -> None:
    session = await a_session(client, teacher, capacity=3)
    await enrol(runtime, session, await a_student(client, "Ada"), await a_student(client, "Blaise"))
    path = f"/api/sessions/{session['id']}"
    refused = await client.patch(path, json={"capacity": 1}, headers=teacher.headers)
    assert refused.json()["errors"][0]["code"] == "below_enrolled"
    assert (await client.patch(path, json={"capacity": 2}, headers=teacher.headers)).status_code == 200
