"""« /annuaire/<lieu>/ »: everything known of a place, and the places nearby."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail import hooks

from core.listing.addresses import address
from core.pictures.renditions import Cut, read_renditions
from core.pictures.responsive import picture, single
from core.text.elision import at, of
from core.text.formats import long_date
from directory import presenters
from directory.cards import MOVES, PlaceCard, cards_of, state_of
from directory.hours import state_at
from directory.models import PlacePage, PlacePhoto, Vocabulary
from directory.rounds import next_passages
from directory.search.near import Centre
from directory.search.passages import ROUTE
from directory.search.poles import poles_of
from directory.search.rounds import around
from directory.services.card import card_data, kinds_of
from directory.structured_data import structured_data

from .compare import compare_url

NEARBY_KM = 30
NEARBY_NUMBER = 4


def place(request: HttpRequest, page: PlacePage) -> HttpResponseBase:
    """Show the sheet of a place."""
    response: HttpResponseBase = page.render(
        request, context_overrides=sheet_context(page, request)
    )
    return response


def sheet_context(place: PlacePage, request: HttpRequest) -> dict[str, Any]:
    """Return all that the sheet of *place* shows now."""
    moment = timezone.localtime()
    main = place_context(place, request, moment)
    return main | _rest_of_the_sheet(place, request, moment)


def place_context(place: PlacePage, request: HttpRequest, moment: datetime) -> dict[str, Any]:
    """Return what people come for, on the sheet and on the pages of other sites.

    Args:
        moment: aware, that of the visit.
    """
    _load_details(place, in_memory=getattr(request, "is_preview", False))
    return {
        "place": place,
        "state": MOVES if presenters.moves(place) else state_of(state_at(place.hours, moment)),
        "round": presenters.round_of(place, moment),
        "sections": _sections(place, request, moment),
        "kinds": kinds_of(place),
        "contact": presenters.contact_of(place),
        "routes": presenters.routes_to(place),
        "poles": poles_of(place.commune),
        "week": presenters.week(place, moment.date()),
        "labels": presenters.labels_of(place, moment.date()),
    } | _provenance(place, moment)


def _sections(place: PlacePage, request: HttpRequest, moment: datetime) -> list[SafeString]:
    """Return what other apps add to the sheet, by the hook « directory_sheet_section ».

    Each function takes the place, the request and the moment, and returns a section or an empty
    text.
    """
    added = (add(place, request, moment) for add in hooks.get_hooks("directory_sheet_section"))
    return [section for section in added if section]


def _rest_of_the_sheet(place: PlacePage, request: HttpRequest, moment: datetime) -> dict[str, Any]:
    """Return what only the sheet shows of *place*, whose details are read."""
    directory = place.get_parent()
    base_url, url = directory.get_url(request), place.get_full_url(request) or ""
    shared_photo = _shared_photo(place, request)
    description = _description(place)
    photos = _photos(place)
    return {
        "crumbs": [{"title": directory.title, "url": base_url}],
        "description": description,
        "passages": _passages(place, base_url, moment),
        "map_url": presenters.map_url(place, base_url),
        "small_map": presenters.small_map_of(place),
        "first_photo": photos[0] if photos else None,
        "photos": photos[1:],
        "services": presenters.services_of(place),
        "equipment": [str(term) for term in place.terms_of(Vocabulary.EQUIPMENT)],
        "offer": presenters.offer_of(place),
        "facts": presenters.facts_of(place),
        "accessibility_url": _web_address(place.accessibility_url),
        "shared_photo": shared_photo,
        "nearby": _nearby(place, base_url, moment),
        "compare_url": compare_url(place, base_url),
        "share_url": url,
        "mail_url": presenters.mail_url(place, url),
        "easy_url": f"{place.get_url(request) or ''}facile-a-lire/",
        "report_url": f"{place.get_url(request) or ''}signaler/",
        "structured_data": structured_data(place, url, description, shared_photo["url"]),
    }


def _passages(place: PlacePage, base_url: str, moment: datetime) -> dict[str, str] | None:
    """Return the way to all that passes where *place* passes next; None for one without a round."""
    coming = next_passages(presenters.stops_of(place, moment.date()), moment, 1)
    if not coming:
        return None
    stop = coming[0].stop
    return {
        "label": f"Tous les passages près {of(stop['commune'])}",
        "url": address(f"{base_url}{ROUTE}", [("commune", stop["insee_code"])]),
    }


def _nearby(place: PlacePage, base_url: str, moment: datetime) -> list[PlaceCard]:
    """Return the cards of what stands or passes near *place*; nothing does near one that moves."""
    if place.latitude is None or place.longitude is None or presenters.moves(place):
        return []
    centre = Centre(place.latitude, place.longitude)
    near = around(centre, NEARBY_KM).but(place.slug).nearest_first()
    return cards_of(near[:NEARBY_NUMBER], base_url, moment, centre=centre)


def _load_details(place: PlacePage, *, in_memory: bool) -> None:
    """Read at once what the sheet shows beside its card: one query for each kind of thing.

    A preview holds its details in memory, not yet in the database: its card is made of them.
    """
    if in_memory:
        place.card = card_data(place)
        prefetch_related_objects(list(place.photos.all()), "image")
    else:
        photos = Prefetch("photos", PlacePhoto.objects.select_related("image"))
        prefetch_related_objects([place], "terms", photos)
    images = [photo.image for photo in place.photos.all()]
    images += [block.value["image"] for block in place.body if block.block_type == "photo"]
    read_renditions(image for image in images if image)


def _provenance(place: PlacePage, moment: datetime) -> dict[str, Any]:
    """Say where the sheet comes from and how old it is, the same way everywhere.

    A sheet that was imported has been verified by its source, if at all: it says « données du ».
    """
    day = long_date(place.verified_on)
    imported = not place.verified_here
    old = presenters.is_old(place, moment.date())
    known = "Ces informations datent du" if imported else "Cette fiche a été vérifiée le"
    return {
        "source": f"{place.source}, données du {day}" if imported else place.source,
        "verified_on": None if imported else place.verified_on,
        "warning": f"{known} {day} : vérifiez-les auprès du lieu avant de vous déplacer."
        if old
        else "",
    }


def _description(place: PlacePage) -> str:
    """Return one or two sentences for search engines and shared links."""
    if place.search_description or place.summary:
        return place.search_description or place.summary
    services = [str(term).lower() for term in place.terms_of(Vocabulary.SERVICE)[:3]]
    where = f"{place.title}, {at(place.commune.name)} ({place.postcode})."
    what = f" {', '.join(services).capitalize()}." if services else ""
    return f"{where}{what} Horaires, téléphone et accès."


def _photos(place: PlacePage) -> list[dict[str, Any]]:
    """Return the photos of *place* whose file is still there."""
    shown = (
        {
            "picture": picture(photo.image, photo.alt_text),
            "caption": photo.alt_text,
            "credit": photo.credit,
        }
        for photo in place.photos.all()
    )
    return [photo for photo in shown if photo["picture"]]


def _shared_photo(place: PlacePage, request: HttpRequest) -> dict[str, Any]:
    """Return the photo that links to the sheet show elsewhere; an empty address without photo."""
    found = (single(photo.image, Cut.SHARED, photo.alt_text) for photo in place.photos.all())
    shared = next(filter(None, found), None)
    if shared is None:
        return {"url": ""}
    return shared | {"url": request.build_absolute_uri(shared["url"])}


def _web_address(text: str) -> str:
    return text if presenters.is_web_address(text) else ""
