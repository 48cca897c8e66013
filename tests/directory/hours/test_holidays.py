"""Public holidays of France and school holidays of zone B."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from opening_hours import OpeningHours

from directory.hours import (
    is_school_holiday,
    open_on,
    public_holiday,
    sentence,
    state_at,
    week_of,
)
from directory.hours.holidays import public_holidays, school_holidays

from .moments import PARIS, paris

TERM_AND_HOLIDAYS = "Mo-Fr 09:00-12:00; Sa 14:00-16:00; SH Mo-Fr 10:00-11:00; SH Sa off; PH off"


@pytest.mark.parametrize("year", range(2024, 2036))
def test_library_and_calendar_name_the_same_public_holidays(year: int) -> None:
    hours = OpeningHours("PH", timezone=PARIS, country="FR")
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    found = {day for day in days if hours.is_open(paris(f"{day} 12:00"))}
    assert found == set(public_holidays(year))


def test_public_holidays_have_the_names_people_use() -> None:
    assert public_holiday(date(2026, 7, 14)) == "Fête nationale"
    assert public_holiday(date(2026, 5, 25)) == "Lundi de Pentecôte"
    assert public_holiday(date(2026, 7, 15)) == ""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 18), False),
        (date(2026, 12, 19), True),  # first day
        (date(2027, 1, 3), True),  # last day
        (date(2027, 1, 4), False),
        (date(2027, 2, 15), False),  # zones A and C only
        (date(2027, 2, 22), True),
        (date(2050, 12, 25), False),  # no calendar yet
        (date(1950, 12, 25), False),
    ],
)
def test_school_holidays_of_the_zone(day: date, expected: bool) -> None:
    assert is_school_holiday(day) is expected


def test_another_region_has_its_own_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        settings, "REGION", type("Region", (), {"school_zone": "A", "timezone": "Europe/Paris"})
    )
    assert is_school_holiday(date(2027, 2, 15))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-12-18 09:30", True),  # last day of term
        ("2026-12-18 11:30", True),
        ("2026-12-21 09:30", False),
        ("2026-12-21 10:30", True),
        ("2026-12-21 11:30", False),
        ("2026-12-25 10:30", False),  # public holiday inside the school holidays
        ("2027-01-01 10:30", False),
        ("2026-12-31 10:30", True),
        ("2027-01-04 09:30", True),  # first day of term
        ("2026-12-12 14:30", True),  # a Saturday of term
        ("2026-12-26 14:30", False),  # a Saturday of the holidays
        ("2026-12-23 09:30", False),
    ],
)
def test_the_week_changes_with_the_school_holidays(moment: str, is_open: bool) -> None:
    assert (state_at(TERM_AND_HOLIDAYS, paris(moment)).kind.value == "open") is is_open


def test_weekdays_of_the_holidays_are_not_every_weekday() -> None:
    """The library alone opens « SH Mo-Fr » and « PH Mo-Fr » on any Monday of the year."""
    assert open_on("SH Mo-Fr 10:00-11:00", date(2026, 12, 14)) is False
    assert open_on("SH Mo-Fr 10:00-11:00", date(2026, 12, 21)) is True
    assert open_on("SH Mo-Fr 10:00-11:00", date(2026, 12, 20)) is False  # a Sunday
    assert open_on("PH Mo-Fr 10:00-11:00", date(2026, 11, 10)) is False
    assert open_on("PH Mo-Fr 10:00-11:00", date(2026, 11, 11)) is True
    assert open_on("PH Mo-Fr 10:00-11:00", date(2026, 11, 1)) is False  # a Sunday


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 09:00-12:00; SH,PH off",
        "Mo-Fr 09:00-12:00; PH,SH off",
        "Mo-Fr 09:00-12:00; SH off; PH off",
        "Mo-Fr 09:00-12:00;SH off;PH off",
        "Mo-Fr 09:00-12:00; SH closed, PH off",
    ],
)
def test_ways_of_closing_in_the_holidays(text: str) -> None:
    assert open_on(text, date(2026, 12, 18)) is True
    assert open_on(text, date(2026, 12, 21)) is False
    assert open_on(text, date(2026, 11, 11)) is False


def test_school_holidays_within_months_or_weeks() -> None:
    summer = "Jul-Aug SH Mo-Fr 10:00-12:00"
    assert open_on(summer, date(2027, 7, 5)) is True
    assert open_on(summer, date(2027, 7, 1)) is False  # still term
    assert open_on(summer, date(2026, 12, 21)) is False
    assert open_on("week 2-52/2 SH Mo 10:00-12:00", date(2026, 12, 21)) is True  # week 52
    assert open_on("week 1-53/2 SH Mo 10:00-12:00", date(2026, 12, 21)) is False


def test_school_holidays_add_to_the_usual_week_after_a_comma() -> None:
    text = "Mo 09:00-12:00, SH Mo 14:00-16:00"
    assert state_at(text, paris("2026-12-21 10:00")).kind.value == "open"
    assert state_at(text, paris("2026-12-21 15:00")).kind.value == "open"
    assert state_at(text, paris("2026-12-14 15:00")).kind.value != "open"


def test_beyond_the_published_calendar_it_is_term_time() -> None:
    assert open_on("Mo-Fr 09:00-12:00; SH off", date(2060, 12, 27)) is True
    assert open_on("SH 09:00-12:00", date(2060, 12, 27)) is False
    assert state_at("SH off; PH off", paris("2060-12-27 10:00")).kind.value == "closed"
    assert school_holidays(date(2060, 1, 1), date(2060, 12, 31)) == []


def test_a_reopening_after_new_year_is_found() -> None:
    state = state_at("SH Mo-Fr 10:00-11:00", paris("2026-08-31 12:00"))
    assert state.changes_at == paris("2026-10-19 10:00")
    state = state_at("PH Mo-Fr 10:00-11:00", paris("2026-12-25 12:00"))
    assert state.changes_at == paris("2027-01-01 10:00")
    state = state_at("Mo-Fr 09:00-12:00; SH off", paris("2026-12-31 12:00"))
    assert state.changes_at == paris("2027-01-04 09:00")


def test_sh_inside_a_comment_is_only_a_comment() -> None:
    text = 'Mo-Fr 09:00-12:00 open "fermé en SH"'
    assert open_on(text, date(2026, 12, 21)) is True
    monday, *_ = week_of(text, date(2026, 12, 21), date(2026, 12, 21))
    assert monday.note == "Fermé en SH"


@pytest.mark.parametrize("text", ["Mo SH 10:00-12:00", "SH Mo PH 10:00-12:00"])
def test_an_ambiguous_holiday_rule_is_unknown(text: str) -> None:
    assert open_on(text, date(2026, 12, 21)) is None
    assert "à confirmer" in sentence(text)
