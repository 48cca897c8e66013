"""Ranges past midnight and the two clock changes of the year."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from directory.hours import open_on, state_at, week_of
from directory.hours.timetable import timetable_of

from .moments import PARIS, paris


def is_open(text: str, moment: str) -> bool:
    return state_at(text, paris(moment)).kind.value == "open"


@pytest.mark.parametrize(
    "text",
    [
        "Fr 18:00-02:00; Sa 10:00-12:00",  # the library alone cuts the night at midnight here
        "Fr 18:00-26:00; Sa 10:00-12:00",
        "Sa 10:00-12:00; Fr 18:00-02:00",
        "Fr 18:00-02:00, Sa 10:00-12:00",
    ],
)
def test_a_night_goes_on_whatever_the_next_day_says(text: str) -> None:
    assert is_open(text, "2026-11-27 23:59")
    assert is_open(text, "2026-11-28 01:59")
    assert not is_open(text, "2026-11-28 02:00")
    assert is_open(text, "2026-11-28 11:00")
    assert not is_open(text, "2026-11-27 01:00")  # the night of Thursday


def test_a_closed_day_closes_its_whole_night_and_not_the_one_before() -> None:
    text = "Mo-Su 22:00-02:00; PH off"  # Wednesday 11 November 2026
    assert is_open(text, "2026-11-11 01:00")
    assert not is_open(text, "2026-11-11 23:00")
    assert not is_open(text, "2026-11-12 01:00")
    assert is_open(text, "2026-11-12 23:00")


def test_a_day_with_other_hours_has_no_night() -> None:
    text = "Mo-Su 22:00-02:00; We 10:00-12:00"
    assert is_open(text, "2026-11-25 01:00")
    assert not is_open(text, "2026-11-25 23:00")
    assert not is_open(text, "2026-11-26 01:00")


def test_the_last_night_of_the_school_holidays() -> None:
    text = "Mo-Su 18:00-20:00; SH Mo-Su 22:00-02:00"
    assert is_open(text, "2027-01-03 23:00")
    assert is_open(text, "2027-01-04 01:00")
    assert is_open(text, "2027-01-04 19:00")
    assert not is_open(text, "2027-01-05 01:00")
    assert not is_open(text, "2026-12-19 01:00")


def test_a_night_belongs_to_the_day_it_starts_on() -> None:
    week = week_of("Fr 18:00-02:00; Sa 10:00-12:00", date(2026, 11, 23), date(2026, 11, 23))
    friday, saturday = week[4], week[5]
    assert friday.ranges == ["18\u00a0h – 2\u00a0h"]
    assert saturday.ranges == ["10\u00a0h – 12\u00a0h"]
    assert open_on("Fr 18:00-02:00", date(2026, 11, 28)) is False


def test_a_long_sequence_of_nights_is_open_without_a_break() -> None:
    state = state_at("Mo-Su 12:00-12:00", paris("2026-11-23 15:00"))
    assert state.kind.value == "open"
    assert state.changes_at is None


def test_closing_after_the_autumn_change() -> None:
    """25 October 2026: 3 h becomes 2 h; « 02:30 » comes twice, the place closes the second time."""
    state = state_at("Mo-Su 22:00-02:30", paris("2026-10-24 23:00"))
    assert state.changes_at == paris("2026-10-25 02:30").replace(fold=1)
    assert state.changes_at.utcoffset() == timedelta(hours=1)


def test_closing_after_the_spring_change() -> None:
    """29 March 2026: 2 h becomes 3 h; « 02:30 » does not exist."""
    state = state_at("Mo-Su 22:00-02:30", paris("2026-03-28 23:00"))
    assert state.changes_at == paris("2026-03-29 03:30")


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_day_of_a_clock_change_opens_at_the_written_hours(day: str) -> None:
    text = "Su 09:00-12:00"
    assert not is_open(text, f"{day} 08:59")
    assert is_open(text, f"{day} 09:00")
    assert is_open(text, f"{day} 11:59")
    assert not is_open(text, f"{day} 12:00")
    assert state_at(text, paris(f"{day} 00:30")).label.endswith("9\u00a0h")


@given(
    start=st.integers(0, 23),
    length=st.integers(1, 23),
    first=st.dates(date(2026, 1, 1), date(2027, 12, 1)),
)
def test_nights_alone_agree_with_the_library(start: int, length: int, first: date) -> None:
    """Where no other rule interferes, both readings are the same, minute for minute."""
    text = f"Tu-Sa {start:02}:30-{(start + length) % 24:02}:15"
    begin = paris(f"{first} 04:00")
    end = begin + timedelta(days=9)
    assume(begin.utcoffset() == end.utcoffset())  # clock changes have tests of their own
    library = OpeningHours(text, timezone=PARIS, country="FR")
    expected = [item[:3] for item in library.intervals(begin, end)]
    timetable = timetable_of(text, first.year)
    assert timetable is not None
    found = [(item.start, item.end, item.state) for item in timetable.stretches(begin, end)]
    assert found == expected
