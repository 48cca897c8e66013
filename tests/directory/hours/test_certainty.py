"""A place is said open when its hours say so, never because a text may be taken that way."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.hours import StateKind, open_on, repair_hours, sentence, state_at, week_of

from .moments import paris, plain

OPEN, CLOSED, REOPENS = StateKind.OPEN, StateKind.CLOSED, StateKind.REOPENS
UNKNOWN = StateKind.UNKNOWN

WITHOUT_HOURS = (
    "Mo", "Tu-Fr", "Sa,Su", "We[1]", "PH", "SH", "Jan", "Jul-Aug", "Dec 24-Jan 3", "2026",
    "2026-2028", "2026+", "2026 Dec 24-31", "week 10", "week 1-53/2", "easter", "off", "open",
    "closed", "unknown", '"sans rdv"', '"accueil"', ";", ",", "||", ":", "\n", "lundi", "samedi",
    "du", "au", "et", "ouvert", "fermé", "tous les jours", "sauf", "matin", "sur rdv", "7j/7",
    "sunrise-sunset", "non-stop",
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(WITHOUT_HOURS), max_size=10).map(" ".join),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
)
def test_no_text_without_hours_is_ever_open(text: str, day: date) -> None:
    for said in (text, repair_hours(text)):
        assert state_at(said, paris(f"{day} 11:00")).kind is not OPEN
        assert open_on(said, day) is not True


@pytest.mark.parametrize("text", ["Mo-Fr", "Mo-Fr open", "2026", "Aug", "open"])
def test_days_without_hours_are_to_be_confirmed(text: str) -> None:
    moment = paris("2026-08-04 11:00")
    assert state_at(text, moment).kind is UNKNOWN
    assert week_of(text, moment.date(), moment.date())[0].ranges == ["Horaires à confirmer"]


@pytest.mark.parametrize(
    "text",
    [
        "Aug 3-7, Aug 17-21 off",
        "Jan, Aug 3-7, Oct off",
        "2026, 2027 off",
        "2026 Aug 3-7, 2026 Aug 17-21 off",
        "week 32, 34 off",
        "week 32, week 34 off",
        "2026 Aug 4 , easter off",
        "Mo, Aug 3-21 off",
    ],
)
def test_a_list_with_spaces_is_never_open(text: str) -> None:
    moment = paris("2026-08-04 10:30")
    assert state_at(text, moment).kind in (CLOSED, UNKNOWN)
    assert state_at(f"24/7; {text}", moment).kind is not OPEN


@pytest.mark.parametrize(
    ("text", "closed", "opened"),
    [
        ("Aug 3-7, Aug 17-21 off", ["2026-08-04", "2026-08-18"], ["2026-08-10"]),
        ("Jan, Aug 3-7, Oct off", ["2026-01-09", "2026-08-04", "2026-10-01"], ["2026-09-01"]),
        ("week 10, week 12 off", ["2026-03-03", "2026-03-17"], ["2026-03-10"]),
        ("2026, 2028 off", ["2026-03-03", "2028-03-03"], ["2027-03-03"]),
        ("2026 Dec 24-Jan 02 off", ["2026-12-25", "2027-01-01"], ["2027-01-03", "2027-12-25"]),
        ("easter +39 days off", ["2026-05-14", "2027-05-06"], ["2026-05-15"]),
    ],
)
def test_each_part_of_a_list_is_closed_and_no_other_day(
    text: str, closed: list[str], opened: list[str]
) -> None:
    hours = f"Mo-Su 10:00-12:00; {text}"
    assert [state_at(hours, paris(f"{day} 11:00")).kind for day in closed] == [REOPENS] * len(
        closed
    )
    assert {state_at(hours, paris(f"{day} 11:00")).kind for day in opened} == {OPEN}


@pytest.mark.parametrize(
    ("text", "moment", "kind"),
    [
        ('Mo-Fr 09:00-12:00 || "sur rendez-vous"', "2026-11-23 11:00", OPEN),
        ('Mo-Fr 09:00-12:00 || "sur rendez-vous"', "2026-11-23 13:00", UNKNOWN),
        ('Mo-Fr 09:00-12:00 || "sur rendez-vous"', "2026-11-22 13:00", UNKNOWN),
        ("Mo-Fr 09:00-12:00; PH off || unknown", "2026-11-11 13:00", REOPENS),  # Armistice
        ("Mo-Fr 09:00-12:00; PH off || unknown", "2026-11-12 13:00", UNKNOWN),
        ("Mo-Fr 09:00-12:00 || Sa 10:00-12:00", "2026-11-21 11:00", OPEN),
        ("Mo-Fr 09:00-12:00 || Sa 10:00-12:00", "2026-11-21 13:00", REOPENS),
        ("Fr 22:00-02:00 || unknown", "2026-11-28 01:00", OPEN),
        ("Fr 22:00-02:00 || unknown", "2026-11-28 03:00", UNKNOWN),
        ("Mo 09:00-12:00 || Tu 22:00-02:00", "2026-11-23 11:00", UNKNOWN),  # not read
    ],
)
def test_what_is_said_of_the_rest_of_the_time_holds_then(
    text: str, moment: str, kind: StateKind
) -> None:
    assert state_at(text, paris(moment)).kind is kind


def test_the_rest_of_the_time_shows_in_the_week_and_closes_nothing_twice() -> None:
    monday = date(2026, 11, 9)  # Wednesday is the Armistice
    week = week_of('Mo-Fr 09:00-12:00; PH off "férié" || "sur rendez-vous"', monday, monday)
    assert plain(" ".join(week[0].ranges)) == (
        "0 h – 9 h (sur rendez-vous) 9 h – 12 h 12 h – minuit (sur rendez-vous)"
    )
    assert week[2].ranges == []
    assert week[5].ranges == ["Sur rendez-vous"]


@pytest.mark.parametrize(
    "comment",
    [
        "sans rendez-vous", "Sans RDV", "avec ou sans rendez-vous", "sans prise de rendez-vous",
        "pas de rendez-vous", "rendez-vous non obligatoire", "inscription facultative",
        "le rendez-vous n’est pas nécessaire", "pas besoin d’inscription", "aucune inscription",
        "sans réservation ni inscription", "no appointment needed", "without an appointment",
        "accès par la cour",
    ],
)  # fmt: skip
def test_who_may_come_without_booking_finds_it_open(comment: str) -> None:
    assert state_at(f'Mo 09:00-12:00 "{comment}"', paris("2026-11-23 10:00")).kind is OPEN


@pytest.mark.parametrize(
    "comment",
    [
        "sur rendez-vous", "sur reservation", "R.D.V. obligatoire", "RDV", "sur RV",
        "Rendez vous obligatoire", "sur inscription", "by appointment", "inscrivez-vous",
        "réserver au 02 31 00 00 00", "Réservations", "SUR RÉSERVATION",
        "sans rendez-vous le matin, sur rendez-vous l’après-midi",
    ],
)  # fmt: skip
def test_who_must_book_first_is_told_to_confirm(comment: str) -> None:
    assert state_at(f'Mo 09:00-12:00 "{comment}"', paris("2026-11-23 10:00")).kind is UNKNOWN


@pytest.mark.parametrize(
    "sun", ["09:00-sunset", "sunrise-12:00", "(dawn+01:00)-18:00", "dusk-23:00"]
)
def test_hours_of_the_sun_are_to_be_confirmed(sun: str) -> None:
    text = f"Mo-Fr {sun}"
    assert state_at(text, paris("2026-12-15 18:00")).kind is UNKNOWN
    assert plain(sentence(text)).startswith("Horaires à confirmer (indication reçue")


@pytest.mark.parametrize("start", [date(2026, 3, 23), date(2026, 10, 19)])
def test_hours_are_those_of_the_wall_on_every_night_of_a_week_that_changes_clocks(
    start: date,
) -> None:
    for number in range(7):
        evening = start + timedelta(days=number)
        state = state_at("Mo-Su 22:00-01:30", paris(f"{evening} 23:00"))
        assert state.changes_at == paris(f"{evening + timedelta(days=1)} 01:30")
    # The night that begins on the very day of the change, which closed an hour late.
    state = state_at("Su 22:00-02:00", paris(f"{start + timedelta(days=6)} 23:00"))
    assert plain(state.label) == "Ouvert jusqu’à 2 h"
    assert state.changes_at == paris(f"{start + timedelta(days=7)} 02:00")
