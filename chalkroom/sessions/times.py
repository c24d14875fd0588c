"""Times as people enter them: an instant, or wall time in the zone that is sent beside it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, WithJsonSchema

from chalkroom.kit.validation import InvalidField

# RFC 3339, with the offset left out for wall time. Python reads more (week dates, for one), which nobody means.
FORM = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?$"

# What a calendar can mean. It also keeps every sum of a time, a duration and an offset far from the ends of the scale.
FIRST_YEAR, LAST_YEAR = 2000, 2199


def _read(given: object) -> datetime:
    if isinstance(given, datetime):  # from our own code: JSON has none
        return given
    if not isinstance(given, str) or not re.fullmatch(FORM, given, re.ASCII):
        raise _not_a_time()
    try:
        when = datetime.fromisoformat(given)
    except ValueError:
        raise _not_a_time() from None
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise InvalidField(
            "time_out_of_range",
            f"Please give a year between {FIRST_YEAR} and {LAST_YEAR}.",
            f"Indiquez une année entre {FIRST_YEAR} et {LAST_YEAR}.",
        )
    return when


def _read_instant(given: object) -> datetime:
    when = _read(given)
    if when.tzinfo is None:
        raise InvalidField(
            "offset_missing",
            "Please add the offset from UTC, such as Z or +01:00.",
            "Ajoutez le décalage par rapport à UTC, par exemple Z ou +01:00.",
        )
    return when.astimezone(UTC)


def _not_a_time() -> InvalidField:
    return InvalidField(
        "not_a_time",
        "This is not a date and time. Write it as 2027-03-28T14:30.",
        "Ce n’est pas une date avec une heure. Écrivez-la ainsi : 2027-03-28T14:30.",
    )


EnteredTime = Annotated[
    datetime,
    BeforeValidator(_read),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": FORM,
            "examples": ["2027-03-28T14:30:00Z", "2027-03-28T14:30"],
            "description": "an instant, or wall time in the `timezone` of the session",
        }
    ),
]
"""An aware datetime, or a naive one that `in_utc` has to read in its zone."""

Instant = Annotated[datetime, BeforeValidator(_read_instant), WithJsonSchema({"type": "string", "format": "date-time"})]


def in_utc(when: datetime, zone_name: str) -> datetime:
    """The instant of an EnteredTime. Wall time that happens twice is the first of the two.

    Raises InvalidField for wall time that does not happen because the clocks go forward over it.
    """
    if when.tzinfo is not None:
        return when.astimezone(UTC)
    zone = ZoneInfo(zone_name)
    instant = when.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != when:
        following = _end_of_gap(when, zone)
        raise InvalidField(
            "nonexistent_time",
            f"The clocks go forward in {zone_name} that day and {when:%H:%M} is left out. "
            f"The next possible time is {following:%H:%M}.",
            f"Ce jour-là, les horloges avancent ({zone_name}) et {when:%H:%M} n’existe pas. "
            f"La prochaine heure possible est {following:%H:%M}.",
        )
    return instant


def _end_of_gap(missing: datetime, zone: ZoneInfo) -> datetime:
    """The first wall time after a gap."""
    # In a gap fold=1 reads by the offset after it and so gives the earlier instant, fold=0 the later (PEP 495).
    before = missing.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = missing.replace(tzinfo=zone, fold=0).astimezone(UTC)
    old_offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == old_offset:
            before = middle
        else:
            after = middle
    return _to_minute(after.astimezone(zone).replace(tzinfo=None))


def _to_minute(when: datetime) -> datetime:
    return (when + timedelta(seconds=30)).replace(second=0, microsecond=0)
