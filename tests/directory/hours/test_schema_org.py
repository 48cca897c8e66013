"""Hours for search engines."""

from datetime import date
from typing import Any

import pytest

from directory.hours import schema_org_hours

TODAY = date(2026, 11, 22)
WEEK_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def hours(text: str) -> list[dict[str, Any]]:
    found = schema_org_hours(text, TODAY)
    assert all(item.pop("@type") == "OpeningHoursSpecification" for item in found)
    return found


def test_one_object_for_each_range_of_the_usual_week() -> None:
    assert hours("Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00") == [
        {"dayOfWeek": WEEK_DAYS, "opens": "09:00", "closes": "12:00"},
        {"dayOfWeek": WEEK_DAYS, "opens": "14:00", "closes": "17:30"},
        {"dayOfWeek": ["Saturday"], "opens": "09:00", "closes": "12:00"},
    ]


def test_a_closed_day_opens_and_closes_at_midnight() -> None:
    text = "Mo 09:00-12:00; PH off; 2026 Dec 24-31 off; 2026 Aug 03-21 off"
    assert hours(text)[1:] == [
        {"dayOfWeek": "PublicHolidays", "opens": "00:00", "closes": "00:00"},
        {"opens": "00:00", "closes": "00:00", "validFrom": "2026-12-24",
         "validThrough": "2026-12-31"},
    ]  # fmt: skip


def test_an_opening_until_midnight_is_not_a_closed_day() -> None:
    assert hours("24/7")[0]["closes"] == "23:59"
    assert hours("Mo 14:00-24:00")[0]["closes"] == "23:59"


def test_school_holidays_have_their_dates() -> None:
    christmas = {"validFrom": "2026-12-19", "validThrough": "2027-01-03"}
    closed = hours("Mo 09:00-12:00; SH off")
    assert closed[1] == {"opens": "00:00", "closes": "00:00"} | christmas
    other = hours("Mo,Tu 09:00-12:00; SH Tu 10:00-11:00; SH Mo off")
    assert other[1] == {"dayOfWeek": ["Tuesday"], "opens": "10:00", "closes": "11:00"} | christmas
    assert other[2]["dayOfWeek"] == ["Monday", *WEEK_DAYS[2:], "Saturday", "Sunday"]
    assert other[2]["closes"] == "00:00"


@pytest.mark.parametrize("text", ["", "lundi", "week 1-53/2 Mo 09:00-12:00", "Mo unknown"])
def test_nothing_is_said_of_hours_that_are_not_plain(text: str) -> None:
    assert schema_org_hours(text) == []
