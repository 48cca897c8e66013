"""Near what: a commune that someone typed or a point, and how far around."""

import math
from dataclasses import dataclass, field, replace

from django.conf import settings

from core.listing.addresses import Pairs
from core.listing.filters import AskedLabel, Filter, Loosening, Rows
from core.listing.params import SearchParams
from core.text.elision import at, of
from core.text.french import capitalised
from directory.models import Commune
from directory.querysets import KM_PER_DEGREE, PlaceQuerySet

from .communes import CommuneMatch, communes_like, find_communes
from .geocoder import locate
from .rounds import Whereabouts, places_near
from .sentences import WHERE, sentence_of

RADII = (5, 10, 20, 30, 50)  # kilometres
DEFAULT_RADIUS = 20
ALONE = 0  # the radius that asks for the commune itself, and nothing around it
NEAR = (*WHERE, "rayon")  # the parameters of ``NearFilter``
ANYWHERE = "Chercher dans toute la région"
VAGUE = 2  # digits of a degree: about a kilometre


@dataclass(frozen=True)
class Centre:
    """The point to search around, in WGS84 degrees; the commune or the address that gave it."""

    latitude: float
    longitude: float
    commune: Commune | None = None
    address: str = ""

    @property
    def name(self) -> str:
        return self.name_for(elsewhere=False)

    def name_for(self, *, elsewhere: bool) -> str:
        """The name for the visitor, or for who reads it *elsewhere*, where « votre » would lie."""
        if self.commune:
            return self.commune.name
        if self.address:
            return self.address
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


@dataclass(frozen=True)
class Near:
    """Where to search: a point and a radius in kilometres; false while no point is known.

    ``typed`` is the commune as it was typed, ``communes`` those that fit it, the one taken first;
    ``likely`` those whose name is near, where none fits; ``mended`` is a name among other words of
    which one letter made the commune.
    """

    centre: Centre | None = None
    radius: int = DEFAULT_RADIUS
    typed: str = ""
    communes: list[CommuneMatch] = field(default_factory=list)
    likely: list[CommuneMatch] = field(default_factory=list)
    mended: str = ""

    def __bool__(self) -> bool:
        return self.centre is not None

    @classmethod
    def around(cls, commune: Commune) -> "Near":
        """Return the neighbourhood of *commune*, as far as people usually go."""
        return cls(Centre(commune.latitude, commune.longitude, commune))

    @property
    def alone(self) -> Commune | None:
        """The commune, where nothing around it is asked."""
        return self.centre.commune if self.centre and self.radius == ALONE else None

    @property
    def other_communes(self) -> list[CommuneMatch]:
        """What else the commune typed may be."""
        return self.communes[1:]

    @property
    def notices(self) -> list[str]:
        """What was made of where it was asked, in French.

        A former commune has no point of its own in what we know: distances count from the new one.
        """
        commune = self.centre.commune if self.centre else None
        if commune is None or not self.communes:
            return []
        if self.mended:
            return [
                f"Nous ne connaissons pas «\u00a0{self.mended}\u00a0»\u00a0: nous avons cherché "
                f"autour {of(commune.name)}."
            ]
        former = self.communes[0].former_name
        if not former:
            return []
        return [
            f"{former} fait aujourd’hui partie {of(commune.name)}\u00a0: les distances comptent "
            f"depuis {commune.name}."
        ]

    def said(self, *, elsewhere: bool = False) -> str:
        """Say where, inside a sentence: « à moins de 20 km de Caen »; empty for anywhere.

        « À Caen » where nothing around it is asked.

        Args:
            elsewhere: whether the visitor is not who reads it: see ``Centre.name_for``.
        """
        if self.centre is None:
            return ""
        name = self.centre.name_for(elsewhere=elsewhere)
        if self.radius == ALONE:
            return at(name)
        return f"à moins de {self.radius}\u00a0km {of(name)}"

    def among(self, places: PlaceQuerySet) -> PlaceQuerySet:
        """Return those of *places* that are there, with their ``distance``: all for anywhere."""
        centre = self.centre
        if centre is None:
            return places
        if self.alone:
            here = places.filter(commune=self.alone)
            return here.with_distance(centre.latitude, centre.longitude)
        return places.near(centre.latitude, centre.longitude, self.radius)

    def holds(self, place: Whereabouts) -> bool:
        """Return whether a *place* is there, as ``among`` tells."""
        centre = self.centre
        if centre is None:
            return True
        if self.alone:
            return place.commune == self.alone.pk
        kilometres = self.kilometres_to(place)
        return kilometres is not None and kilometres <= self.radius

    def kilometres_to(self, place: Whereabouts) -> float | None:
        """Return how far a *place* is; None where one of the two is nowhere."""
        if self.centre is None:
            return None
        return self.centre.kilometres_to(place.latitude, place.longitude)

    def vague(self) -> "Near":
        """Return the same, the point where a visitor stands being told to a kilometre only."""
        if self.centre is None or self.centre.commune or self.centre.address:
            return self
        latitude, longitude = self.centre.latitude, self.centre.longitude
        return replace(self, centre=Centre(round(latitude, VAGUE), round(longitude, VAGUE)))


class NearFilter(Filter[Near, Rows]):
    """« commune », or « lat » and « lon », and « rayon »: each list narrows its own rows.

    Without any, a commune that « q » names.
    """

    params = NEAR
    required = WHERE
    missed = 2

    def read(self, params: SearchParams) -> Near:
        typed = params.text("commune")
        near = _read_commune(typed, params) if typed else Near(_read_point(params))
        sentence = sentence_of(params)
        if not (near or typed) and (communes := sentence.communes):
            near = replace(
                Near.around(communes[0]),
                communes=[CommuneMatch(each) for each in communes],
                mended=sentence.mended,
            )
        return replace(near, radius=_read_radius(params, near.centre))

    def query_pairs(self, value: Near) -> Pairs:
        """Return the parameters that say again where to search; the usual radius is not said."""
        centre = value.centre
        if centre is None:
            return []
        if centre.commune:
            found: Pairs = [("commune", centre.commune.key)]
        elif centre.address:
            found = [("commune", value.typed)]
        else:
            found = [("lat", str(centre.latitude)), ("lon", str(centre.longitude))]
        if value.radius != DEFAULT_RADIUS:
            found.append(("rayon", str(value.radius)))
        return found

    def labels(self, value: Near, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(capitalised(value.said(elsewhere=elsewhere)), self.query_pairs(value))]

    def loosen(self, value: Near) -> list[Loosening]:
        """Search further, or anywhere."""
        anywhere = Loosening(ANYWHERE, "commune", missed=self.missed)
        furthest = RADII[-1]
        if value.radius >= furthest:
            return [anywhere]
        label = f"Chercher jusqu’à {furthest}\u00a0km"
        further = Loosening(label, "rayon", replace(value, radius=furthest), missed=-3)
        return [further, anywhere]


class NearPlaces(NearFilter[PlaceQuerySet]):
    """The places near a point, with their ``distance``."""

    def narrow(self, rows: PlaceQuerySet, value: Near) -> PlaceQuerySet:
        return places_near(rows, value)


def _read_commune(typed: str, params: SearchParams) -> Near:
    if communes := find_communes(typed):
        return replace(Near.around(communes[0].commune), typed=typed, communes=communes)
    if located := locate(typed):
        centre = Centre(located.latitude, located.longitude, address=located.label)
        return Near(centre, typed=typed)
    params.say(
        f"Nous ne connaissons pas de commune «\u00a0{typed}\u00a0» {settings.REGION.inside}. "
        "Vérifiez l’orthographe, ou essayez le code postal.",
        ignored=("commune",),
    )
    return Near(typed=typed, likely=communes_like(typed))


def _read_point(params: SearchParams) -> Centre | None:
    latitude, longitude = params.query.get("lat", ""), params.query.get("lon", "")
    if not (latitude or longitude):
        return None
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        point = math.nan, math.nan
    if all(map(math.isfinite, point)) and abs(point[0]) <= 90 and abs(point[1]) <= 180:
        return Centre(round(point[0], 4), round(point[1], 4))
    params.say(
        "Votre position n’a pas pu être lue\u00a0: indiquez une commune.", ignored=("lat", "lon")
    )
    return None


def _read_radius(params: SearchParams, centre: Centre | None) -> int:
    typed = params.text("rayon")
    if not typed:
        return DEFAULT_RADIUS
    if typed == str(ALONE) and centre and centre.commune:
        return ALONE
    try:
        radius = int(typed)
    except ValueError:
        radius = 0
    if RADII[0] <= radius <= RADII[-1]:
        return radius
    params.say(
        f"Le rayon va de {RADII[0]} à {RADII[-1]}\u00a0km\u00a0: nous avons cherché à "
        f"{DEFAULT_RADIUS}\u00a0km.",
        ignored=("rayon",),
    )
    return DEFAULT_RADIUS
