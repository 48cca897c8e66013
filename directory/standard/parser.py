"""From the texts of a row to a record, or to the reasons why there is none."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from core.phones import parse_phone
from core.text.cleaning import clean_line, clean_lines, distinct
from core.validators import validate_rna, validate_siret
from directory.hours import repair_hours

from .contact import PartlyWrong, parse_emails, parse_url, parse_urls, wrong_items
from .fields import (
    CLOSED_LISTS,
    COLUMNS,
    INDISPENSABLE,
    NUMBERS,
    OBSOLETE_LABELS,
    SEPARATOR,
    Column,
)
from .legacy import modernise
from .record import PlaceRecord, Problem
from .vocabularies import VOCABULARIES

MAX_CELL = 100_000  # characters: beyond it, a cell is a mistake or an attack
MAX_HOURS = 1_000
MAX_STACK = 30  # accents on one letter (UAX #15, stream-safe text): more take seconds to sort
INSEE_CODE = re.compile(r"([013-9][0-9]|2[AB1-9])[0-9]{3}")
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?")
LIST_SEPARATORS = re.compile(r"[|;]")
# The schema contradicts itself on this one: its pattern lacks the space.
VARIANTS = {"Étapes numériques(La Poste)": "Étapes numériques (La Poste)"}


def parse_row(row: Mapping[str, str]) -> PlaceRecord | list[Problem]:
    """Return the record that *row* describes, or all that keeps it from describing a place.

    A wrong value where none is needed costs itself: ``PlaceRecord.left_out`` says it.
    *row* maps columns of the standard (or of schema 0.1) to texts; other columns are ignored, but
    for the extras that an adapter gives (``fields.EXTRAS``).
    """
    unreadable = _unreadable(row)
    wrong = {problem.field for problem in unreadable}
    if wrong & INDISPENSABLE:
        return unreadable
    cells = modernise({name: text for name, text in row.items() if name not in wrong})
    values, problems = _values(cells, wrong)
    if ("latitude" in values) != ("longitude" in values) and not wrong & NUMBERS:
        wrong.add("latitude")
        problems.append(Problem("latitude", "La latitude et la longitude vont ensemble."))
    if any(each.field in INDISPENSABLE or _is_missing(each) for each in problems):
        return unreadable + problems  # all of them, to be mended at once
    record = PlaceRecord(**{"pivot": ""} | values, given=frozenset(cells))
    told = tuple(unreadable + problems)
    return replace(record.without(Problem(name, "") for name in wrong), left_out=told)


def _values(cells: Mapping[str, str], wrong: set[str]) -> tuple[dict[str, Any], list[Problem]]:
    """Return what *cells* hold, and what is wrong in them.

    *wrong* names the columns of which nothing is kept, and gains those that are found here.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for column in COLUMNS:
        if column.name in wrong:
            continue
        try:
            value = _value(column, cells.get(column.name, ""))
        except PartlyWrong as error:
            value = error.kept
            problems += [Problem(column.name, reason) for reason in error.reasons]
        except ValueError as error:
            wrong.add(column.name)
            problems.append(Problem(column.name, str(error)))
            continue
        values |= {} if value is None else {column.name: value}
    if "hours_note" in cells:
        values["hours_note"] = clean_line(cells["hours_note"])
    return values, problems


def _is_missing(problem: Problem) -> bool:
    return problem.reason in MISSING.values()


def _value(column: Column, cell: str) -> Any:
    """Return the value of a cell, None for an empty one.

    Raises:
        PartlyWrong: some values of a list are right.
        ValueError: it cannot be one.
    """
    text = clean_lines(cell) if column.name == "presentation_detail" else clean_line(cell)
    if text:
        return PARSERS.get(column.name, str)(text)
    if column.required:
        raise ValueError(MISSING.get(column.name, "Cette colonne est obligatoire."))
    return None


MISSING = {
    "pivot": "Cette colonne est obligatoire\u00a0: quatorze zéros quand le numéro n’est pas connu.",
}


def _unreadable(row: Mapping[str, str]) -> list[Problem]:
    problems = []
    for name, text in row.items():
        if len(text) > MAX_CELL:
            problems.append(Problem(name, f"Ce texte dépasse {MAX_CELL} caractères."))
        elif stacks_accents(text):
            problems.append(Problem(name, "Ce texte empile des accents sur une même lettre."))
        elif "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
            problems.append(Problem(name, "Ce texte contient un caractère interdit."))
    return problems


def stacks_accents(text: str) -> bool:
    """Say whether a letter of *text* bears more than ``MAX_STACK`` combining marks."""
    height = 0
    for char in "" if text.isascii() else text:
        height = height + 1 if unicodedata.combining(char) else 0
        if height > MAX_STACK:
            return True
    return False


def parse_pivot(text: str) -> str:
    """Return a SIRET, an RNA number, or nothing for the zeros that stand for « unknown »."""
    number = text.replace(" ", "").upper()
    if not number.strip("0"):
        return ""
    try:
        if number.startswith("W"):
            validate_rna(number)
        else:
            validate_siret(number)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
    return number


def parse_postcode(text: str) -> str:
    postcode = text.replace(" ", "")
    if not re.fullmatch(r"[0-9]{5}", postcode):
        raise ValueError(f"«\u00a0{text[:20]}\u00a0» n’est pas un code postal de cinq chiffres.")
    return postcode


def parse_insee_code(text: str) -> str:
    if not INSEE_CODE.fullmatch(text.upper()):
        raise ValueError(f"«\u00a0{text[:20]}\u00a0» n’est pas un code INSEE de commune.")
    return text.upper()


def parse_degrees(text: str) -> float:
    if not NUMBER.fullmatch(text) or not math.isfinite(number := float(text.replace(",", "."))):
        raise ValueError(f"«\u00a0{text[:20]}\u00a0» n’est pas une coordonnée en degrés décimaux.")
    return number


def parse_date(text: str) -> date:
    """Return a date written YYYY-MM-DD; a time after it is left out."""
    try:
        day = date.fromisoformat(re.split("[T ]", text)[0])
    except ValueError:
        raise ValueError(
            f"«\u00a0{text[:20]}\u00a0» n’est pas une date au format AAAA-MM-JJ."
        ) from None
    if day > date.today() + timedelta(days=1):  # a day of margin for time zones
        raise ValueError("Cette date est dans le futur.")
    return day


def parse_hours(text: str) -> str:
    """Return the hours, repaired where that makes them readable, else as they are."""
    if len(text) > MAX_HOURS:
        raise ValueError(f"Ces horaires dépassent {MAX_HOURS} caractères.")
    return repair_hours(text)


def parse_other_labels(text: str) -> tuple[str, ...]:
    items = distinct(item.strip() for item in text.split(SEPARATOR))
    return tuple(item for item in items if item not in OBSOLETE_LABELS)


def _closed_list(vocabulary: str) -> Callable[[str], tuple[str, ...]]:
    codes = {entry.code: entry.code for entry in VOCABULARIES[vocabulary]} | VARIANTS

    def parse(text: str) -> tuple[str, ...]:
        plain = re.sub(r"\s+", " ", text.replace("’", "'"))
        items = distinct(item.strip() for item in LIST_SEPARATORS.split(plain))
        known = distinct(codes[item] for item in items if item in codes)
        if unknown := [item for item in items if item not in codes]:
            raise wrong_items(
                known,
                [
                    f"«\u00a0{item[:100]}\u00a0» n’est pas une valeur de cette liste."
                    for item in unknown
                ],
            )
        return known

    return parse


PARSERS: dict[str, Callable[[str], Any]] = {
    "pivot": parse_pivot,
    "code_postal": parse_postcode,
    "code_insee": parse_insee_code,
    "latitude": parse_degrees,
    "longitude": parse_degrees,
    "telephone": parse_phone,
    "courriels": parse_emails,
    "site_web": parse_urls,
    "horaires": parse_hours,
    "date_maj": parse_date,
    "autres_formations_labels": parse_other_labels,
    "fiche_acces_libre": parse_url,
    "prise_rdv": parse_url,
    **{name: _closed_list(vocabulary) for name, vocabulary in CLOSED_LISTS.items()},
}
