"""Writing of a record into the sheet of a place, column by column."""

import uuid
from collections.abc import Collection, Iterable

from core.text.cleaning import paragraphs_html
from directory.models import (
    Kind,
    PlacePage,
    Term,
    Vocabulary,
)
from directory.services.standard_mapping import FIELDS, LINE_FIELDS, granted_labels
from directory.standard.fields import CLOSED_LISTS
from directory.standard.record import PlaceRecord

from .reference import Terms, Territory

KIND_OF_TYPOLOGY = {
    "EPN": Kind.EPN,
    "EPI": Kind.EPN,
    "ENM": Kind.EPN,
    "TIERS_LIEUX": Kind.TIERS_LIEU,
    "FABLAB": Kind.TIERS_LIEU,
    "FABRIQUE": Kind.TIERS_LIEU,
}
IDENTITY = {"id", "source", "commune"}  # the commune is known by its code


def columns_to_write(old: PlaceRecord, new: PlaceRecord) -> set[str]:
    """Return the columns of *new* that say something else than *old*.

    Left out: columns that the source does not have, and an unknown SIRET or RNA, which says nothing
    against a known one. The order of a closed list tells nothing.
    """
    changed = {
        name for name in new.given - IDENTITY if _comparable(name, old) != _comparable(name, new)
    }
    return changed if new.pivot else changed - {"pivot"}


def _comparable(name: str, record: PlaceRecord) -> object:
    value = getattr(record, name)
    return frozenset(value) if name in CLOSED_LISTS else value


def write_columns(
    place: PlacePage,
    record: PlaceRecord,
    columns: Collection[str],
    territory: Territory,
    terms: Terms,
) -> None:
    """Set on *place* the given *columns* of *record*; nothing is saved."""
    for column in FIELDS.keys() & columns:
        setattr(place, FIELDS[column], getattr(record, column))
    if "date_maj" in columns:
        place.verified_here = False  # the date is the source's word
    for column in LINE_FIELDS.keys() & columns:
        _write_lines(place, record, column)
    if "pivot" in columns:
        is_rna = record.pivot.startswith("W")
        place.siret = "" if is_rna else record.pivot
        place.rna = record.pivot if is_rna else ""
    if "code_insee" in columns:
        place.commune = territory.commune(record.code_insee)
    if "presentation_detail" in columns:
        write_presentation(place, record.presentation_detail)
    if lists := CLOSED_LISTS.keys() & columns:
        place.terms.set(_new_terms(list(place.terms.all()), record, lists, terms))


def _write_lines(place: PlacePage, record: PlaceRecord, column: str) -> None:
    lines: Iterable[str] = getattr(record, column)
    if column == "autres_formations_labels":  # what the register says is not said twice
        granted = granted_labels(place)
        lines = (line for line in lines if line not in granted)
    setattr(place, LINE_FIELDS[column], "\n".join(lines))


def write_presentation(place: PlacePage, text: str) -> None:
    """Replace the texts of the detailed presentation; its photos stay, after them."""
    others = [dict(block) for block in place.body.raw_data if block["type"] != "text"]
    texts = [{"type": "text", "value": paragraphs_html(text), "id": str(uuid.uuid4())}]
    field = place._meta.get_field("body")
    place.body = field.to_python([*(texts if text else []), *others])


def _new_terms(
    held: Iterable[Term], record: PlaceRecord, lists: Collection[str], terms: Terms
) -> list[Term]:
    """Return the terms that the place is to have: the lists that change, and all the others."""
    changing = {CLOSED_LISTS[column] for column in lists}
    new = [term for term in held if term.vocabulary not in changing]
    for column in lists:
        new += terms.of(CLOSED_LISTS[column], getattr(record, column))
    if Vocabulary.TYPOLOGY in changing:
        new = [*_without(new, Vocabulary.KIND), *_kinds(new, record.typologie, terms)]
    return new


def _without(terms: Iterable[Term], vocabulary: str) -> list[Term]:
    return [term for term in terms if term.vocabulary != vocabulary]


def _kinds(held: Iterable[Term], typologies: Iterable[str], terms: Terms) -> list[Term]:
    """Return the kinds of a place: those it has, and those its typologies tell.

    « Autre lieu d’aide » is for a place of which nothing better is known.
    """
    kinds = {term.code for term in held if term.vocabulary == Vocabulary.KIND} - {Kind.HELP}
    kinds |= {KIND_OF_TYPOLOGY[code] for code in typologies if code in KIND_OF_TYPOLOGY}
    return terms.of(Vocabulary.KIND, sorted(kinds) or [Kind.HELP])
