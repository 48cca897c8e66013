"""Usual hours said in French."""

import pytest

from directory.hours import lasting_sentence, sentence

from .moments import plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; SH Mo-Fr 10:00-12:00; SH Sa off; "
            "PH off; 2026 Dec 24-31 off",
            "Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h 30, le samedi de 9 h à 12 h. "
            "Pendant les vacances scolaires : du lundi au vendredi de 10 h à 12 h. Fermé les "
            "jours fériés. Fermeture exceptionnelle du 24 au 31 décembre 2026.",
        ),
        ("24/7", "Ouvert tous les jours, jour et nuit."),
        (
            "Mo,We 9:00-12:00; SH,PH off",
            "Le lundi et le mercredi de 9 h à 12 h. Fermé pendant les vacances scolaires. "
            "Fermé les jours fériés.",
        ),
        (
            "Mo-Th,Sa 10:00-12:00; 2026 Dec 24-2027 Jan 01 off; 2027 May 07 off",
            "Du lundi au jeudi et le samedi de 10 h à 12 h. Fermetures exceptionnelles du "
            "24 décembre 2026 au 1er janvier 2027 et le 7 mai 2027.",
        ),
        (
            "SH Mo-Fr 10:00-12:00",
            "Pendant les vacances scolaires seulement : du lundi au vendredi de 10 h à 12 h.",
        ),
        ("Mo-Su 14:00-24:00", "Tous les jours de 14 h à minuit."),
        (
            "week 1-53/2 Mo 09:00-12:00; week 2-52/2 Tu 14:00-17:00; PH off",
            "Semaines impaires, le lundi de 9 h à 12 h. Semaines paires, le mardi de 14 h à 17 h. "
            "Les jours fériés : fermé.",
        ),
        (
            "We[1] 09:00-12:00; We[2,4] 14:00-17:00; Sa[-1] 10:00-12:00",
            "Le premier mercredi du mois de 9 h à 12 h. Les deuxième et quatrième mercredis du "
            "mois de 14 h à 17 h. Le dernier samedi du mois de 10 h à 12 h.",
        ),
        (
            'Mo-Fr 09:00-12:00, Mo 14:00-17:00 "sur rendez-vous"',
            "Du lundi au vendredi de 9 h à 12 h. Le lundi de 14 h à 17 h (sur rendez-vous).",
        ),
        (
            "Mo-Fr 09:00-12:00; Mo 14:00-17:00 unknown",
            "Du lundi au vendredi de 9 h à 12 h. Le lundi, seulement de 14 h à 17 h "
            "(à confirmer).",
        ),
        ("Mo-Fr 09:00-18:00; Mo 12:00-14:00 off",
         "Du lundi au vendredi de 9 h à 18 h. Le lundi fermé de 12 h à 14 h."),
        ("Fr 18:00-01:00; Sa 10:00-12:00",
         "Le vendredi de 18 h à 1 h. Le samedi de 10 h à 12 h."),
        (
            "Mo-Fr 09:00-12:00; Jul-Aug Mo-Fr 10:00-12:00; Dec 24-Jan 3 off; Oct off",
            "Du lundi au vendredi de 9 h à 12 h. De juillet à août, du lundi au vendredi de 10 h "
            "à 12 h. Du 24 décembre au 3 janvier : fermé. En octobre : fermé.",
        ),
        ("Apr-Sep 10:00-12:00", "D’avril à septembre : de 10 h à 12 h."),
        ('"sur rendez-vous"', "Sur rendez-vous."),
        ("Tu unknown", "Le mardi : horaires (à confirmer)."),
        ("Mo-Fr; Sa 09:00-12:00",
         "Du lundi au vendredi : horaires à confirmer. Le samedi de 9 h à 12 h."),
        (
            'Mo-Fr 09:00-12:00; PH off || "sur rendez-vous"',
            "Du lundi au vendredi de 9 h à 12 h. Les jours fériés : fermé. Le reste du temps : "
            "sur rendez-vous.",
        ),
        ("Mo-Fr 09:00-12:00 || unknown",
         "Du lundi au vendredi de 9 h à 12 h. Le reste du temps : horaires (à confirmer)."),
        ("Mo,PH 10:00-12:00", "Le lundi et les jours fériés de 10 h à 12 h."),
        ("SH We 10:00-12:00 open \"jeux\"",
         "Pendant les vacances scolaires, le mercredi de 10 h à 12 h (jeux)."),
        ("", "Horaires à confirmer."),
        ("lundi 9h", "Horaires à confirmer (indication reçue : « lundi 9h »)."),
    ],
)  # fmt: skip
def test_hours_are_said_in_french(text: str, said: str) -> None:
    assert plain(sentence(text)) == said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("easter", "Le dimanche de Pâques"),
        ("easter -2 days", "Le vendredi saint"),
        ("easter +39 days", "Le jeudi de l’Ascension"),
        ("easter +40 days", "Le 40e jour après Pâques"),
        ("easter -2 days-easter +1 day", "Du vendredi saint au lundi de Pâques"),
        ("2027 easter +1 day", "Le lundi de Pâques 2027"),
        ("week 10", "Semaine 10 de l’année"),
        ("week 10-20", "Semaines 10 à 20 de l’année"),
        ("week 10, 12, 14-16", "Semaines 10, 12 et 14 à 16 de l’année"),
        ("2027 week 10", "Semaine 10 de 2027"),
        ("2026", "En 2026"),
        ("2026, 2028", "En 2026 et en 2028"),
        ("2026-2028", "De 2026 à 2028"),
        ("2026+", "À partir de 2026"),
        ("2026 Jul-Aug", "De juillet à août 2026"),
        ("Jan, Aug 3-7", "En janvier et du 3 au 7 août"),
        ("2026 Dec 24, 2026 Dec 31", "Le 24 décembre 2026 et le 31 décembre 2026"),
    ],
)
def test_every_period_of_the_year_has_its_words(period: str, said: str) -> None:
    assert plain(sentence(f"{period} Mo 10:00-12:00")).startswith(f"{said}, le lundi de 10 h")
    assert plain(sentence(f"We 10:00-12:00 open; {period} off")).endswith(f". {said} : fermé.")


def test_closing_days_that_run_into_the_next_year_end_there() -> None:
    said = "Du lundi au vendredi de 9 h à 12 h. Fermeture exceptionnelle du 24 décembre 2026 au "
    for text in ("2026 Dec 24-Jan 02 off", "2026 Dec 24-2027 Jan 02 off"):
        assert plain(sentence(f"Mo-Fr 09:00-12:00; {text}")) == f"{said}2 janvier 2027."


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr sunrise-sunset",
        "SH off; Mo 10:00-12:00",  # the exception comes first: said in that order it would lie
        "week 5-20/2 Mo 09:00-12:00",
        "Mo[1] +2 days 10:00-12:00",
        "2026 Dec 24-2026 Jan 02 off; Mo 10:00-12:00",
    ],
)
def test_what_has_no_words_is_to_be_confirmed_and_shown_as_given(text: str) -> None:
    assert plain(sentence(text)) == f"Horaires à confirmer (indication reçue : « {text} »)."


def test_a_too_long_text_is_not_repeated() -> None:
    assert sentence("Mo 09:00-12:00; " * 100) == "Horaires à confirmer."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mo-Th 10:00-12:00; 2026 Dec 24-31 off", "Du lundi au jeudi de 10 h à 12 h."),
        ("Sa[1] 10:00-12:00", "Le premier samedi du mois de 10 h à 12 h."),
        ("sur rendez-vous", ""),
        ("", ""),
        ("Mo " * 5000, ""),
    ],
)
def test_what_stays_on_a_door_leaves_out_what_is_soon_over(text: str, said: str) -> None:
    assert plain(lasting_sentence(text)) == said
