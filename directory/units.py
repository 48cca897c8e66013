"""What a sheet is made of, unit by unit: compared, copied from one version to another, and said.

A unit is a field of ``PlacePage``, one of its closed lists (a ``Vocabulary``), or a list of details
(formulas, rooms, photos, stops). It is the grain at which two people may write at once: each keeps
what the other did not touch.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from wagtail.fields import StreamField

from core.text.formats import euros, phone
from core.text.french import capitalised
from directory.hours import WeeklyHours, sentence
from directory.models import Formula, PlacePage, PlacePhoto, Room, Stop, Vocabulary

# The model of each list of details, and what one of them says: not its key, new in each version.
DETAILS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "formulas": (Formula, ("desk", "period", "price", "note")),
    "rooms": (Room, ("name", "capacity", "equipment", *Room.PRICES, "price_note")),
    "photos": (PlacePhoto, ("image_id", "alt_text", "credit")),
    "stops": (
        Stop,
        (
            *("rhythm", "weekday", "date", "starts_at", "ends_at", "on_holidays", "off_school"),
            *("commune_id", "spot", "note", "latitude", "longitude"),
        ),
    ),
}
DETAIL_LABELS = {
    "formulas": "Prix",
    "rooms": "Salles à réserver",
    "photos": "Photos",
    "stops": "Passages",
}
MAX_PHOTOS = 12
NOTHING = "Rien n’est indiqué."

Version = Mapping[str, str]  # the digest of each unit


def version_of(place: PlacePage, units: Iterable[str]) -> dict[str, str]:
    """Return what tells whether each of *units* of *place* has changed since."""
    return {unit: _digest(_value(place, unit)) for unit in units}


def copy_units(source: PlacePage, target: PlacePage, units: Iterable[str]) -> None:
    """Write *units* of *source* on *target*, another version of the sheet; nothing is saved."""
    for unit in units:
        if isinstance(unit, Vocabulary):
            kept = [term for term in target.terms.all() if term.vocabulary != unit]
            target.terms = kept + source.terms_of(unit)
        elif unit in DETAILS:
            rows = [facts_of(each, unit) for each in _all(source, unit)]
            setattr(target, unit, details(unit, rows))
        else:
            field = PlacePage._meta.get_field(unit)
            setattr(target, field.attname, getattr(source, field.attname))


def details(unit: str, rows: Iterable[Mapping[str, Any]]) -> list[Model]:
    """Return *rows* as details of the list *unit*, in their order; nothing is saved."""
    model, names = DETAILS[unit]
    return [
        model(sort_order=number, **{name: row[name] for name in names if name in row})
        for number, row in enumerate(rows)
    ]


def label_of(unit: str) -> str:
    """Return what managers call *unit*."""
    if isinstance(unit, Vocabulary):
        return str(unit.label)
    if unit in DETAIL_LABELS:
        return DETAIL_LABELS[unit]
    field = PlacePage._meta.get_field(unit)
    return capitalised("nom du lieu" if unit == "title" else str(field.verbose_name))


def said(place: PlacePage, unit: str) -> list[str]:
    """Return what *place* says of *unit*, line by line."""
    if isinstance(unit, Vocabulary):
        lines = [str(term) for term in place.terms_of(unit)]
    elif unit in DETAILS:
        lines = [_said_detail(each) for each in _all(place, unit)]
    else:
        lines = _said_field(place, unit)
    return [line for line in lines if line] or [NOTHING]


def _said_field(place: PlacePage, unit: str) -> list[str]:
    value = getattr(place, unit)
    if unit == "hours":
        return [sentence(value) or value]
    if unit == "phone":
        return [phone(value)]
    if unit == "body":
        return [place.body_text]
    return [] if value is None else str(value).splitlines()


def _said_detail(detail: Any) -> str:
    if isinstance(detail, Formula):
        price = "sur devis" if detail.price is None else euros(detail.price)
        return " – ".join(filter(None, [f"{detail}\u00a0: {price}", detail.note]))
    if isinstance(detail, Room):
        people = f"{detail.capacity} personnes" if detail.capacity else ""
        told = [detail.name, people, detail.equipment, ", ".join(detail.said_prices)]
        return " – ".join(filter(None, told))
    if isinstance(detail, Stop):
        return " – ".join(filter(None, [capitalised(str(detail)), detail.note]))
    return " – ".join(filter(None, [detail.alt_text, detail.credit]))


def _all(place: PlacePage, unit: str) -> list[Any]:
    return list(getattr(place, unit).all())


def facts_of(detail: Any, unit: str) -> dict[str, Any]:
    """Return what a *detail* of the list *unit* says, as ``details`` takes it."""
    return {name: getattr(detail, name) for name in DETAILS[unit][1]}


def _value(place: PlacePage, unit: str) -> Any:
    """Return what is compared: the same for the same words, whatever the keys behind them."""
    if isinstance(unit, Vocabulary):
        return sorted(term.pk for term in place.terms_of(unit))
    if unit in DETAILS:
        return [_as_kept(facts_of(each, unit)) for each in _all(place, unit)]
    field = PlacePage._meta.get_field(unit)
    if isinstance(field, StreamField):
        return [[block["type"], block["value"]] for block in place.body.raw_data]
    value = getattr(place, field.attname)
    return _as_typed(value) if unit == "hours" else value


def _as_kept(facts: dict[str, Any]) -> dict[str, Any]:
    """Write what a detail says as the database does: a price typed « 10 » is « 10.00 » there."""
    return {
        name: f"{value:.2f}" if isinstance(value, Decimal) else value
        for name, value in facts.items()
    }


def _as_typed(hours: str) -> str:
    """Write *hours* as the table of the form would give them back untouched."""
    table = WeeklyHours.from_osm(hours)
    return table.to_osm() if table else hours


def _digest(value: Any) -> str:
    text = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
