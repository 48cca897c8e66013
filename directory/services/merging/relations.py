"""What points to the sheet of a place, and what becomes of it where two sheets are merged.

Each app says it of its own tables (``merging.py``), as the directory knows none of them. A relation
of which nobody said anything is a fault of the site (``directory.E004``): its rows would stay with
a sheet that nobody reads.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Field

from directory.models import PlacePage

Pass = Callable[[PlacePage, PlacePage], None]  # from the sheet that is withdrawn to the one kept

_passed: dict[str, Pass | None] = {}  # None where the rows stay with the sheet that is withdrawn


def stays(*relations: str) -> None:
    """Say that the rows of *relations* (« app.Model.field ») stay with the withdrawn sheet."""
    _passed.update(dict.fromkeys(relations))


def follows(*relations: str, by: Pass | None = None) -> None:
    """Say that the rows of *relations* go to the sheet that is kept, by an update or *by*."""
    for relation in relations:
        _passed[relation] = by or _update(relation)


def pass_on(withdrawn: PlacePage, kept: PlacePage) -> None:
    """Have all that follows go from a sheet to the other."""
    for each in dict.fromkeys(filter(None, _passed.values())):
        each(withdrawn, kept)


def what_follows(place: PlacePage) -> list[tuple[str, int]]:
    """Return what goes with *place* where it is merged in another: its name, how many."""
    counts = [("événements", place.get_children().count())]
    for name, field in relations():
        if _passed.get(name) and field.model._meta.app_label not in ("home", "wagtailredirects"):
            model: Any = field.model
            number = model._default_manager.filter(**{field.name: place.pk}).count()
            is_through = model._meta.auto_created
            called = "gestionnaires" if is_through else str(model._meta.verbose_name_plural)
            counts.append((called, number))
    return [(called, number) for called, number in counts if number]


def relations() -> Iterator[tuple[str, Field]]:
    """Yield every key to a place or to its page, of any table, under its name."""
    for relation in PlacePage._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model:
            field = relation.field
            yield f"{relation.related_model._meta.label}.{field.name}", field


def unforeseen() -> list[str]:
    """Return the relations of which nobody said what becomes."""
    return sorted(name for name, _ in relations() if name not in _passed)


def unknown() -> list[str]:
    """Return what was said of relations that are none."""
    return sorted(_passed.keys() - {name for name, _ in relations()})


def _update(relation: str) -> Pass:
    def update(withdrawn: PlacePage, kept: PlacePage) -> None:
        field: Any = next(field for name, field in relations() if name == relation)
        field.model._default_manager.filter(**{field.name: withdrawn.pk}).update(
            **{field.attname: kept.pk}
        )

    return update
