"""Three places for a need, the nearest first, and what is honest to say when none fits."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F

from core.listing.addresses import address
from core.listing.counting import count_each
from core.text.formats import distance
from directory.models import PlacePage
from directory.querysets import PlaceQuerySet
from directory.search.needs import receiving
from directory.search.places import PlaceSearch
from directory.search.rounds import in_detours, nearest

from .journey import REACH_KM, Journey
from .twins import Together, together

PER_PAGE = 3
# A place that may answer, or may be open, is worth a sure one that is this much further.
DETOUR_KM = 10
NUMBERS = {1: "Un lieu", 2: "Deux lieux", 3: "Trois lieux"}
OTHERS = {1: "Un autre lieu", 2: "Deux autres lieux", 3: "Trois autres lieux"}


@dataclass(frozen=True)
class Answers:
    """The places to show, and what is said of them.

    Attributes:
        answers: at most three, with their terms at hand, and ``distance`` if a point is known.
        heading: title of the page.
        message: what was given up to find them, in French; empty when all is met.
        met: whether they answer the need, and the list shows the same ones.
        total: how many places there are in all.
        more: whether there are others after these.
        list_url: all of them, in the directory.
        furthest: the nearest place that says it answers, when it is out of reach.
    """

    answers: list[Together]
    heading: str
    message: str
    total: int
    more: bool
    list_url: str
    met: bool = True
    furthest: PlacePage | None = None


@dataclass(frozen=True)
class Attempt:
    """A way to answer: what it asks, in which order, and what it gives up (in French)."""

    search: PlaceSearch
    places: PlaceQuerySet
    message: str = ""
    met: bool = True


def find_answers(journey: Journey, list_base: str) -> Answers:
    """Return the answers of a *journey* that has no question left; *list_base*: the directory.

    What cannot be met is given up in turn: the moment, then the need.
    """
    attempts = [_asked(journey), *_at_any_time(journey), _to_phone(journey)]
    totals = count_each([attempt.places for attempt in attempts])
    total, attempt = next(
        ((total, attempt) for total, attempt in zip(totals, attempts, strict=True) if total),
        (0, attempts[-1]),
    )
    answers, more = together(attempt.places, journey.page, PER_PAGE) if total else ([], False)
    return Answers(
        answers=answers,
        heading=_heading(journey, total, len(answers), met=attempt.met),
        message=attempt.message if total else "",
        total=total,
        more=more,
        list_url=address(list_base, attempt.search.pairs),
        met=attempt.met,
        furthest=None if attempt.met else _furthest(journey),
    )


def _asked(journey: Journey) -> Attempt:
    return Attempt(journey.search, _by_detour(journey.search))


def _at_any_time(journey: Journey) -> list[Attempt]:
    if journey.search.opening is None or journey.when is None:
        return []
    search = journey.search.without("ouvert")
    message = (
        f"Nous n’avons trouvé aucun lieu {journey.when.suffix}{_near(journey)} pour ce besoin. "
        "Voici ceux qui y répondent, avec leurs horaires."
    )
    return [Attempt(search, _by_detour(search), message)]


def _by_detour(search: PlaceSearch) -> PlaceQuerySet:
    """Return the places by distance, those that are not sure counted as further than they are.

    So is one that moves; where nobody knows where it is, it comes last.
    """
    places = search.places()
    if not search.near:
        return places
    effort = F("distance") + DETOUR_KM * (F("unsure") + F("detours"))
    if search.opening:
        effort += DETOUR_KM * F("hours_unknown")
    by_effort = F("effort").asc(nulls_last=True)
    return in_detours(places).annotate(effort=effort).order_by(by_effort, "sort_name", "pk")


def _to_phone(journey: Journey) -> Attempt:
    """Return the nearest places that have a phone, for when no place says that it answers."""
    search = journey.search.without("besoin", "ouvert")
    places = receiving(PlacePage.objects.published()).exclude(phone="")
    centre = search.near.centre
    places = nearest(places, centre) if centre else places.by_name()
    message = (
        f"Aucun lieu{_near(journey)} n’indique qu’il répond à ce besoin. Voici "
        f"{'les plus proches' if centre else 'des lieux'} à qui téléphoner : ils vous "
        "orienteront."
    )
    return Attempt(search, places, message, met=False)


def _furthest(journey: Journey) -> PlacePage | None:
    """Return the nearest place that answers out of reach, if there is any."""
    centre = journey.search.near.centre
    if centre is None:
        return None
    anywhere = journey.search.without("commune", "ouvert").fitting()
    return nearest(anywhere.select_related("commune"), centre).first()


def _near(journey: Journey) -> str:
    """Say where was searched, inside a sentence."""
    centre = journey.search.near.centre
    if centre is None:
        return f" {settings.REGION.inside}"
    return f" à moins de {distance(REACH_KM)} {centre.of_name}"


def _heading(journey: Journey, total: int, shown: int, *, met: bool) -> str:
    if not shown:
        return "Il n’y a pas d’autre lieu" if total else "Aucun lieu à vous proposer"
    number = (OTHERS if journey.page > 1 else NUMBERS)[shown]
    what = f"pour {journey.need.purpose}" if met and journey.need else "à contacter"
    return " ".join(filter(None, [number, what, journey.where]))
