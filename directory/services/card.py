"""What lists and the sheet show of a place, computed when it changes, not at each visit."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from core.pictures.renditions import Cut
from core.pictures.responsive import single
from directory.models.label import is_within
from directory.models.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    from directory.models import PlacePage

MAX_SERVICES = 4
MOVING = "itinerant"  # slug of the national standard
FRANCE_SERVICES = "france-services"  # slug of a national programme


def card_data(place: "PlacePage") -> dict[str, Any]:
    """Return what lists and the sheet show of the other tables of *place*, as JSON can hold it.

    Grants come with their dates: which of them hold is decided on the day of the visit
    (``grants_on``).
    """
    return {
        "kinds": kinds_of(place),
        "is_tiers_lieu": any(
            term.slug == Kind.TIERS_LIEU for term in place.terms_of(Vocabulary.KIND)
        ),
        "services": [str(term) for term in place.terms_of(Vocabulary.SERVICE)[:MAX_SERVICES]],
        "grants": _grants(place),
        "formulas": [
            {
                "desk": formula.get_desk_display(),
                "period": formula.get_period_display(),
                "price": None if formula.price is None else str(formula.price),
                "note": formula.note,
            }
            for formula in place.formulas.all()
        ],
        "rooms": [
            {
                "name": room.name,
                "capacity": room.capacity,
                "equipment": room.equipment,
                "prices": room.said_prices,
            }
            for room in place.rooms.all()
        ],
        "photo": _photo(place),
        "moves": only_moves(place),
        "stops": _stops(place),
        "tags": [tag.name for tag in place.tags.all()],
    }


def only_moves(place: "PlacePage") -> bool:
    """Return whether *place* goes from place to place, and nobody is received at its address.

    One that says both stays where it is, and stops elsewhere besides.
    """
    return {term.slug for term in place.terms_of(Vocabulary.MOBILITY)} == {MOVING}


def kinds_of(place: "PlacePage") -> list[str]:
    """Return what visitors call *place*: « France services » where it is one, and nothing better.

    « Autre lieu d’aide » says little of most of the places of a directory.
    """
    programmes = {term.slug: str(term) for term in place.terms_of(Vocabulary.PROGRAMME)}
    known = programmes.get(FRANCE_SERVICES)
    return [
        known if known and term.slug == Kind.HELP else term.label
        for term in place.terms_of(Vocabulary.KIND)
    ]


def grants_on(day: date, card: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the grants of a *card* that hold on *day*."""
    today = day.isoformat()
    return [grant for grant in card["grants"] if is_within(today, grant["from"], grant["until"])]


def day_price_of(place: "PlacePage") -> Decimal | None:
    """Return the lowest price of a day at a desk, in euros, if the place gives one."""
    formulas = [formula for formula in place.formulas.all() if formula.is_day_at_a_desk]
    return min((formula.price for formula in formulas), default=None)


def _grants(place: "PlacePage") -> list[dict[str, Any]]:
    grants = place.grants.all() if place.pk else []  # a new sheet in a preview has none
    return [
        {
            "label": str(grant.label),
            "text": grant.label.description,
            "reference": grant.reference,
            "from": grant.granted_on.isoformat(),
            "until": grant.expires_on.isoformat() if grant.expires_on else None,
        }
        for grant in grants
        if grant.state == grant.State.GRANTED
    ]


def _stops(place: "PlacePage") -> list[dict[str, Any]]:
    stops = list(place.stops.all())
    prefetch_related_objects(stops, "commune")
    return [stop.facts() for stop in stops]


def _photo(place: "PlacePage") -> dict[str, Any] | None:
    photo = next(iter(place.photos.all()), None)
    if photo is None:
        return None
    return single(photo.image, Cut.CARD, photo.alt_text)
