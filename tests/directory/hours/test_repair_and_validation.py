"""Hours that are almost right: mended where their meaning is plain, else explained."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import repair_hours, validate_hours

from .moments import plain

FRAGMENTS = (
    "Mo", "Tu", "We", "Fr", "Su", "PH", "SH", "Sun", "lundi", "ven", "Mar", "Jan", "Dec", "2026",
    "week", "1-53/2", "24/7", "off", "unknown", "09:00", "9h", "12h30", "00:00", "24:00", "26:00",
    "14.30", "-", "–", ",", ";", ":", "/", "+", "||", '"', "et", "au", "[1]", "\n", "\xa0",
    "\x00", "(x)", "sur rdv", "31",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Mo-Sun 00:00-00:00", "24/7"),  # what the national pipeline makes of 24/7
        ("Mo-Fr 09:00-12:00;", "Mo-Fr 09:00-12:00"),
        ("Mo-Fr 09:00-12:00,14:00-17:00;,", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("  Mo-Fr 09:00-12:00\n", "Mo-Fr 09:00-12:00"),
        ("Mo-Fr 09:00-12:00\r\nSa 09:00-12:00\r\n", "Mo-Fr 09:00-12:00; Sa 09:00-12:00"),
        ("Mo-Fr 09:00-12:00 ; ; Sa 10:00-11:00", "Mo-Fr 09:00-12:00; Sa 10:00-11:00"),
        ("Mo  09:00-12:00", "Mo 09:00-12:00"),
        ("Mo 09:00\u00a0\u2013\u00a012:00", "Mo 09:00-12:00"),
        ("Mo-Fr 09:00-12:00 / 14:00-18:00", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("Mo 09:00-12:00,Tu 10:00-12:00", "Mo 09:00-12:00; Tu 10:00-12:00"),
        ("Mo: 09:00-12:00", "Mo 09:00-12:00"),
        ("Mo 09:00-12:00 sur rdv", 'Mo 09:00-12:00 "sur rendez-vous"'),
        ("Lu-Ve 9h-12h", "Mo-Fr 09:00-12:00"),
        ("Lun-Ven 9h30-12h", "Mo-Fr 09:30-12:00"),
        (
            "Lundi au vendredi : 9h-12h et 14h-17h30, samedi 9h-12h",
            "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00",
        ),
        (
            "Du lundi au vendredi de 8h30 à 12h00 et de 13h30 à 17h00",
            "Mo-Fr 08:30-12:00,13:30-17:00",
        ),
        ("mardi et jeudi 14 h - 18 h", "Tu,Th 14:00-18:00"),
        ("lundi: fermé; mardi: 9:00-12:00", "Mo off; Tu 09:00-12:00"),
        ("Mo-Fr 09:00-12:00; jours fériés fermé", "Mo-Fr 09:00-12:00; PH off"),
        ("Mo-Fr 09:00-12:00; sh off", "Mo-Fr 09:00-12:00; SH off"),
        ("24h/24 7j/7", "24/7"),
        ("Monday-Friday 9.00-12.00", "Mo-Fr 09:00-12:00"),
        ("Mo-Fr 24/7", "Mo-Fr 00:00-24:00"),
    ],
)
def test_plain_mistakes_are_mended(text: str, mended: str) -> None:
    assert repair_hours(text) == mended
    validate_hours(mended)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mo-Fr 09:00-12:00; PH off",
        "mo-fr 9:00-12:00",
        'Mo 09:00-12:00 "le matin ; 9h-12h – sur rdv"',
        "Mar 09:00-12:00",  # March
    ],
)
def test_readable_hours_are_left_alone(text: str) -> None:
    assert repair_hours(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "appelez-nous",
        "sauf le mercredi",
        "Mo 9-12",
        "Mar 9h-12h",  # Tuesday or March?
        "14:00+",
        "Mo 25:70-12:00",
        "x" * 1001,
    ],
)
def test_what_has_no_plain_meaning_is_kept_as_it_is(text: str) -> None:
    assert repair_hours(f" {text} ") == text


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join) | st.text(max_size=40))
def test_mending_never_fails_and_mending_twice_changes_nothing(text: str) -> None:
    mended = repair_hours(text)
    assert repair_hours(mended) == mended
    if mended != text.strip():
        validate_hours(mended)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lundi 09:00-12:00", "Les jours s’écrivent avec les deux lettres d’OpenStreetMap"),
        ("Lu-Ve 09:00-12:00", "Mo, Tu, We, Th, Fr, Sa, Su (de lundi à dimanche)"),
        ("Mo-Sun 09:00-12:00", "« Su » et non « Sun »"),
        ("Mo-Fr 9h-12h", "« 09:00-12:00 » et non « 9h-12h »"),
        ("Mo-Fr 9.00-12.00", "« 09:00 » et non « 9.00 »"),
        ("Mo-Fr 09:00-12:00;", "Retirez le dernier signe"),
        ("Mo-Fr 09:00-12:00,", "Retirez le dernier signe"),
        ("Mo 09:00-12:00\nTu 09:00-12:00", "sur une seule ligne"),
        ("Mo 09:00-12:00 ; ; Tu 09:00-12:00", "Retirez un des deux « ; »"),
        ("Mo  09:00-12:00", "un espace entre deux mots"),
        ("Mo 09:00–12:00", "tiret court"),
        ("Mo 09:00-12:00/14:00-17:00", "virgule"),
        ("Mo 09:70-12:00", "« 09:70 » n’est pas une heure"),
        ("Mo 09:00-72:00", "« 72:00 » n’est pas une heure"),
        ('Mo 09:00-12:00 "sur rdv', "Il manque un guillemet"),
        ("Mo 14:00+", "Donnez l’heure de fermeture"),
        ("Mo 09:00-sunset", "Donnez une heure"),
        ("Mo 09:00-12:00; Feb 30 off", "« Feb 30 » n’existe pas"),
        ("Mo 09:00-12:00; 2026 Dec 24-32 off", "« Dec 32 » n’existe pas"),
        ("Mo 09:00-12:00; 24/12/2026 off", "« 2026 Dec 24 off »"),
        ("Mo 09:00-12:00; fermé les vacances", "« off » pour fermé"),
        ("Mo 09:00-12:00 bonjour", "ne se lisent plus à partir de « bonjour »"),
        ("Mo-", "incomplets"),
        ("Mo SH 10:00-12:00", "deux façons"),
        ("Mo\x0009:00", "caractère invisible"),
        ("x" * 1001, "1001 caractères : 1000 au plus"),
    ],
)
def test_what_is_wrong_is_said_in_french(text: str, message: str) -> None:
    with pytest.raises(ValidationError, match=r".") as caught:
        validate_hours(text)
    assert message in plain(caught.value.messages[0])


def test_the_mended_text_is_proposed() -> None:
    with pytest.raises(ValidationError) as caught:
        validate_hours("Lu-Ve 9h-12h;")
    assert plain(caught.value.messages[0]).endswith("Écrivez par exemple : Mo-Fr 09:00-12:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "24/7",
        "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; SH off; PH off",
        "week 1-53/2 Mo 09:00-12:00",
        'Mo unknown "sur rdv"',
        "Fr 22:00-02:00",
        "Mo 09:00-12:00; 2028 Feb 29 off",
        "Mo-Fr 09:00-12:00; " * 50 + "PH off",
    ],
)
def test_readable_hours_pass(text: str) -> None:
    validate_hours(text)
