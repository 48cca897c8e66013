"""Closures added to whatever hours, and taken away again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from directory.hours import (
    Closure,
    closed_today,
    closures_in,
    open_on,
    with_closure,
    without_closure,
)

TODAY = date(2026, 11, 30)  # a Monday
DAY = Closure(TODAY, TODAY)
HOLIDAYS = Closure(date(2026, 12, 24), date(2027, 1, 2))
HOURS = [
    "Mo-Fr 09:00-12:00,14:00-18:00; PH off",
    "24/7",
    "Fr 18:00-02:00",
    "week 1-53/2 Mo 10:00-12:00; SH off",
    'Mo-Fr 09:00-12:00 || "sur rendez-vous"',
    'Mo-Fr "sur rendez-vous"',
]


@pytest.mark.parametrize("text", HOURS)
@pytest.mark.parametrize("closure", [DAY, HOLIDAYS])
def test_whatever_the_hours_say_a_closure_closes_and_leaves_no_trace(
    text: str, closure: Closure
) -> None:
    closed = with_closure(text, closure, TODAY)

    assert open_on(closed, closure.first) is open_on(closed, closure.last) is False
    assert closures_in(closed) == [closure]
    assert without_closure(closed, closure) == text


def test_one_closure_of_a_list_is_taken_away_alone() -> None:
    text = "Mo-Fr 09:00-12:00; 2026 Dec 24,2026 Dec 31 off"

    left = without_closure(text, Closure(date(2026, 12, 24), date(2026, 12, 24)))

    assert left == "Mo-Fr 09:00-12:00; 2026 Dec 31 off"
    assert without_closure(left, DAY) == left


def test_those_that_are_over_go_when_another_comes_and_none_is_there_twice() -> None:
    text = "Mo-Fr 09:00-12:00; 2026 Aug 01-15 off; 2026 Nov 30 off; Aug 15 off"

    assert with_closure(text, DAY, TODAY) == (
        "Mo-Fr 09:00-12:00; Aug 15 off; 2026 Nov 30 off"  # the fifteenth of August is every year’s
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lundi matin",
        "Mo-Fr 09:00-12:00; " + "; ".join(f"2026 Dec {day:02} off" for day in range(1, 21)),
    ],
    ids=["none", "unreadable", "too many"],
)
def test_hours_that_cannot_take_a_closure_say_so(text: str) -> None:
    with pytest.raises(ValidationError):
        with_closure(text, HOLIDAYS, TODAY)


def test_the_shortest_closure_of_today_is_the_one_to_take_back() -> None:
    month = Closure(date(2026, 11, 1), date(2026, 11, 30))
    text = with_closure(with_closure("Mo 09:00-12:00", month, TODAY), DAY, TODAY)

    assert closed_today(text, TODAY) == DAY
    assert closed_today(text, date(2026, 11, 29)) == month
    assert closed_today(text, date(2026, 12, 1)) is None
