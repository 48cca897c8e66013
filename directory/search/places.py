"""What is asked of the directory, and the places that fit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from django.db.models import F, OrderBy

from core.listing.addresses import Pairs
from core.listing.params import SearchParams
from core.listing.search import Search
from directory.caches import directory_cache
from directory.guide.need import Clue, Need
from directory.models import Kind, PlacePage, Vocabulary
from directory.querysets import PlaceQuerySet

from .everyday import Meaning
from .filters import FILTERS
from .near import Near
from .opening import Opening
from .place_text import PlaceText
from .rounds import but_apart, round_last

ORDERS = {
    "pertinence": "Pertinence",
    "distance": "Les plus proches",
    "nom": "Par nom",
    "prix": "Les moins chers",
    "fraicheur": "Fiches vérifiées récemment",
}
USUAL_ORDERS = ("distance", "pertinence", "nom")
ORDER_BY: dict[str, list[str | OrderBy]] = {
    # Of a commune alone, a place without a point is there too: the last one on every database.
    "distance": [F("distance").asc(nulls_last=True), "sort_name", "pk"],
    "fraicheur": ["-verified_on", "sort_name", "pk"],
    "prix": [F("day_price").asc(nulls_last=True), "sort_name", "pk"],
    "pertinence": ["-relevance", "sort_name", "pk"],
    "nom": ["sort_name", "pk"],
}


@dataclass(frozen=True)
class PlaceSearch(Search):
    """What a visitor asks of the directory; ``typed_order`` is one of ``ORDERS``, or empty."""

    filters = FILTERS
    cache = directory_cache

    typed_order: str = ""

    @classmethod
    def params(cls) -> list[str]:
        return [*super().params(), "tri"]

    @classmethod
    def read_params(cls, params: SearchParams) -> Self:
        search = super().read_params(params)
        if search.near and search.text:
            search = search.replace(q=search._told_near())
        typed = params.text("tri")
        if typed == "distance" and not search.near:
            params.say("Indiquez une commune pour classer les lieux par distance.")
        elif typed and typed not in ORDERS:
            params.say("Cet ordre n’existe pas\u00a0: nous avons choisi l’ordre habituel.")
        return replace(search, typed_order=typed if typed in ORDERS else "")

    def _told_near(self) -> PlaceText:
        """Return the text with what places near answer of it: those further on are no help."""
        near = self.only("commune")
        return self.asked_text.among(near.fitting(), tuple(near.pairs))

    @property
    def asked_text(self) -> PlaceText:
        return self.values.get("q", PlaceText())

    @property
    def text(self) -> str:
        return self.asked_text.typed

    @property
    def near(self) -> Near:
        return self.values.get("commune", Near())

    @property
    def need(self) -> Need | None:
        return self.values.get("besoin")

    @property
    def opening(self) -> Opening | None:
        return self.values.get("ouvert")

    @property
    def meanings(self) -> list[Need | Meaning]:
        """What the places may answer surely or likely: the need asked, what the text means."""
        return [*([self.need] if self.need else []), *self.asked_text.meanings]

    @property
    def seeks_desk(self) -> bool:
        """Whether a place to work is sought: the price of a day then tells places apart."""
        return (
            Kind.TIERS_LIEU in self.chosen.get("type", [])
            or bool({"prix", "coworking"} & self.chosen.keys())
            or any(clue.vocabulary == Vocabulary.COWORKING for clue in self._clues())
        )

    def _clues(self) -> Iterator[Clue]:
        """Yield what surely answers the need asked, and what the text means."""
        for meaning in self.meanings:
            yield from meaning.sure

    @cached_property
    def orders(self) -> dict[str, str]:
        """The orders that mean something for the search, with their labels."""
        idle = {"distance"} if not self.near else set()
        if not self.text:
            idle.add("pertinence")
        if not (self.seeks_desk or self.typed_order == "prix"):
            idle.add("prix")
        return {order: label for order, label in ORDERS.items() if order not in idle}

    @property
    def chosen_order(self) -> str:
        """The order typed, as long as it means something; empty for the usual one."""
        return self.typed_order if self.typed_order in self.orders else ""

    @property
    def order(self) -> str:
        """The order chosen, or the one that helps most: near first, else relevant, else name."""
        return self.chosen_order or next(each for each in USUAL_ORDERS if each in self.orders)

    def write_pairs(self) -> Pairs:
        chosen = [("tri", self.chosen_order)] if self.chosen_order else []
        return super().write_pairs() + chosen

    def narrow(self, rows: Any) -> Any:
        """Keep of *rows* those that fit: around a point they are few."""
        if self.near and self.text:
            return self.asked_text.narrow_few(self.without("q").narrow(rows))
        narrowed = super().narrow(rows)
        if self.near and self.opening:
            return but_apart(narrowed, self.near, self.opening)
        return narrowed

    def fitting(self) -> PlaceQuerySet:
        """Return the published places that fit, in any order: what is counted."""
        places: PlaceQuerySet = self.narrow(PlacePage.objects.published()).order_by()
        return places

    def places(self) -> PlaceQuerySet:
        """Return the published places that fit, in the order asked; the page is not applied.

        Those known to be open, then those sure to answer the need, come first. What moves, nobody
        knows where, comes after the others.
        """
        first = ["hours_unknown"] if self.opening else []
        if not self.chosen_order:
            first += ["unsure"] if self.need else []
            first += ["doubt"] if self.asked_text.meanings else []
        places = self.fitting()
        if not self.chosen_order:
            places = round_last(places)
            first.append("moves")
        if self.text:
            places = self.asked_text.ranked(places)
        return places.order_by(*first, *ORDER_BY[self.order])
