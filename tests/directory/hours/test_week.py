"""The seven days that the sheet of a place shows."""

from datetime import date

from directory.hours import week_of

from .moments import WEEK_DAYS
from .moments import plain as spaced

MONDAY = date(2026, 11, 9)


def plain(ranges: list[str]) -> list[str]:
    return [spaced(text) for text in ranges]


def test_seven_named_days_with_today_marked() -> None:
    week = week_of(WEEK_DAYS, MONDAY, date(2026, 11, 10))
    assert [day.name for day in week] == [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]  # fmt: skip
    assert [day.is_today for day in week] == [False, True, False, False, False, False, False]
    assert week[0].date == MONDAY
    assert plain(week[0].ranges) == ["9 h – 12 h", "14 h – 17 h 30"]


def test_a_week_may_start_on_any_day() -> None:
    week = week_of(WEEK_DAYS, date(2026, 11, 12), date(2026, 11, 12))
    assert (week[0].name, week[-1].name) == ("jeudi", "mercredi")


def test_a_public_holiday_is_named_and_closed() -> None:
    wednesday = week_of(WEEK_DAYS, MONDAY, MONDAY)[2]
    assert spaced(wednesday.note) == "Férié : Armistice de 1918"
    assert wednesday.ranges == []
    assert not wednesday.is_open_day


def test_a_public_holiday_is_named_where_the_place_opens_too() -> None:
    wednesday = week_of("Mo-Su 10:00-12:00", MONDAY, MONDAY)[2]
    assert spaced(wednesday.note) == "Férié : Armistice de 1918"
    assert wednesday.is_open_day


def test_school_holidays_are_told_where_they_change_the_hours() -> None:
    text = "Mo-Fr 09:00-12:00; SH Mo-Fr 10:00-11:00; PH off"
    week = week_of(text, date(2026, 12, 21), MONDAY)
    assert week[0].note == "Vacances scolaires"
    assert plain(week[0].ranges) == ["10 h – 11 h"]
    assert spaced(week[4].note) == "Férié : Noël. Vacances scolaires"
    assert week_of(WEEK_DAYS, date(2026, 12, 21), MONDAY)[0].note == ""


def test_a_comment_on_the_whole_day_is_a_note() -> None:
    text = 'Mo 09:00-12:00 "sur rendez-vous"; 2026 Nov 10 off "inventaire"; PH off'
    monday, tuesday, *_ = week_of(text, MONDAY, MONDAY)
    assert (plain(monday.ranges), monday.note) == (["9 h – 12 h"], "Sur rendez-vous")
    assert (tuesday.ranges, tuesday.note) == ([], "Inventaire")


def test_a_comment_on_one_range_stays_with_it() -> None:
    text = 'Mo 09:00-12:00, Mo 14:00-16:00 "sur rendez-vous", Mo 18:00-19:00 unknown'
    monday = week_of(text, MONDAY, MONDAY)[0]
    assert plain(monday.ranges) == [
        "9 h – 12 h",
        "14 h – 16 h (sur rendez-vous)",
        "18 h – 19 h (à confirmer)",
    ]
    assert monday.note == ""


def test_an_open_day_always_has_something_to_show() -> None:
    text = 'Mo "sur rendez-vous"; Tu unknown; Th 00:00-24:00'
    monday, tuesday, _, thursday, *_ = week_of(text, MONDAY, MONDAY)
    assert monday.ranges == ["Sur rendez-vous"]
    assert tuesday.ranges == ["Horaires à confirmer"]
    assert plain(thursday.ranges) == ["24 h sur 24"]


def test_unknown_hours_have_no_week() -> None:
    assert week_of("", MONDAY, MONDAY) == []
    assert week_of("lundi 9h-12h", MONDAY, MONDAY) == []


def test_a_week_across_two_years_knows_both_calendars() -> None:
    week = week_of("Mo-Fr 09:00-12:00; SH off; PH off", date(2026, 12, 30), MONDAY)
    assert spaced(week[2].note) == "Férié : Jour de l’An. Vacances scolaires"
    assert [day.is_open_day for day in week] == [False, False, False, False, False, True, True]
