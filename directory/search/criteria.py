"""What is asked of the directory, read from an address that anyone may have typed.

Nothing here fails: what cannot be understood is left out, and said in ``Criteria.notices``.
"""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils import timezone

from directory.guide.need import Need
from directory.guide.needs import BY_SLUG as NEEDS
from directory.hours import ChosenDay
from directory.querysets import OpenHours

from .asked import Asked, clean_text, read_around, read_filters, read_page
from .facets import FACETS, choices

ORDERS = {
    "pertinence": "Pertinence",
    "distance": "Les plus proches",
    "nom": "Par nom",
    "fraicheur": "Fiches vérifiées récemment",
}

USUAL_ORDERS = ("distance", "pertinence", "nom")


@dataclass(frozen=True)
class Opening:
    """When a place should be open: one of ``MOMENTS``, or the value of a `ChosenDay`.

    ``TODAY`` is now or later today; ``FREE_TIME`` an evening or the Saturday within a week.
    """

    when: str
    day: date

    NOW = "maintenant"
    LATER = "plus-tard"
    TODAY = "aujourd-hui"
    FREE_TIME = "soir-ou-samedi"
    MOMENTS = (NOW, LATER, TODAY, FREE_TIME)

    @property
    def chosen(self) -> ChosenDay | None:
        """The day asked, or its part; None for one of ``MOMENTS``."""
        return ChosenDay.read(self.when, self.day)


@dataclass
class Criteria(Asked):
    """What a visitor asks for; ``open_hours`` is what ``opening`` comes to, once known."""

    text: str = ""
    need: Need | None = None
    opening: Opening | None = None
    order: str = "nom"
    order_is_chosen: bool = False
    open_hours: OpenHours | None = None


def read(params: QueryDict) -> Criteria:
    """Read the query string of the list or of an export."""
    criteria = Criteria(text=clean_text(params.get("q", "")), choices=choices())
    read_around(params, criteria)
    criteria.need = _read_need(clean_text(params.get("besoin", "")), criteria)
    criteria.opening = _read_opening(clean_text(params.get("ouvert", "")), criteria)
    _read_order(clean_text(params.get("tri", "")), criteria)
    criteria.page = read_page(params, criteria)
    read_filters(params, criteria, [facet.param for facet in FACETS])
    return criteria


def _read_need(typed: str, criteria: Criteria) -> Need | None:
    if typed and typed not in NEEDS:
        criteria.notices.append(f"Le besoin « {typed} » n’existe pas : il est ignoré.")
    return NEEDS.get(typed)


def _read_opening(typed: str, criteria: Criteria) -> Opening | None:
    today = timezone.localdate()
    if not typed:
        return None
    if typed in Opening.MOMENTS:
        return Opening(typed, today)
    chosen = ChosenDay.read(typed, today)
    if chosen is None:
        criteria.notices.append(
            "Le jour d’ouverture demandé est passé, trop lointain ou illisible\u00a0: "
            "nous n’en avons pas tenu compte."
        )
        return None
    return Opening(typed, chosen.day)


def _read_order(typed: str, criteria: Criteria) -> None:
    """Take the order asked, or the one that helps most: near first, else relevant, else name."""
    possible = orders_for(criteria)
    if typed in possible:
        criteria.order, criteria.order_is_chosen = typed, True
        return
    criteria.order = next(order for order in USUAL_ORDERS if order in possible)
    if typed == "distance":
        criteria.notices.append("Indiquez une commune pour classer les lieux par distance.")
    elif typed and typed not in ORDERS:
        criteria.notices.append("Cet ordre n’existe pas : nous avons choisi l’ordre habituel.")


def orders_for(criteria: Criteria) -> dict[str, str]:
    """Return the orders that mean something for *criteria*, with their labels."""
    idle = {"distance"} if criteria.centre is None else set()
    if not criteria.text:
        idle.add("pertinence")
    return {order: label for order, label in ORDERS.items() if order not in idle}
