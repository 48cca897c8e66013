"""The filters of the directory. To add one, write it in its module and list it in ``FILTERS``."""

from typing import Any

from core.listing.addresses import Pairs
from core.listing.choices import named
from core.listing.filters import AskedLabel, Filter, Loosening
from core.listing.params import SearchParams
from directory.models import Departement, Epci, Label
from directory.querysets import PlaceQuerySet

from .closed_lists import DEPARTEMENTS, EPCIS, LABELS, PlaceListFilter
from .near import NearPlaces
from .needs import NeedFilter
from .opening import OpeningFilter
from .place_text import PlaceText, read_place_text
from .sentences import sentence_of


class TextFilter(Filter[PlaceText, PlaceQuerySet]):
    """Places that answer a text by their words or by their terms, with their ``relevance``.

    A commune that the text names says where, unless another parameter does (``near``).
    """

    params = ("q",)

    def read(self, params: SearchParams) -> PlaceText:
        return read_place_text(sentence_of(params).rest)

    def narrow(self, rows: PlaceQuerySet, value: PlaceText) -> PlaceQuerySet:
        return value.narrow(rows)

    def query_pairs(self, value: PlaceText) -> Pairs:
        return [("q", value.typed)]

    def labels(self, value: PlaceText, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(f"«\u00a0{value.typed}\u00a0»", self.query_pairs(value))]

    def loosen(self, value: PlaceText) -> list[Loosening]:
        return [Loosening(f"Retirer «\u00a0{value.typed}\u00a0»", "q")]


# In the order in which addresses and tags say them.
FILTERS: tuple[Filter[Any, Any], ...] = (
    TextFilter(),
    NearPlaces(),
    NeedFilter(),
    PlaceListFilter("type", "Type de lieu"),
    PlaceListFilter("service", "Besoin", every=True),
    PlaceListFilter("label", "Label", named(Label, "slug"), LABELS),
    PlaceListFilter("equipement", "Équipements", every=True),
    PlaceListFilter("coworking", "Offre de coworking", every=True),
    PlaceListFilter("public", "Publics accueillis"),
    PlaceListFilter("frais", "Prix"),
    PlaceListFilter("acces", "Comment y accéder"),
    PlaceListFilter("departement", "Département", named(Departement, "code"), DEPARTEMENTS),
    PlaceListFilter("epci", "Intercommunalité", named(Epci, "siren"), EPCIS),
    OpeningFilter(),
)
