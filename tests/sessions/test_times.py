"""Entered times: wall time, the hours that clocks leave out or repeat, and what is no time at all."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from chalkroom.kit.validation import InvalidField, InvalidInput
from chalkroom.sessions.times import EnteredTime, Instant, in_utc

entered = TypeAdapter(EnteredTime)
instant = TypeAdapter(Instant)


@pytest.mark.parametrize(
    ("typed", "zone", "expected"),
    [
        # An instant is one, whatever zone stands beside it.
        ("2027-03-28T02:30:00Z", "Europe/Paris", "2027-03-28T02:30"),
        ("2027-03-28T02:30+05:30", "Europe/Paris", "2027-03-27T21:00"),
        # Wall time.
        ("2027-01-05T09:00", "Europe/Paris", "2027-01-05T08:00"),
        ("2027-07-05T09:00", "Europe/Paris", "2027-07-05T07:00"),
        ("2027-07-05T09:00", "America/New_York", "2027-07-05T13:00"),
        ("2027-07-05T09:00", "Asia/Kathmandu", "2027-07-05T03:15"),
        # The edges of the gap: the last minute before it and the first after it.
        ("2027-03-28T01:59", "Europe/Paris", "2027-03-28T00:59"),
        ("2027-03-28T03:00", "Europe/Paris", "2027-03-28T01:00"),
        # The hour that happens twice: the first of the two, still summer time.
        ("2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30"),
        ("2026-11-01T01:30", "America/New_York", "2026-11-01T05:30"),
        # Half an hour happens twice on Lord Howe Island.
        ("2027-04-04T01:45", "Australia/Lord_Howe", "2027-04-03T14:45"),
    ],
)
def test_what_an_entered_time_means(typed: str, zone: str, expected: str) -> None:
    assert in_utc(entered.validate_python(typed), zone) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone", "following"),
    [
        ("2027-03-28T02:30", "Europe/Paris", "03:00"),
        ("2027-03-28T02:00", "Europe/Paris", "03:00"),
        ("2027-03-28T02:59", "Europe/Paris", "03:00"),
        ("2027-03-14T02:15", "America/New_York", "03:00"),
        # The clocks go forward by half an hour, at two.
        ("2026-10-04T02:10", "Australia/Lord_Howe", "02:30"),
        # At midnight.
        ("2027-09-05T00:20", "America/Santiago", "01:00"),
    ],
)
def test_a_time_that_does_not_exist_names_the_next_one(typed: str, zone: str, following: str) -> None:
    with pytest.raises(InvalidField) as refused:
        in_utc(entered.validate_python(typed), zone)
    assert refused.value.code == "nonexistent_time"
    assert refused.value.en.endswith(f"The next possible time is {following}.")
    assert refused.value.fr.endswith(f"La prochaine heure possible est {following}.")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "not_a_time"),
        ("tomorrow", "not_a_time"),
        ("2027-02-29T10:00", "not_a_time"),
        ("2027-01-05", "not_a_time"),
        ("2027-01-05T25:00", "not_a_time"),
        ("2027-01-05T10:00+99:00", "not_a_time"),
        ("2027-W01-1T10:00", "not_a_time"),
        ("٢٠٢٧-01-05T10:00", "not_a_time"),
        ("2027-01-05T10:00\n", "not_a_time"),
        (1800000000, "not_a_time"),
        (None, "not_a_time"),
        (True, "not_a_time"),
        (["2027-01-05T10:00"], "not_a_time"),
        ("0001-01-01T00:00+14:00", "time_out_of_range"),
        ("9999-12-31T23:59-14:00", "time_out_of_range"),
    ],
)
def test_what_is_no_time(typed: object, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        entered.validate_python(typed)
    problem = InvalidInput([{**error, "loc": ("body", "starts_at")} for error in refused.value.errors()])
    assert [error["code"] for error in problem.body("en")["errors"]] == [code]


def test_an_instant_needs_its_offset() -> None:
    assert instant.validate_python("2027-01-05T10:00+01:00") == datetime(2027, 1, 5, 9, tzinfo=UTC)
    with pytest.raises(ValidationError, match="offset"):
        instant.validate_python("2027-01-05T10:00")
