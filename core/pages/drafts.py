"""The version of a page that is not published yet, and what it costs to read one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from django.db.models import Field, ForeignKey, Model, Value
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Page

P = TypeVar("P", bound=Page)


def draft_of(page: P) -> P | None:
    """Return the version of *page* that is not published yet; None where there is none.

    It waits for the team, was sent back by it, or is being written: a page has one draft.
    """
    if not page.has_unpublished_changes or page.latest_revision is None:
        return None
    draft: Any = page.with_content_json(page.latest_revision.content)
    return draft


class BulkKeyCheck(ClusterableModel):
    """Pages whose versions are read with one query for all the keys in them, not one for each.

    Wagtail makes sure, key by key, that what a version names is still there: a photo that was
    erased since, the author of a remark. Where all is there, asked at once, it need not.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        check_fks = check_fks and not _all_exist(cls, data)
        return super().from_serializable_data(data, check_fks, strict_fks)


def _all_exist(model: type[Model], data: Mapping[str, Any]) -> bool:
    """Whether every key that a version of *model* holds is still one. One query."""
    wanted: dict[Field, set[Any]] = defaultdict(set)
    for target, key in _keys(model, data):
        wanted[target].add(target.to_python(key))
    rows = [
        target.model._default_manager.filter(**{f"{target.name}__in": keys})
        .order_by()
        .values_list(Value(1))
        for target, keys in wanted.items()
    ]
    found = rows[0].union(*rows[1:], all=True).count() if rows else 0
    return found == sum(map(len, wanted.values()))


def _keys(
    model: type[Model], data: Mapping[str, Any], parent: Field | None = None
) -> Iterator[tuple[Field, Any]]:
    """Yield each key of *data*, a version of *model*, after the field that it is a value of.

    Not the one to the *parent* that the version is read with.
    """
    for field in model._meta.concrete_fields:
        if not isinstance(field, ForeignKey) or field is parent:
            continue
        if (key := data.get(field.name)) is not None:
            yield field.target_field, key
    for relation in get_all_child_relations(model):
        for detail in data.get(relation.get_accessor_name(), ()):
            yield from _keys(relation.related_model, detail, relation.field)
