"""What a list shows of a place, prepared once so that templates stay simple and quick."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from directory.hours import HoursState, state_at
from directory.models import PlacePage, Vocabulary
from directory.querysets import CARD_PHOTO
from directory.templatetags.directory_tags import distance, euros

MAX_SERVICES = 4


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place in a list; see ``templates/components/place_card.html``."""

    title: str
    url: str
    kinds: list[str]
    address: str
    commune: str
    distance: str
    state: dict[str, str]
    services: list[str]
    labels: list[str]
    from_price: str
    photo: Any
    verified_on: date


def card_of(place: PlacePage, base_url: str, moment: datetime) -> PlaceCard:
    """Return the card of *place*, which comes from ``PlaceQuerySet.for_cards``.

    Args:
        place: with its terms, valid grants and photos at hand.
        base_url: address of the directory, with its final slash.
        moment: aware; the state of the hours is that of this moment.
    """
    return PlaceCard(
        title=place.title,
        url=f"{base_url}{place.slug}/",
        kinds=[term.label for term in place.terms_of(Vocabulary.KIND)],
        address=place.address,
        commune=place.commune.name,
        distance=distance(getattr(place, "distance", None)),
        state=state_of(state_at(place.hours, moment)),
        services=[str(term) for term in place.terms_of(Vocabulary.SERVICE)[:MAX_SERVICES]],
        labels=[str(grant.label) for grant in place.valid_grants],
        from_price=_from_price(place),
        photo=_photo(place),
        verified_on=place.verified_on,
    )


def state_of(state: HoursState) -> dict[str, str]:
    """Return what the badge of a state of opening shows."""
    return {"kind": state.kind.value, "label": state.label}


def _from_price(place: PlacePage) -> str:
    if place.day_price is None:
        return ""
    return f"dès {euros(place.day_price)} la journée" if place.day_price else "journée gratuite"


def _photo(place: PlacePage) -> dict[str, Any] | None:
    photo = next(iter(place.photos.all()), None)
    if photo is None:
        return None
    rendition = photo.image.get_rendition(CARD_PHOTO)
    return {
        "url": rendition.url,
        "width": rendition.width,
        "height": rendition.height,
        "alt": photo.alt_text,
    }
