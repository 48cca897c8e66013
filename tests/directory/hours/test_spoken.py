"""Hours as software and people write them, each with its right reading, or none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.hours import StateKind, repair_hours, sentence, state_at, validate_hours

from .moments import paris, plain

READ = {
    # Google, in French and in English, as its sheets are copied.
    "lundi: 09:00–12:00, 14:00–18:00\nmardi: Fermé": "Mo 09:00-12:00,14:00-18:00; Tu off",
    "lundi\t09:00–18:00\nsamedi\t10:00–12:00\ndimanche\tFermé":
        "Mo 09:00-18:00; Sa 10:00-12:00; Su off",
    "lundi\n09:00–12:00\n14:00–18:00\nmardi\nFermé": "Mo 09:00-12:00,14:00-18:00; Tu off",
    "lundi\u00a0: 09:00\u202f–\u202f18:00": "Mo 09:00-18:00",
    "mardi: Ouvert 24h/24": "Tu 00:00-24:00",
    "Monday: 9:00 AM – 5:00 PM; Sunday: Closed": "Mo 09:00-17:00; Su off",
    "Monday: 9:30 AM–12:30 PM, 2–6 PM": "Mo 09:30-12:30,14:00-18:00",
    "Monday: 9:00 – 11:30 AM": "Mo 09:00-11:30",
    "Monday: 9 – 5 PM": "Mo 09:00-17:00",
    "Monday: 12:00 – 4:30 p.m.": "Mo 12:00-16:30",
    "Monday: Open 24 hours": "Mo 00:00-24:00",
    # Facebook and other pages of places.
    "Lun - Ven : 09:00 - 18:00": "Mo-Fr 09:00-18:00",
    "Lun 09:00-18:00\nMar 09:00-18:00\nMer 14:00-18:00":
        "Mo 09:00-18:00; Tu 09:00-18:00; We 14:00-18:00",
    "lun. 09:00–12:00\nmar. 14:00–18:00": "Mo 09:00-12:00; Tu 14:00-18:00",
    "Lun, Mar 9h-12h": "Mo,Tu 09:00-12:00",
    "Mar-Ven 9h-12h": "Tu-Fr 09:00-12:00",
    "Mon-Fri 9AM-5PM": "Mo-Fr 09:00-17:00",
    "Mon - Fri: 09:00 - 17:00": "Mo-Fr 09:00-17:00",
    "Every day 9am-6pm": "Mo-Su 09:00-18:00",
    # schema.org and national files.
    "Mo,Tu,We,Th 09:00-12:00;": "Mo,Tu,We,Th 09:00-12:00",
    "Mo-Sa 11:00-14:30 Mo-Th 17:00-21:30 Fr-Sa 17:00-22:00":
        "Mo-Th 11:00-14:30,17:00-21:30; Fr,Sa 11:00-14:30,17:00-22:00",
    "mo-fr 08:30-12:00 13:30-17:00": "Mo-Fr 08:30-12:00,13:30-17:00",
    "Mo-Fr 9:00-12:00 & 14:00-18:00": "Mo-Fr 09:00-12:00,14:00-18:00",
    "Mo-Fr 09:00-18:00; We 14:00-20:00;": "Mo-Fr 09:00-18:00; We 14:00-20:00",
    "Mo-Sun 09:00-18:00": "Mo-Su 09:00-18:00",
    # Town halls.
    "Du lundi au vendredi de 8h30 à 12h et de 13h30 à 17h": "Mo-Fr 08:30-12:00,13:30-17:00",
    "du lundi au vendredi de 8 h 30 à 12 h 30 et de 13 h 30 à 17 h 30":
        "Mo-Fr 08:30-12:30,13:30-17:30",
    "Lundi, mardi, jeudi et vendredi : 9h-12h / 14h-17h30\nMercredi : 9h-12h":
        "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:30; We 09:00-12:00",
    "Lundi : 9h00 - 12h00 et 14h00 - 17h00\nMardi : fermé": "Mo 09:00-12:00,14:00-17:00; Tu off",
    "Du lundi au jeudi de 9h à 12h. Vendredi de 14h à 16h.": "Mo-Th 09:00-12:00; Fr 14:00-16:00",
    "Lundi matin : 9h-12h, lundi après-midi : 14h-17h": "Mo 09:00-12:00,14:00-17:00",
    "Le mercredi après-midi de 14h à 17h": "We 14:00-17:00",
    "Lundi-Jeudi : 8h30-17h30 | Vendredi : 8h30-16h30": "Mo-Th 08:30-17:30; Fr 08:30-16:30",
    "Lundi 13h30-17h30 / Mercredi 9h-12h / Vendredi 9h-12h et 13h30-17h":
        "Mo 13:30-17:30; We 09:00-12:00; Fr 09:00-12:00,13:30-17:00",
    "Du lundi au vendredi : 9h00-12h30 et 13h30-17h00 Samedi : 9h00-12h00":
        "Mo-Fr 09:00-12:30,13:30-17:00; Sa 09:00-12:00",
    "LUNDI 9H-12H ET 14H-17H": "Mo 09:00-12:00,14:00-17:00",
    "Mardis et jeudis, 14 h 00 à 17 h 30": "Tu,Th 14:00-17:30",
    "Tous les mardis de 14h à 16h": "Tu 14:00-16:00",
    "Lundi de 9 heures à 12 heures": "Mo 09:00-12:00",
    "Lundi : 09h00 - 12h00 - 13h30 - 17h00": "Mo 09:00-12:00,13:30-17:00",
    # Hours first, days after.
    "9h-19h du lundi au samedi": "Mo-Sa 09:00-19:00",
    "De 9h à 12h, du lundi au vendredi": "Mo-Fr 09:00-12:00",
    "9h-12h\ndu lundi au vendredi": "Mo-Fr 09:00-12:00",
    "9h-12h le lundi, 14h-16h le mardi": "Mo 09:00-12:00; Tu 14:00-16:00",
    "14h-18h mercredi et samedi": "We,Sa 14:00-18:00",
    # Lines and « ; » add up.
    "Lundi-Vendredi 08:30-12:30\nLundi-Vendredi 13:30-17:00": "Mo-Fr 08:30-12:30,13:30-17:00",
    "Mo-Fr 09:00-12:00; Mo-Fr 14:00-18:00": "Mo-Fr 09:00-12:00,14:00-18:00",
    "Mo-Fr 09:00-12:00; Mo-Fr 14:00-18:00;": "Mo-Fr 09:00-12:00,14:00-18:00",
    "09:00-12:00; 14:00-18:00": "09:00-12:00,14:00-18:00",
    "9h - 12h ; 14h - 16h": "Mo-Su 09:00-12:00,14:00-16:00",
    "lundi au vendredi 9h-12h\nmercredi 14h-17h":
        "Mo,Tu,Th,Fr 09:00-12:00; We 09:00-12:00,14:00-17:00",
    "Lundi\n13h30 – 17h30\nSamedi\nFermé": "Mo 13:30-17:30; Sa off",
    "lundi;9h-12h": "Mo 09:00-12:00",
    # Every day, half weeks, closing days.
    "Tous les jours de 9h à 19h": "Mo-Su 09:00-19:00",
    "7j/7 de 8h à 20h": "Mo-Su 08:00-20:00",
    "24h/24, 7j/7": "24/7",
    "En semaine : 8h-19h\nWeek-end : 10h-18h": "Mo-Fr 08:00-19:00; Sa,Su 10:00-18:00",
    "samedi au lundi 10h-12h": "Mo,Sa,Su 10:00-12:00",
    "Tous les jours sauf le dimanche 9h-18h": "Mo-Sa 09:00-18:00; Su off",
    "Tous les jours de 9h à 18h sauf le mercredi": "Mo,Tu,Th-Su 09:00-18:00; We off",
    "Du lundi au samedi 9h-18h, fermé le mercredi": "Mo,Tu,Th-Sa 09:00-18:00; We off",
    "Lundi fermé mardi 9h-12h": "Mo off; Tu 09:00-12:00",
    "Du lundi au vendredi 9h-18h (sauf jours fériés)": "Mo-Fr 09:00-18:00; PH off",
    "lundi au vendredi 9h-17h hors vacances scolaires": "Mo-Fr 09:00-17:00; SH off",
    "Lundi 9h-17h, fermé les jours fériés et pendant les vacances scolaires":
        "Mo 09:00-17:00; SH off; PH off",
    "dimanche et jours fériés fermé, lundi-samedi 9h-19h": "Mo-Sa 09:00-19:00; Su off; PH off",
    # Hours in words, nights, slashes.
    "De 9h à midi": "Mo-Su 09:00-12:00",
    "Vendredi 18h - minuit": "Fr 18:00-24:00",
    "Vendredi 18h-2h": "Fr 18:00-02:00",
    "Lundi de 9 à 12h et de 14 à 18h": "Mo 09:00-12:00,14:00-18:00",
    "lundi 9-12h/14-18h": "Mo 09:00-12:00,14:00-18:00",
    "9h/12h - 14h/17h": "Mo-Su 09:00-12:00,14:00-17:00",
    "lundi au vendredi 9h-18h non-stop": "Mo-Fr 09:00-18:00",
    # To book, or not.
    "Sur rendez-vous": '"sur rendez-vous"',
    "Uniquement sur RDV": '"uniquement sur rendez-vous"',
    "Lundi 9h-12h sans rendez-vous, mardi 14h-16h sur rdv":
        'Mo 09:00-12:00 "sans rendez-vous"; Tu 14:00-16:00 "sur rendez-vous"',
    "Lundi 9h-12h\nMardi 14h-16h\nSur rendez-vous":
        'Mo 09:00-12:00 "sur rendez-vous"; Tu 14:00-16:00 "sur rendez-vous"',
    "Lundi 9h-12h, sur rendez-vous le samedi": 'Mo 09:00-12:00; Sa "sur rendez-vous"',
}  # fmt: skip

LEFT = (
    "Lundi - samedi", "Du lundi au vendredi", "lundi, mercredi", "lundi 9h-12h, mardi",
    "Lundi\nMardi 9h-12h", "Fermé le lundi", "sauf le mercredi",
    "1er et 3ème mardi du mois 9h-12h", "semaines paires : mardi 9h-12h", "2 mardis, 9h-12h",
    "Horaires d’été : lundi 9h-12h", "Lundi 9h-12h sauf en août", "Lundi 9h-12h (été)",
    "Mar 9h-12h", "lundi 9-12 14-18", "9h-8h le lundi", "Lundi 9h-25h", "lundi 9h-30",
    "Lundi 9h75-12h",
    "Lundi jusqu’à 18h", "à partir de 14h", "Mardi 14h", "Mardi 9h, 12h", "lundi 9h-12h et 14h",
    "lundi 14h-18h 9h-12h", "lundi 9h-12h 2h-6h", "Mon 1PM-5", "Mon 13PM-14PM",
    "Mardi matin et jeudi 14h-17h", "lundi matin 14h-17h", "lundi : 9h-12h fermé l’après-midi",
    "lundi au vendredi 9h-18h\nmercredi 14h-20h", "lundi fermé, lundi 9h-12h",
    "9h-12h lundi 14h-16h mardi", "9h-12h, 14h-18h (fermé le mercredi)",
    "lundi 9h-12h sur rendez-vous le samedi", "vacances scolaires : 10h-12h",
    "Lundi 9h-12h et selon disponibilité", "Lundi 9h-12h Tél. 02 31 00 00 00",
    "Mo-Fr 09:00-18:00; Mo-Fr 10:00-17:00;",
    "Nous contacter", "Voir le site internet", "L-V 9h-18h", "02 31 00 00 00", "du 3 au 7 août",
)  # fmt: skip


@pytest.mark.parametrize(("text", "hours"), READ.items())
def test_hours_are_read_as_they_are_meant(text: str, hours: str) -> None:
    assert repair_hours(text) == hours
    validate_hours(hours)


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_read_in_two_ways_is_left_and_to_be_confirmed(text: str) -> None:
    assert repair_hours(text) == text
    assert state_at(text, paris("2026-11-24 10:00")).kind is StateKind.UNKNOWN
    assert plain(sentence(text)) == f"Horaires à confirmer (indication reçue : « {text} »)."


DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WORDS = (
    *DAYS, "lun", "Mo", "Fr-Su", "tous les jours", "week-end", "jours fériés", "vacances", "du",
    "au", "à", "-", "et", ",", ";", "\n", "/", ":", "fermé", "sauf", "matin", "sur rdv", "(", ")",
    ".",
)  # fmt: skip
hours = st.integers(0, 23).map("{}h".format) | st.integers(1, 12).map("{} PM".format)


@given(st.lists(st.sampled_from(WORDS) | hours, max_size=14))
def test_what_is_read_says_the_hours_typed_and_no_other(words: list[str]) -> None:
    text = " ".join(words)
    mended = repair_hours(text)
    if mended == text.strip():
        return
    typed = {
        int(word[:-3]) % 12 + 12 if word.endswith("PM") else int(word[:-1])
        for word in words
        if word[0].isdigit()
    }
    kept = {int(hour) for hour in re.findall(r"(\d\d):00", mended)}
    assert kept - {0, 24} == typed - {0, 24}
    said = plain(sentence(mended))
    assert all(f" {hour} h" in said for hour in typed - {0})


@given(
    st.sets(st.sampled_from(range(7)), min_size=1),
    st.lists(st.integers(1, 23), min_size=2, max_size=6, unique=True).map(sorted),
    st.sampled_from([" et ", ", ", " / ", "\n", " ; "]),
    st.booleans(),
)
def test_a_place_is_open_at_the_hours_that_people_write(
    days: set[int], ends: list[int], joint: str, hours_first: bool
) -> None:
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    said = joint.join(f"de {start}h à {end}h" for start, end in spans)
    named = ", ".join(DAYS[day] for day in sorted(days))
    text = repair_hours(f"{said} {named}" if hours_first else f"{named} : {said}")
    for day in range(7):
        for hour in range(24):
            state = state_at(text, paris(f"2026-11-{23 + day} {hour:02}:30"))
            expected = day in days and any(start <= hour < end for start, end in spans)
            assert (state.kind is StateKind.OPEN) is expected
