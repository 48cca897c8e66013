"""Figures are written the way French readers expect."""

from datetime import date
from decimal import Decimal

import pytest

from core.text.formats import distance, euros, long_date, long_day, phone
from core.text.french import weekday_date
from directory.models import PlacePage
from directory.presenters import week


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+33231946594", "02\u00a031\u00a094\u00a065\u00a094"),
        ("+262262123456", "02\u00a062\u00a012\u00a034\u00a056"),
        ("+687123456", "+687123456"),
        ("", ""),
    ],
)
def test_a_phone_number_is_read_by_pairs(number: str, shown: str) -> None:
    assert phone(number) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Decimal("12.50"), "12,50\u00a0€"),
        (Decimal("12.00"), "12\u00a0€"),
        (Decimal("1200"), "1\u00a0200\u00a0€"),
        (Decimal("0.05"), "0,05\u00a0€"),
    ],
)
def test_an_amount_keeps_its_cents_only_when_there_are_some(amount: Decimal, shown: str) -> None:
    assert euros(amount) == shown


@pytest.mark.parametrize(
    ("kilometres", "shown"),
    [
        (0.0, "50\u00a0m"),
        (0.43, "450\u00a0m"),
        (0.99, "1\u00a0km"),
        (3.44, "3,4\u00a0km"),
        (5.0, "5\u00a0km"),
        (9.97, "10\u00a0km"),
        (12.4, "12\u00a0km"),
        (None, ""),
    ],
)
def test_a_distance_is_as_precise_as_it_is_useful(kilometres: float | None, shown: str) -> None:
    assert distance(kilometres) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2024, 8, 1), "1er août 2024"),
        (date(2026, 5, 12), "12 mai 2026"),
        (date(2026, 1, 11), "11 janvier 2026"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal(day: date, shown: str) -> None:
    assert long_date(day) == shown


def test_a_day_with_its_name_says_the_first_too() -> None:
    assert long_day(date(2026, 12, 1)) == "mardi 1er décembre 2026"
    assert weekday_date(date(2026, 12, 1)).replace("\xa0", " ") == "mardi 1er décembre"


@pytest.mark.django_db  # a page asks for the type of its content when it is made
def test_the_days_of_a_sheet_say_the_first_too() -> None:
    shown = week(PlacePage(hours="Mo-Fr 09:00-12:00"), date(2026, 11, 30))
    assert shown
    assert [day["name"] for day in shown["days"]][:3] == ["Lundi 30", "Mardi 1er", "Mercredi 2"]
