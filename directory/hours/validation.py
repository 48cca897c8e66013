"""Say what is wrong with hours that cannot be read, and how to write them."""

import re

from django.core.exceptions import ValidationError
from opening_hours import OpeningHours

from core.text.french import typeset

from .repair import repair_hours
from .rules import impossible_date, masked
from .timetable import MAX_LENGTH, ParserError, follows_the_sun, has_open_end, is_readable

INCOMPLETE = "Ces horaires sont incomplets."
EXAMPLE = "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off"
_FRENCH_DAY = (
    r"\b(?:lu|lun|lundis?|ma|mardis?|me|mer|mercredis?|je|jeu|jeudis?|ve|ven|vendredis?"
    r"|sam|samedis?|di|dim|dimanches?)\b"
)
_ENGLISH_DAY = (
    r"\b(?:mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday"
    r"|sat|saturday|sun|sunday)\b"
)
_TWO_LETTERS = "Mo, Tu, We, Th, Fr, Sa, Su (de lundi à dimanche)"
_TIME = re.compile(r"(?<![\d:])(\d{1,3}):(\d\d)(?!\d)")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_POSITION = re.compile(r"--> 1:(\d+)")

REASONS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern, re.IGNORECASE), message)
    for pattern, message in (
        (
            r"[\r\n]",
            "Écrivez les horaires sur une seule ligne, en séparant les règles par « ; ».",
        ),
        (
            _FRENCH_DAY,
            f"Les jours s’écrivent avec les deux lettres d’OpenStreetMap : {_TWO_LETTERS}.",
        ),
        (
            _ENGLISH_DAY,
            f"Les jours s’écrivent en deux lettres, « Su » et non « Sun » : {_TWO_LETTERS}.",
        ),
        (
            r"\d ?h(?!\w*[g-z])",
            "Les heures s’écrivent avec deux points : « 09:00-12:00 » et non « 9h-12h ».",
        ),
        (
            r"(?<!\d)\d{1,2}\.\d\d(?!\d)",
            "Les heures s’écrivent avec deux points : « 09:00 » et non « 9.00 ».",
        ),
        (r"[;,]\s*$", "Retirez le dernier signe : rien ne suit ce « ; » ou cette « , »."),
        (r" {2,}", "Ne laissez qu’un espace entre deux mots."),
        (r";\s*;", "Retirez un des deux « ; » : il n’y a rien entre eux."),
        (
            r"[\u2010-\u2015\u2212]",
            "Utilisez le tiret court du clavier : « 09:00-12:00 ».",
        ),
        (
            r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}",
            "Les dates s’écrivent année, mois en anglais, jour : « 2026 Dec 24 off ».",
        ),
        (
            r":\d\d\s*/\s*\d",
            "Séparez deux plages d’un même jour par une virgule : « 09:00-12:00,14:00-17:00 ».",
        ),
        (
            r"\bferm|\bf[ée]ri|\bvacances",
            "Écrivez « off » pour fermé, « PH » pour les jours fériés, « SH » pour les vacances "
            "scolaires.",
        ),
    )
]


def validate_hours(text: str) -> None:
    """Raise ValidationError unless *text* is OSM hours that can be read, or is empty.

    The message says in French what is wrong and how to write it; it proposes the mended text when
    there is one.
    """
    text = text.strip()
    if not text:
        return
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            typeset(f"Ces horaires comptent {len(text)} caractères : {MAX_LENGTH} au plus."),
            code="too_long",
        )
    if is_readable(text):
        return
    message = _reason(text)
    mended = repair_hours(text)
    example = mended if mended != text else EXAMPLE
    message = typeset(f"{message} Écrivez par exemple :")
    raise ValidationError(f"{message} {example}", code="invalid")


def _reason(text: str) -> str:
    mask = masked(text)
    if _INVISIBLE.search(text):
        return "Ces horaires contiennent un caractère invisible : saisissez-les de nouveau."
    if date := impossible_date(text):
        return f"La date « {date} » n’existe pas."
    if has_open_end(text):
        return "Donnez l’heure de fermeture : « 14:00-18:00 » et non « 14:00+ »."
    if follows_the_sun(text):
        return "Donnez une heure : le lever et le coucher du soleil changent chaque jour."
    if wrong_time := _wrong_time(mask):
        return f"« {wrong_time} » n’est pas une heure."
    if text.count('"') % 2:
        return 'Il manque un guillemet : un commentaire s’écrit entre deux signes « " ».'
    known = (message for pattern, message in REASONS if pattern.search(mask))
    return next(known, "") or _where(text)


def _wrong_time(mask: str) -> str:
    times = _TIME.findall(mask)
    wrong = (time for time in times if int(time[0]) > 48 or int(time[1]) > 59)
    return ":".join(next(wrong, ()))


def _where(text: str) -> str:
    try:
        OpeningHours(text)
    except ParserError as error:
        found = _POSITION.search(str(error))
        rest = text[_start_of_word(text, int(found[1]) - 1) :].strip() if found else ""
        return (
            f"Ces horaires ne se lisent plus à partir de « {rest[:30]} »." if rest else INCOMPLETE
        )
    return (
        "Une règle des vacances scolaires (SH) ou des jours fériés (PH) peut se lire de deux "
        "façons : écrivez « SH Mo-Fr 10:00-12:00 » ou « SH off »."
    )


def _start_of_word(text: str, position: int) -> int:
    while position and text[position - 1].isalnum():
        position -= 1
    return position
