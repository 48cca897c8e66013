"""The filters of the directory. To add one, write it in its module and list it in ``FILTERS``."""

from typing import Any

from core.listing.choices import named
from core.listing.filters import Filter
from directory.models import Departement, Epci, Label

from .closed_lists import DAY_PRICES, DEPARTEMENTS, EPCIS, LABELS, PRICES, PlaceListFilter
from .near import NearPlaces
from .needs import NeedFilter
from .opening import OpeningFilter
from .place_text import PlaceText
from .typed_text import TextFilter

# In the order in which addresses and tags say them.
FILTERS: tuple[Filter[Any, Any], ...] = (
    TextFilter(PlaceText),
    NearPlaces(),
    NeedFilter(),
    PlaceListFilter("type", "Type de lieu"),
    PlaceListFilter("service", "Besoin", every=True),
    PlaceListFilter("label", "Label", named(Label, "slug"), LABELS),
    PlaceListFilter("equipement", "Équipements", every=True),
    PlaceListFilter("coworking", "Offre de coworking", every=True),
    PlaceListFilter("prix", "Prix d’une journée à un poste", DAY_PRICES, PRICES),
    PlaceListFilter("public", "Publics accueillis"),
    PlaceListFilter("frais", "Tarif de l’aide"),
    PlaceListFilter("acces", "Comment y accéder"),
    PlaceListFilter("departement", "Département", named(Departement, "code"), *DEPARTEMENTS),
    PlaceListFilter("epci", "Intercommunalité", named(Epci, "siren"), *EPCIS),
    OpeningFilter(),
)
