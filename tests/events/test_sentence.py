"""A repetition is said as people say it."""

from datetime import date, datetime, time

import pytest

from events.recurrence import Series, sentence

TUESDAY = datetime(2026, 12, 1, 18)


def said(rule: str = "", **fields: object) -> str:
    series = Series(TUESDAY, time(20), rule, **fields)
    return sentence(series).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "Chaque jour"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=4", "Tous les trois jours, 4 fois"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "Du lundi au vendredi"),
        ("FREQ=WEEKLY", "Chaque mardi"),
        ("freq=weekly;byday=we,mo", "Chaque lundi et mercredi"),
        ("FREQ=WEEKLY;UNTIL=20270630T235959", "Chaque mardi jusqu’au 30 juin 2027"),
        ("FREQ=WEEKLY;UNTIL=20270501", "Chaque mardi jusqu’au 1er mai 2027"),
        ("FREQ=WEEKLY;INTERVAL=2", "Un mardi sur deux"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "Toutes les deux semaines, le mardi et le jeudi"),
        ("FREQ=WEEKLY;INTERVAL=8", "Toutes les 8 semaines, le mardi"),
        ("FREQ=MONTHLY;BYDAY=1SA", "Le premier samedi du mois"),
        ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=-1", "Le dernier samedi du mois"),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", "Le premier mardi et le troisième mardi du mois"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "Chaque mois, le 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Chaque mois, le dernier jour"),
        ("FREQ=MONTHLY", "Chaque mois, le 1er"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE", "Tous les deux mois, le deuxième mercredi"),
        ("FREQ=MONTHLY;BYMONTHDAY=28", "Chaque mois, le 28"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270630T235959",
            "Chaque mois, le 31 (quand il existe) jusqu’au 30 juin 2027",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15,29", "Chaque mois, le 15 et le 29 (quand il existe)"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "Chaque année, le 29 février (quand il existe)"),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31", "Chaque année, le 31 mai"),
        # Until a moment: before or after the time at which the dates begin.
        ("FREQ=WEEKLY;UNTIL=20270105T180000", "Chaque mardi jusqu’au 5 janvier 2027"),
        ("FREQ=WEEKLY;UNTIL=20270105T175959", "Chaque mardi jusqu’au 4 janvier 2027"),
        ("FREQ=YEARLY", "Chaque année, le 1er décembre"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=21", "Chaque année, le 21 juin"),
    ],
)
def test_a_rule_is_said_in_french(rule: str, words: str) -> None:
    assert said(rule) == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=SA",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "FREQ=WEEKLY;BYMONTH=6",
        "FREQ=DAILY;BYMONTH=6",
        "FREQ=YEARLY;BYDAY=1MO",
        "FREQ=YEARLY;BYMONTHDAY=3",
        "FREQ=HOURLY",
    ],
)
def test_a_rule_that_no_sentence_says_is_not_said_wrongly(rule: str) -> None:
    assert said(rule) == "Plusieurs dates"


def test_what_is_skipped_is_said() -> None:
    rule = "FREQ=WEEKLY;UNTIL=20270630"

    assert said(rule, skip_school_holidays=True, skip_public_holidays=True) == (
        "Chaque mardi jusqu’au 30 juin 2027, sauf vacances scolaires et jours fériés"
    )
    assert said("FREQ=WEEKLY", skip_public_holidays=True) == "Chaque mardi, sauf jours fériés"


def test_dates_without_a_rule_are_counted() -> None:
    others = {date(2026, 12, day) for day in (1, 3, 10, 17)}

    assert said() == ""
    assert said(added=frozenset({TUESDAY.date()})) == ""
    assert said(added=frozenset(others)) == "4 dates"


def test_dates_added_to_a_rule_are_counted() -> None:
    assert said("FREQ=WEEKLY", added=frozenset({date(2026, 12, 3)})) == (
        "Chaque mardi, et 1 autre date"
    )
    assert said("FREQ=WEEKLY", added=frozenset({date(2026, 12, 3), date(2026, 12, 4)})).endswith(
        ", et 2 autres dates"
    )
