"""What an address names with dates: some places (« ?lieu= »), or some pôles (« ?pole= »)."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import Page

from core.listing.addresses import Pairs
from core.listing.filters import AskedLabel
from core.listing.params import MAX_VALUES, SearchParams
from directory.models import PlacePage, PolePage
from directory.querysets import PlaceQuerySet
from directory.search.named_places import find_named
from directory.search.poles import communes_of_poles, find_poles, places_in
from events.querysets import OccurrenceQuerySet, directory_is_open

from .coming import ComingDates
from .date_filter import DateFilter


class NamedPagesFilter(DateFilter[list[Any]]):
    """Dates at the places that some pages are, or have; ``nouns``: what one is called, and some."""

    repeats = True
    nouns = ("", "")

    @abstractmethod
    def find(self, names: Iterable[str]) -> Mapping[str, Page]:
        """Return the pages that *names* name, by name."""

    def read(self, params: SearchParams) -> list[Page]:
        typed = list(dict.fromkeys(params.texts(self.name)))
        if not typed:
            return []
        names = typed[:MAX_VALUES]
        found = self.find(names)
        for name in names:
            if name not in found:
                params.say(
                    f"Nous ne connaissons pas de {self.nouns[0]} «\u00a0{name}\u00a0»\u00a0: "
                    "il est ignoré."
                )
        if len(typed) > MAX_VALUES:
            params.say(
                f"Vous avez choisi plus de {MAX_VALUES} {self.nouns[1]}\u00a0: seuls les "
                f"{MAX_VALUES} premiers comptent."
            )
        if not found:
            params.ignored.add(self.name)
        return list(dict.fromkeys(found[name] for name in names if name in found))

    def query_pairs(self, value: list[Page]) -> Pairs:
        return [(self.name, page.slug) for page in value]

    def labels(self, value: list[Page], *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(page.title, [(self.name, page.slug)]) for page in value]


class PlacesFilter(NamedPagesFilter):
    """Dates at one of some places."""

    params = ("lieu",)
    title = "Lieu"
    nouns = ("lieu", "lieux")

    def find(self, names: Iterable[str]) -> Mapping[str, PlacePage]:
        return find_named(PlacePage.objects.published().filter(directory_is_open()), names)

    def narrow(self, rows: OccurrenceQuerySet, value: list[PlacePage]) -> OccurrenceQuerySet:
        return rows.filter(place__in=value)

    def among(self, dates: ComingDates, value: list[PlacePage]) -> int:
        return dates.at_places(place.pk for place in value)


class PolesFilter(NamedPagesFilter):
    """Dates in the territory of one of some pôles de proximité: what their own pages show.

    It is no list of the panel, which each visit would count: the page of a pôle leads to it.
    """

    params = ("pole",)
    title = "Pôle de proximité"
    nouns = ("pôle", "pôles")

    def find(self, names: Iterable[str]) -> Mapping[str, PolePage]:
        return find_poles(names)

    def narrow(self, rows: OccurrenceQuerySet, value: list[PolePage]) -> OccurrenceQuerySet:
        return rows.at_places(self._places(value))

    def among(self, dates: ComingDates, value: list[PolePage]) -> int:
        return dates.at_places(self._places(value).order_by().values_list("pk", flat=True))

    @staticmethod
    def _places(poles: list[PolePage]) -> PlaceQuerySet:
        return places_in(communes_of_poles([pole.pk for pole in poles]))
