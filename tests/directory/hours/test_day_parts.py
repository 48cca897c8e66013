"""Someone chooses a day, or its morning: is the place open then, and at what hours?"""

from datetime import date

import pytest

from directory.hours import DayPart, day_line, open_on

from .moments import plain

MORNING, AFTERNOON, EVENING = DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING
TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tu 08:30-12:30,13:30-17:30", {MORNING, AFTERNOON}),
        ("Tu 09:00-13:00", {MORNING}),  # nobody calls that an afternoon
        ("Tu 13:30-18:00", {AFTERNOON}),
        ("Tu 11:30-14:30", {MORNING, AFTERNOON}),
        ("Tu 17:00-19:00", {AFTERNOON, EVENING}),
        ("Tu 19:00-23:00", {EVENING}),
        ("Tu 22:00-02:00", {EVENING}),
        ("Mo 22:00-10:00", set()),  # the night before
        ("24/7", {MORNING, AFTERNOON, EVENING}),
        ("We 08:30-12:30", set()),
        ("Tu 08:00-20:00; Tu 13:30-20:00 off", {MORNING}),
    ],
)
def test_a_place_is_open_in_the_parts_of_the_day_that_its_hours_reach(
    text: str, parts: set[DayPart]
) -> None:
    assert {part for part in DayPart if open_on(text, TUESDAY, part)} == parts


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ('Tu 08:30-12:30, Tu 14:00-17:00 "sur rendez-vous"', [True, None, False]),
        ("", [None, None, None]),
        ("mardi", [None, None, None]),
        ('Tu 08:30-12:30 || "sur rendez-vous"', [True, None, None]),
    ],
)
def test_a_part_of_the_day_that_is_not_certain_is_not_known(
    text: str, answers: list[bool | None]
) -> None:
    assert [open_on(text, TUESDAY, part) for part in DayPart] == answers


@pytest.mark.parametrize(
    ("text", "day", "line"),
    [
        ("Tu 08:30-12:30,13:30-17:30", TUESDAY, "Mardi : 8 h 30 – 12 h 30, 13 h 30 – 17 h 30"),
        ("We 08:30-12:30", TUESDAY, "Mardi : fermé"),
        ("Tu 22:00-02:00", TUESDAY, "Mardi : 22 h – 2 h"),
        ("24/7", TUESDAY, "Mardi : 24 h sur 24"),
        ("", TUESDAY, "Mardi : horaires à confirmer"),
        ("mardi", TUESDAY, "Mardi : horaires à confirmer"),
        ("Mo-Fr", TUESDAY, "Mardi : horaires à confirmer"),
        ('Tu "sur rendez-vous"', TUESDAY, "Mardi : sur rendez-vous"),
        ('Tu 14:00-17:00 "sur rendez-vous"', TUESDAY, "Mardi : 14 h – 17 h (sur rendez-vous)"),
        ("Mo-Fr 09:00-12:00; PH off", date(2026, 12, 25), "Vendredi : fermé (férié : Noël)"),
        ("Mo-Fr 09:00-12:00; SH Mo-Fr 10:00-12:00", date(2026, 12, 21),
         "Lundi : 10 h – 12 h (vacances scolaires)"),
    ],
)  # fmt: skip
def test_the_hours_of_one_day_are_said_on_a_line(text: str, day: date, line: str) -> None:
    said = day_line(text, day)
    assert plain(said) == line
    assert "\u00a0:" in said
