"""What is asked of the public register of labels, and the attributions that fit."""

from functools import reduce
from operator import or_

from django.db.models import Q

from core.listing.choices import named, read_choices
from core.listing.filters import AskedLabel, Choices, ClosedListFilter, Filter
from core.listing.params import KnownValues, SearchParams
from core.listing.search import Search
from core.text.words import fold, fold_name
from directory.caches import directory_cache
from directory.models import Departement, DirectoryPage, Label, LabelGrant
from directory.models.label import LabelGrantQuerySet, Standing


class HolderFilter(Filter[str, LabelGrantQuerySet]):
    """Words of the name of the place or of its commune, or a number of the register."""

    params = ("q",)
    title = "Nom du lieu, commune ou numéro"

    def read(self, params: SearchParams) -> str | None:
        return params.text("q") or None

    def narrow(self, rows: LabelGrantQuerySet, value: str) -> LabelGrantQuerySet:
        for word in value.split():
            rows = rows.filter(
                Q(place__sort_name__contains=fold(word))
                | Q(place__commune__folded_name__contains=fold_name(word))
                | Q(number__icontains=word)
            )
        return rows

    def labels(self, value: str, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(f"«\u00a0{value}\u00a0»", [("q", value)])]


class GrantListFilter(ClosedListFilter[LabelGrantQuerySet]):
    """A closed list whose values are held by *column* of the attributions."""

    def __init__(self, name: str, title: str, model: type, value: str, column: str) -> None:
        super().__init__(name, title, named(model, value))
        self.column = column

    def narrow(self, rows: LabelGrantQuerySet, value: Choices) -> LabelGrantQuerySet:
        return rows.filter(**{f"{self.column}__in": [choice.value for choice in value]})


class StandingFilter(ClosedListFilter[LabelGrantQuerySet]):
    """Where attributions stand today."""

    def narrow(self, rows: LabelGrantQuerySet, value: Choices) -> LabelGrantQuerySet:
        standing = (
            LabelGrant.objects.standing(Standing(choice.value)).order_by() for choice in value
        )
        return rows.filter(reduce(or_, (Q(pk__in=each.values("pk")) for each in standing)))


class RegisterSearch(Search):
    """What a visitor asks of the register."""

    filters = (
        HolderFilter(),
        GrantListFilter("label", "Label", Label, "slug", "label__slug"),
        GrantListFilter(
            "departement", "Département", Departement, "code", "place__commune__departement"
        ),
        StandingFilter("situation", "Situation", dict(Standing.choices)),
    )
    cache = directory_cache

    @classmethod
    def known_values(cls) -> KnownValues:
        """Return the closed lists, beside those of the places in the same cache."""
        lists = cls.closed_lists()
        return cls.cache.get_or_compute("register-choices", (), lambda: read_choices(lists))

    def grants(self, directory: DirectoryPage | None) -> LabelGrantQuerySet:
        """Return the attributions that fit, by place; none while the *directory* is closed."""
        rows = LabelGrant.objects.of_published_places().read_with_place()
        found = self.narrow(rows if directory else rows.none())
        return found.order_by("place__sort_name", "place_id", "-granted_on", "number")
