"""The filters of the directory. To add one, write it in its module and list it in ``FILTERS``."""

from typing import Any, cast

from core.listing.choices import named
from core.listing.filters import Filter, Label, Loosening
from core.listing.params import SearchParams
from directory.models import Departement, Epci
from directory.models import Label as GrantedLabel
from directory.querysets import PlaceQuerySet

from .closed_lists import DEPARTEMENTS, EPCIS, LABELS, PlaceListFilter
from .near import NearPlaces
from .needs import NeedFilter
from .opening import OpeningFilter


class TextFilter(Filter[str, PlaceQuerySet]):
    """Places that hold every telling word of a text, with their ``relevance``."""

    params = ("q",)

    def read(self, params: SearchParams) -> str:
        return params.text("q")

    def narrow(self, rows: PlaceQuerySet, value: str) -> PlaceQuerySet:
        return cast(PlaceQuerySet, rows.matching(value))

    def labels(self, value: str, *, elsewhere: bool = False) -> list[Label]:
        return [Label(f"«\u00a0{value}\u00a0»", self.query_pairs(value))]

    def loosen(self, value: str) -> list[Loosening]:
        return [Loosening(f"Retirer «\u00a0{value}\u00a0»", "q")]


# In the order in which addresses and tags say them.
FILTERS: tuple[Filter[Any, Any], ...] = (
    TextFilter(),
    NearPlaces(),
    NeedFilter(),
    PlaceListFilter("type", "Type de lieu"),
    PlaceListFilter("service", "Besoin", every=True),
    PlaceListFilter("label", "Label", named(GrantedLabel, "slug"), LABELS),
    PlaceListFilter("equipement", "Équipements", every=True),
    PlaceListFilter("coworking", "Offre de coworking", every=True),
    PlaceListFilter("public", "Publics accueillis"),
    PlaceListFilter("frais", "Prix"),
    PlaceListFilter("acces", "Comment y accéder"),
    PlaceListFilter("departement", "Département", named(Departement, "code"), DEPARTEMENTS),
    PlaceListFilter("epci", "Intercommunalité", named(Epci, "siren"), EPCIS),
    OpeningFilter(),
)
