"""Is the place open, until when, and when does it open again?"""

from datetime import UTC, date, datetime

import pytest

from directory.hours import HoursState, StateKind, open_on, opens_later, state_at

from .moments import WEEK_DAYS, paris, plain


@pytest.mark.parametrize(
    ("text", "moment", "label"),
    [
        (WEEK_DAYS, "2026-11-23 15:00", "Ouvert jusqu’à 17 h 30"),
        (WEEK_DAYS, "2026-11-23 09:00", "Ouvert jusqu’à 12 h"),
        (WEEK_DAYS, "2026-11-23 12:00", "Ouvre à 14 h"),
        (WEEK_DAYS, "2026-11-23 17:30", "Ouvre demain à 9 h"),
        (WEEK_DAYS, "2026-11-27 18:00", "Ouvre lundi à 9 h"),
        (WEEK_DAYS, "2026-12-24 18:00", "Ouvre lundi à 9 h"),  # Christmas is a Friday
        ("Mo 09:05-10:00", "2026-11-24 09:00", "Ouvre lundi à 9 h 05"),
        ("Mo 09:00-10:00", "2026-11-23 10:00", "Ouvre le 30 novembre à 9 h"),
        ("Mo-Fr 09:00-12:00; SH off", "2026-12-18 13:00", "Ouvre le 4 janvier à 9 h"),
        ("2027 Jan 01 10:00-12:00", "2026-12-01 09:00", "Ouvre le 1er janvier à 10 h"),
        ("24/7", "2026-11-23 15:00", "Ouvert en continu"),
        ("Mo-Su 14:00-24:00", "2026-11-23 15:00", "Ouvert jusqu’à minuit"),
        ("Fr 18:00-02:00", "2026-11-27 23:00", "Ouvert jusqu’à 2 h"),
        ("24/7; PH off", "2026-12-24 15:00", "Ouvert jusqu’à minuit"),
        ("24/7; PH off", "2026-12-23 15:00", "Ouvert jusqu’à vendredi à 0 h"),
        ("24/7; PH off", "2026-11-23 15:00", "Ouvert jusqu’au 25 décembre à 0 h"),
        ("off", "2026-11-23 15:00", "Fermé"),
        ("2029 Mo 09:00-12:00", "2026-11-23 15:00", "Fermé"),
        ("", "2026-11-23 15:00", "Horaires à confirmer"),
        ("lundi 9h", "2026-11-23 15:00", "Horaires à confirmer"),
        ('Mo unknown "sur rdv"', "2026-11-23 15:00", "Horaires à confirmer"),
        ("We[1] 09:00-12:00", "2026-12-02 10:00", "Ouvert jusqu’à 12 h"),
        ("We[1] 09:00-12:00", "2026-12-09 10:00", "Ouvre le 6 janvier à 9 h"),
        ("week 1-53/2 Mo 09:00-12:00", "2026-11-24 10:00", "Ouvre lundi à 9 h"),  # week 48
        ("week 2-52/2 Mo 09:00-12:00", "2026-11-23 10:00", "Ouvert jusqu’à 12 h"),
        ("Mo-Fr 09:00-12:00; 2026 Dec 21-2027 Jan 08 off", "2026-12-18 13:00",
         "Ouvre le 11 janvier à 9 h"),
    ],
)  # fmt: skip
def test_state_is_said_in_french(text: str, moment: str, label: str) -> None:
    assert plain(state_at(text, paris(moment)).label) == label


def test_hours_keep_their_letter_on_the_same_line() -> None:
    assert "17\u00a0h\u00a030" in state_at(WEEK_DAYS, paris("2026-11-23 15:00")).label


def test_state_holds_the_next_change_in_local_time() -> None:
    state = state_at(WEEK_DAYS, datetime(2026, 11, 23, 14, 0, tzinfo=UTC))
    assert state.kind is StateKind.OPEN
    assert state.changes_at == paris("2026-11-23 17:30")


def test_each_kind_of_state() -> None:
    moment = paris("2026-11-23 13:00")
    assert state_at(WEEK_DAYS, moment).kind is StateKind.REOPENS
    assert state_at("off", moment).kind is StateKind.CLOSED
    assert state_at("", moment).kind is StateKind.UNKNOWN
    assert state_at("24/7", moment) == HoursState(StateKind.OPEN, None, moment)


def test_an_uncertain_opening_is_not_called_closed() -> None:
    """A place open on appointment only is unknown all week, not closed."""
    assert state_at('Mo unknown "sur rdv"', paris("2026-11-25 15:00")).kind is StateKind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"sur rendez-vous"', StateKind.UNKNOWN),
        ('Mo-Fr 09:00-18:00 "sur rendez-vous"', StateKind.UNKNOWN),
        ('Mo-Fr 09:00-18:00 open "sur rendez-vous"', StateKind.OPEN),
        ('Mo-Fr 09:00-18:00 "accès par la cour"', StateKind.OPEN),
        ('Mo-Fr 09:00-18:00 off "sur rendez-vous"', StateKind.CLOSED),
    ],
)
def test_hours_on_appointment_are_to_be_confirmed(text: str, kind: StateKind) -> None:
    assert state_at(text, paris("2026-11-23 10:00")).kind is kind


def test_a_comment_that_changes_is_not_a_closing() -> None:
    text = 'Mo 09:00-12:00, Mo 12:00-14:00 open "accueil réduit"'
    assert state_at(text, paris("2026-11-23 10:00")).changes_at == paris("2026-11-23 14:00")


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        (WEEK_DAYS, "2026-11-23 08:00", True),
        (WEEK_DAYS, "2026-11-23 13:00", True),
        (WEEK_DAYS, "2026-11-23 10:00", False),  # open already
        (WEEK_DAYS, "2026-11-23 18:00", False),
        (WEEK_DAYS, "2026-11-22 10:00", False),  # opens tomorrow
        (WEEK_DAYS, "2026-12-25 08:00", False),
        ("Su 23:30-24:00", "2026-11-22 23:29", True),
        ("Mo 00:00-01:00", "2026-11-22 23:29", False),
        ("", "2026-11-23 08:00", None),
        ("lundi", "2026-11-23 08:00", None),
        ('Mo 10:00-12:00 unknown "rdv"', "2026-11-23 08:00", None),
        ('Mo 10:00-12:00 unknown "rdv", Mo 14:00-15:00', "2026-11-23 10:30", True),
    ],
)
def test_opens_later_today(text: str, moment: str, expected: bool | None) -> None:
    assert opens_later(text, paris(moment)) is expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (WEEK_DAYS, date(2026, 11, 23), True),
        (WEEK_DAYS, date(2026, 11, 22), False),
        (WEEK_DAYS, date(2026, 11, 11), False),
        ("24/7", date(2026, 11, 11), True),
        ("Fr 22:00-02:00", date(2026, 11, 27), True),
        ("Fr 22:00-02:00", date(2026, 11, 28), False),
        ("", date(2026, 11, 23), None),
        ('Mo unknown "rdv"', date(2026, 11, 23), None),
    ],
)
def test_open_on_a_chosen_day(text: str, day: date, expected: bool | None) -> None:
    assert open_on(text, day) is expected
