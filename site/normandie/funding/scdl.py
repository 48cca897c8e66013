"""The national schema « subventions », read and written: sixteen columns, one row for each
beneficiary of an agreement. Touches no database.

Followed: SCDL « subventions » 2.1.1, the last version found, in the order of its columns. It lets
an association that has no SIRET give its RNA number instead. Two things are looser here: the two
days of a period may be parted by « _ », as in version 1.1, and ``dispositifAide``, meant for an
identifier, may be the name of the scheme. Order of 17 November 2017; dates are of ISO 8601.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from core.batches import batches
from core.pages.spreadsheets import FORMULA_SIGNS
from core.text.cleaning import clean_line
from core.validators import validate_rna, validate_siret

MOST_BYTES, MOST_LINES = 5_000_000, 20_000
BATCH = 200  # rows in a chunk of what is sent
THRESHOLD = Decimal(23_000)  # euros a year; above it, the law wants the row (law 2000-321, art. 10)
CASH, KIND = "aide en numéraire", "aide en nature"
NATURES = (CASH, KIND, f"{CASH};{KIND}", f"{KIND};{CASH}")
AMOUNT = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?")
SHARE = re.compile(r"[01](\.[0-9]{1,4})?")
RAE = re.compile(r"[0-9]{1,5}")
PERSON = re.compile(r"(m\.|mr\.?|mme|mlle|monsieur|madame|mademoiselle)\s", re.IGNORECASE)


class Wrong(ValueError):
    """A value that the schema refuses, with why, in French."""


def _siret(text: str) -> str:
    return _checked(text, validate_siret)


def _rna(text: str) -> str:
    return _checked(text, validate_rna)


def _checked(text: str, validate: Callable[[str], None]) -> str:
    try:
        validate(text)
    except ValidationError as error:
        raise Wrong("; ".join(error.messages)) from error
    return text


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as error:
        raise Wrong("une date s’écrit AAAA-MM-JJ.") from error


def _period(text: str) -> str:
    days = [_day(part) for part in text.replace("_", "/").split("/")]
    if len(days) > 2 or days != sorted(days):
        raise Wrong("une période s’écrit AAAA-MM-JJ/AAAA-MM-JJ, la fin après le début.")
    return "/".join(map(str, days))


def _number(text: str, form: re.Pattern[str], why: str) -> Decimal:
    if not form.fullmatch(text):
        raise Wrong(why)
    return Decimal(text)


def _amount(text: str) -> Decimal:
    return _number(text, AMOUNT, "un montant s’écrit sans espace, avec un point\u00a0: 47800.20.")


def _share(text: str) -> Decimal:
    why = "une part s’écrit de 0.01 à 1, avec un point."
    share = _number(text, SHARE, why)
    if not 0 < share <= 1:
        raise Wrong(why)
    return share


def _nature(text: str) -> str:
    if text not in NATURES:
        raise Wrong(f"les valeurs sont «\u00a0{CASH}\u00a0», «\u00a0{KIND}\u00a0», ou les deux.")
    return text


def _yes_or_no(text: str) -> bool:
    known = {"oui": True, "true": True, "non": False, "false": False}
    if text.lower() not in known:
        raise Wrong("écrivez «\u00a0oui\u00a0» ou «\u00a0non\u00a0».")
    return known[text.lower()]


def _rae(text: str) -> str:
    if not RAE.fullmatch(text):
        raise Wrong("un identifiant RAE compte cinq chiffres au plus.")
    return text


def _legal_person(text: str) -> str:
    if PERSON.match(text):
        raise Wrong("une personne physique ne figure jamais dans ces données.")
    return _text(255)(text)


def _text(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > longest:
            raise Wrong(f"{longest} caractères au plus ({len(text)} ici).")
        if text.startswith(FORMULA_SIGNS):
            raise Wrong(
                "un tableur prendrait ce texte pour une formule\u00a0: commencez par un mot."
            )
        return text

    return read


class Column(NamedTuple):
    """A column of the schema, the field of ``Subvention`` that holds it, and how it is read."""

    name: str
    field: str
    read: Callable[[str], Any]
    required: bool = True


COLUMNS = (
    Column("nomAttribuant", "granter", _text(255)),
    Column("idAttribuant", "granter_siret", _siret),
    Column("dateConvention", "signed_on", _day),
    Column("referenceDecision", "decision", _text(100), required=False),
    Column("nomBeneficiaire", "beneficiary", _legal_person),
    Column("idBeneficiaire", "siret", _siret, required=False),
    Column("rnaBeneficiaire", "rna", _rna, required=False),
    Column("objet", "purpose", _text(256)),
    Column("montant", "amount", _amount),
    Column("nature", "nature", _nature),
    Column("conditionsVersement", "conditions", _text(256)),
    Column("datesPeriodeVersement", "paid_on", _period),
    Column("idRAE", "rae", _rae, required=False),
    Column("notificationUE", "is_notified", _yes_or_no),
    Column("pourcentageSubvention", "share", _share),
    Column("dispositifAide", "scheme_name", _text(255), required=False),
)


@dataclass
class Reading:
    """What a file says: ``rows`` as fields of ``Subvention``; ``errors``, line by line."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def read_csv(content: bytes) -> Reading:
    """Read a file of the schema, UTF-8, with commas or semicolons. It fails on nothing."""
    reading = Reading()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        reading.errors.append(
            "Ce fichier n’est pas en UTF-8\u00a0: enregistrez-le dans cet encodage."
        )
        return reading
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        _read_lines(lines, reading)
    except csv.Error as error:
        reading.errors.append(f"Ce fichier n’est pas un CSV que l’on sache lire\u00a0: {error}.")
    return reading


def _read_lines(lines: "csv.DictReader[str]", reading: Reading) -> None:
    names = [(name or "").strip() for name in lines.fieldnames or ()]
    lines.fieldnames = names
    missing = [each.name for each in COLUMNS if each.required and each.name not in names]
    if missing:
        reading.errors.append(f"Colonnes qui manquent\u00a0: {', '.join(missing)}.")
        return
    seen: dict[tuple[Any, ...], int] = {}
    for line in lines:
        number = lines.line_num
        if len(reading.rows) >= MOST_LINES:
            reading.errors.append(f"Ce fichier dépasse {MOST_LINES} lignes.")
            return
        row = _read_line(line, number, reading.errors)
        first = seen.setdefault(tuple(row.values()), number)
        if first != number:
            reading.errors.append(f"Ligne {number}\u00a0: elle répète la ligne {first}.")
        reading.rows.append(row)


def _read_line(line: dict[str, Any], number: int, errors: list[str]) -> dict[str, Any]:
    row = {}
    for column in COLUMNS:
        typed = line.get(column.name)
        text = clean_line(typed) if isinstance(typed, str) else ""
        try:
            if not text and column.required:
                raise Wrong("cette valeur manque.")
            row[column.field] = column.read(text) if text else ""
        except Wrong as error:
            said = f"«\u00a0{text[:80]}\u00a0»\u00a0: " if text else ""
            errors.append(f"Ligne {number}, {column.name}\u00a0: {said}{error}")
    if row.get("siret") == "" == row.get("rna"):
        errors.append(
            f"Ligne {number}, idBeneficiaire\u00a0: cette valeur manque\u00a0; une association qui "
            "n’a pas de SIRET donne son numéro dans rnaBeneficiaire."
        )
    return row


def write_json(rows: Iterable[Any]) -> Iterator[bytes]:
    """Yield subventions in the columns of the schema, as one array, by chunks."""
    before = b"["
    for batch in batches(rows, BATCH):
        records = (
            {each.name: _value(getattr(row, each.field)) for each in COLUMNS} for row in batch
        )
        yield (
            before
            + ",\n".join(
                json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in records
            ).encode()
        )
        before = b",\n"
    yield b"[]" if before == b"[" else b"]"


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def write_csv(rows: Iterable[Any]) -> Iterator[bytes]:
    """Yield a file of the schema, which ``read_csv`` reads again the same, by chunks."""
    yield _csv_bytes([[each.name for each in COLUMNS]])
    for batch in batches(rows, BATCH):
        yield _csv_bytes([_cell(getattr(row, each.field)) for each in COLUMNS] for row in batch)


def _cell(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else _value(value)


def _csv_bytes(lines: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()
