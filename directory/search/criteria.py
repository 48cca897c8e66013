"""What is asked of the directory, read from an address that anyone may have typed.

Nothing here fails: what cannot be understood is left out, and said in ``Criteria.notices``.
"""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from directory.guide.need import Need
from directory.guide.needs import BY_SLUG as NEEDS
from directory.models import Commune
from directory.querysets import OpenHours
from directory.text import slug_of

from .communes import CommuneMatch, find_communes
from .facets import FACETS, choices

RADII = (5, 10, 20, 30, 50)  # kilometres
DEFAULT_RADIUS = 20
MAX_TEXT = 100
MAX_VALUES = 20  # of all filters together: each costs a join, and its part of the page
FURTHEST_DAY = timedelta(days=366)  # from today, for a chosen day of opening
ORDERS = {
    "pertinence": "Pertinence",
    "distance": "Les plus proches",
    "nom": "Par nom",
    "fraicheur": "Fiches vérifiées récemment",
}

USUAL_ORDERS = ("distance", "pertinence", "nom")


@dataclass(frozen=True)
class Centre:
    """The point to search around, in WGS84 degrees; the commune that gave it, if any."""

    latitude: float
    longitude: float
    commune: Commune | None = None

    @property
    def name(self) -> str:
        return self.commune.name if self.commune else "votre position"


@dataclass(frozen=True)
class Opening:
    """When a place should be open: one of ``MOMENTS``, or some time on a day.

    ``TODAY`` is now or later today; ``FREE_TIME`` an evening or the Saturday within a week.
    """

    when: str
    day: date

    NOW = "maintenant"
    LATER = "plus-tard"
    TODAY = "aujourd-hui"
    FREE_TIME = "soir-ou-samedi"
    MOMENTS = (NOW, LATER, TODAY, FREE_TIME)


@dataclass
class Criteria:
    """What a visitor asks for.

    ``communes`` are those that fit what was typed, the one taken first; ``notices`` tells, in
    French, what was not understood; ``choices`` holds the values that each filter may take, with
    their labels; ``open_hours`` what ``opening`` comes to, once known.
    """

    text: str = ""
    typed_commune: str = ""
    centre: Centre | None = None
    radius: int = DEFAULT_RADIUS
    need: Need | None = None
    filters: dict[str, list[str]] = field(default_factory=dict)
    opening: Opening | None = None
    order: str = "nom"
    order_is_chosen: bool = False
    page: int = 1
    communes: list[CommuneMatch] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    open_hours: OpenHours | None = None

    @property
    def other_communes(self) -> list[CommuneMatch]:
        """What else the commune typed may be."""
        return self.communes[1:]


def read(params: QueryDict) -> Criteria:
    """Read the query string of the list or of an export."""
    criteria = Criteria(text=clean_text(params.get("q", "")), choices=choices())
    _read_place(params, criteria)
    criteria.radius = _read_radius(params, criteria)
    criteria.need = _read_need(clean_text(params.get("besoin", "")), criteria)
    criteria.opening = _read_opening(clean_text(params.get("ouvert", "")), criteria)
    _read_order(clean_text(params.get("tri", "")), criteria)
    criteria.page = _read_page(clean_text(params.get("page", "")), criteria)
    _read_filters(params, criteria)
    return criteria


def _read_filters(params: QueryDict, criteria: Criteria) -> None:
    asked = [
        (facet.param, typed)
        for facet in FACETS
        for value in params.getlist(facet.param)
        if (typed := clean_text(value))
    ]
    for facet in FACETS:
        values = [value for param, value in asked[:MAX_VALUES] if param == facet.param]
        _read_filter(facet.param, values, criteria)
    if len(asked) > MAX_VALUES:
        criteria.notices.append(
            f"Vous avez choisi plus de {MAX_VALUES} filtres : seuls les {MAX_VALUES} premiers "
            "comptent."
        )


def _read_filter(param: str, typed: list[str], criteria: Criteria) -> None:
    """Keep the values that exist, written as in the addresses or as in the national standard."""
    known = criteria.choices.get(param, {})
    values = [value if value in known else slug_of(value) for value in typed]
    if kept := list(dict.fromkeys(value for value in values if value in known)):
        criteria.filters[param] = kept
    for value, written in zip(values, typed, strict=True):
        if value not in known:
            criteria.notices.append(f"Le filtre « {written} » n’existe pas : il est ignoré.")


def clean_text(value: str) -> str:
    """Drop what no one types: control characters (NUL breaks PostgreSQL) and endless text."""
    return "".join(char for char in value if char.isprintable()).strip()[:MAX_TEXT]


def _read_place(params: QueryDict, criteria: Criteria) -> None:
    typed = clean_text(params.get("commune", ""))
    criteria.typed_commune = typed
    if typed:
        criteria.communes = find_communes(typed)
        if not criteria.communes:
            criteria.notices.append(
                f"Nous ne connaissons pas de commune « {typed} » en {settings.REGION.name}. "
                "Vérifiez l’orthographe, ou essayez le code postal."
            )
            return
        commune = criteria.communes[0].commune
        criteria.centre = Centre(commune.latitude, commune.longitude, commune)
        return
    latitude, longitude = params.get("lat", ""), params.get("lon", "")
    if latitude or longitude:
        criteria.centre = _read_point(latitude, longitude)
        if criteria.centre is None:
            criteria.notices.append("Votre position n’a pas pu être lue : indiquez une commune.")


def _read_point(latitude: str, longitude: str) -> Centre | None:
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        return None
    if not all(map(math.isfinite, point)) or abs(point[0]) > 90 or abs(point[1]) > 180:
        return None
    return Centre(round(point[0], 4), round(point[1], 4))


def _read_radius(params: QueryDict, criteria: Criteria) -> int:
    typed = clean_text(params.get("rayon", ""))
    if not typed:
        return DEFAULT_RADIUS
    try:
        radius = int(typed)
    except ValueError:
        radius = 0
    if not RADII[0] <= radius <= RADII[-1]:
        criteria.notices.append(
            f"Le rayon va de {RADII[0]} à {RADII[-1]} km : nous avons cherché à "
            f"{DEFAULT_RADIUS} km."
        )
        return DEFAULT_RADIUS
    return radius


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
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    if not today <= day <= today + FURTHEST_DAY:
        criteria.notices.append(
            "Le jour d’ouverture demandé est passé, trop lointain ou illisible : "
            "nous n’en avons pas tenu compte."
        )
        return None
    return Opening(typed, day)


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


def _read_page(typed: str, criteria: Criteria) -> int:
    if not typed:
        return 1
    if typed.isascii() and typed.isdigit() and int(typed) >= 1:
        return min(int(typed), 10_000)
    criteria.notices.append("Ce numéro de page n’existe pas : voici la première page.")
    return 1
