"""What every search of the site may be asked, by an address that anyone may have typed.

Where and how far, the values of filters, the page: the same words for places and for events.
Nothing here fails: what cannot be understood is left out, and said in ``Asked.notices``.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.http import QueryDict

from core.text.elision import of
from core.text.words import slug_of
from directory.models import Commune
from directory.querysets import KM_PER_DEGREE

from .communes import CommuneMatch, find_communes

RADII = (5, 10, 20, 30, 50)  # kilometres
DEFAULT_RADIUS = 20
MAX_TEXT = 100
MAX_VALUES = 20  # of all filters together: each costs a join, and its part of the page


@dataclass(frozen=True)
class Centre:
    """The point to search around, in WGS84 degrees; the commune that gave it, if any."""

    latitude: float
    longitude: float
    commune: Commune | None = None

    @property
    def name(self) -> str:
        return self.name_for(elsewhere=False)

    def name_for(self, *, elsewhere: bool) -> str:
        """The name for the visitor, or for who reads it *elsewhere*, where « votre » would lie."""
        if self.commune:
            return self.commune.name
        return "la position choisie" if elsewhere else "votre position"

    @property
    def of_name(self) -> str:
        """The name after « de »."""
        return of(self.name)

    def kilometres_to(self, latitude: float | None, longitude: float | None) -> float | None:
        """Return the flat distance, as ``PlaceQuerySet.near`` reckons it; None to nowhere."""
        if latitude is None or longitude is None:
            return None
        east = (longitude - self.longitude) * math.cos(math.radians(self.latitude))
        return KM_PER_DEGREE * math.hypot(latitude - self.latitude, east)


@dataclass
class Asked:
    """Where to search, and the filters.

    ``communes`` are those that fit what was typed, the one taken first; ``choices`` holds the
    values that each filter may take, with their labels; ``notices`` tells, in French, what was not
    understood; ``ignored`` names the parameters of which nothing is left, so that a program is not
    sent the whole region instead.
    """

    typed_commune: str = ""
    centre: Centre | None = None
    radius: int = DEFAULT_RADIUS
    communes: list[CommuneMatch] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    page: int = 1
    notices: list[str] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)

    @property
    def other_communes(self) -> list[CommuneMatch]:
        """What else the commune typed may be."""
        return self.communes[1:]

    def around_said(self, *, elsewhere: bool = False) -> str:
        """Say where, inside a sentence: « à moins de 20 km de Caen »; empty for anywhere.

        Args:
            elsewhere: whether the visitor is not who reads it: see ``Centre.name_for``.
        """
        if self.centre is None:
            return ""
        name = self.centre.name_for(elsewhere=elsewhere)
        return f"à moins de {self.radius}\u00a0km {of(name)}"


def clean_text(value: str) -> str:
    """Drop what no one types: control characters (NUL breaks PostgreSQL) and endless text."""
    return "".join(char for char in value if char.isprintable()).strip()[:MAX_TEXT]


def read_around(params: QueryDict, criteria: Asked) -> None:
    """Read ``commune``, or ``lat`` and ``lon``, and ``rayon`` into *criteria*."""
    _read_place(params, criteria)
    criteria.radius = _read_radius(params, criteria)


def _read_place(params: QueryDict, criteria: Asked) -> None:
    typed = clean_text(params.get("commune", ""))
    criteria.typed_commune = typed
    if typed:
        criteria.communes = find_communes(typed)
        if not criteria.communes:
            criteria.ignored.add("commune")
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
            criteria.ignored |= {"lat", "lon"}
            criteria.notices.append("Votre position n’a pas pu être lue : indiquez une commune.")


def _read_point(latitude: str, longitude: str) -> Centre | None:
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        return None
    if not all(map(math.isfinite, point)) or abs(point[0]) > 90 or abs(point[1]) > 180:
        return None
    return Centre(round(point[0], 4), round(point[1], 4))


def _read_radius(params: QueryDict, criteria: Asked) -> int:
    typed = clean_text(params.get("rayon", ""))
    if not typed:
        return DEFAULT_RADIUS
    try:
        radius = int(typed)
    except ValueError:
        radius = 0
    if not RADII[0] <= radius <= RADII[-1]:
        criteria.ignored.add("rayon")
        criteria.notices.append(
            f"Le rayon va de {RADII[0]} à {RADII[-1]}\u00a0km : nous avons cherché à "
            f"{DEFAULT_RADIUS}\u00a0km."
        )
        return DEFAULT_RADIUS
    return radius


def read_filters(params: QueryDict, criteria: Asked, names: Sequence[str]) -> None:
    """Read the filters called *names* into *criteria*, whose ``choices`` are known."""
    asked = [
        (name, typed)
        for name in names
        for value in params.getlist(name)
        if (typed := clean_text(value))
    ]
    for name in names:
        values = [value for param, value in asked[:MAX_VALUES] if param == name]
        _read_filter(name, values, criteria)
    criteria.ignored |= {name for name, _ in asked if name not in criteria.filters}
    if len(asked) > MAX_VALUES:
        criteria.notices.append(
            f"Vous avez choisi plus de {MAX_VALUES} filtres\u00a0: seuls les {MAX_VALUES} premiers "
            "comptent."
        )


def _read_filter(param: str, typed: list[str], criteria: Asked) -> None:
    """Keep the values that exist, written as in the addresses or as in the national standard."""
    known = criteria.choices.get(param, {})
    values = [value if value in known else slug_of(value) for value in typed]
    if kept := list(dict.fromkeys(value for value in values if value in known)):
        criteria.filters[param] = kept
    for value, written in zip(values, typed, strict=True):
        if value not in known:
            criteria.notices.append(f"Le filtre « {written} » n’existe pas : il est ignoré.")


def read_page(params: QueryDict, criteria: Asked) -> int:
    """Return the number of the page asked, the first one when it cannot be read."""
    typed = clean_text(params.get("page", ""))
    if not typed:
        return 1
    if typed.isascii() and typed.isdigit() and int(typed) >= 1:
        return min(int(typed), 10_000)
    criteria.notices.append("Ce numéro de page n’existe pas : voici la première page.")
    return 1
