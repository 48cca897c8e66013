"""What points to the sheet of a place, and what becomes of it where two sheets are merged.

Each app says it of its own tables (``merging.py``), as the directory knows none of them. A relation
of which nobody said anything is a fault of the site (``directory.E006``): its rows would stay with
a sheet that nobody reads.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field

from directory.models import PlacePage

EVENTS, CALLED = "events", "événements"  # what moves by the tree, and has no key to its place
Moved = dict[str, list[Any]]  # by relation, what is needed to have its rows back; JSON holds it
# From the sheet that is withdrawn to the one kept; what it returns is given to what undoes it.
Pass = Callable[[PlacePage, PlacePage], list[Any] | None]
# What had passed, from the sheet that was kept to the one that is published again.
Back = Callable[[list[Any], PlacePage, PlacePage], None]


@dataclass(frozen=True)
class Fate:
    """How rows pass from a sheet to another, and ``back``: None for what cannot be parted."""

    there: Pass
    back: Back | None


_fates: dict[str, Fate | None] = {}  # None where the rows stay with the sheet that is withdrawn


def stays(*relations: str) -> None:
    """Say that the rows of *relations* (« app.Model.field ») stay with the withdrawn sheet."""
    _fates.update(dict.fromkeys(relations))


def follows(*relations: str, by: Pass | None = None, back: Back | None = None) -> None:
    """Say that the rows of *relations* go to the sheet that is kept, by an update or *by*.

    Args:
        back: what undoes *by*; without it, the rows are still of the kept sheet once the merge is
            undone. What an update does, an update undoes.
    """
    for relation in relations:
        _fates[relation] = Fate(by, back) if by else Fate(_update(relation), rows_back(relation))


def pass_on(withdrawn: PlacePage, kept: PlacePage) -> Moved:
    """Have all that follows go from a sheet to the other; return what ``pass_back`` takes."""
    fates = {fate.there: (name, fate) for name, fate in _fates.items() if fate}
    passed = {name: (fate.there(withdrawn, kept) or [], fate) for name, fate in fates.values()}
    return {name: keys for name, (keys, fate) in passed.items() if keys and fate.back}


def pass_back(moved: Moved, kept: PlacePage, published: PlacePage) -> None:
    """Have what followed a sheet return to it, but what went elsewhere since."""
    for name, keys in moved.items():
        fate = _fates.get(name)
        if fate and fate.back:
            fate.back(keys, kept, published)


def what_follows(place: PlacePage) -> list[tuple[str, int]]:
    """Return what goes with *place* where it is merged in another: its name, how many."""
    counts = [(CALLED, place.get_children().count())]
    for name, field in relations():
        if _fates.get(name) and _is_said(field):
            model: Any = field.model
            number = model._default_manager.filter(**{field.name: place.pk}).count()
            counts.append((_called(field), number))
    return [(called, number) for called, number in counts if number]


def what_returns(moved: Moved) -> list[tuple[str, int]]:
    """Return what goes back to a sheet where its merge is undone: its name, how many."""
    rows = [
        (_called(field), len(moved[name]))
        for name, field in relations()
        if name in moved and _is_said(field)
    ]
    return [(CALLED, len(moved[EVENTS])), *rows] if EVENTS in moved else rows


def relations() -> Iterator[tuple[str, Field]]:
    """Yield every key to a place or to its page, of any table, under its name."""
    for relation in PlacePage._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model:
            field = relation.field
            yield f"{relation.related_model._meta.label}.{field.name}", field


def unforeseen() -> list[str]:
    """Return the relations of which nobody said what becomes."""
    return sorted(name for name, _ in relations() if name not in _fates)


def unknown() -> list[str]:
    """Return what was said of relations that are none."""
    return sorted(_fates.keys() - {name for name, _ in relations()})


def rows_back(relation: str) -> Back:
    """Return what gives the rows of *relation*, by their keys, back to their sheet."""

    def back(keys: list[Any], kept: PlacePage, published: PlacePage) -> None:
        _rows(relation, kept).filter(pk__in=keys).update(**{_field(relation).attname: published.pk})

    return back


def _update(relation: str) -> Pass:
    def update(withdrawn: PlacePage, kept: PlacePage) -> list[Any]:
        rows = _rows(relation, withdrawn)
        keys = list(rows.values_list("pk", flat=True))
        rows.update(**{_field(relation).attname: kept.pk})
        return keys

    return update


def _rows(relation: str, place: PlacePage) -> Any:
    field: Any = _field(relation)
    return field.model._default_manager.filter(**{field.name: place.pk})


def _field(relation: str) -> Field:
    return next(field for name, field in relations() if name == relation)


def _called(field: Any) -> str:
    meta = field.model._meta
    return "gestionnaires" if meta.auto_created else str(meta.verbose_name_plural)


def _is_said(field: Any) -> bool:
    return field.model._meta.app_label not in ("home", "wagtailredirects")
