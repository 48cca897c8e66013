"""What search engines read of a place: JSON-LD with the words of https://schema.org."""

from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from core.pages.structured_data import json_ld
from directory.hours import schema_org_hours
from directory.models import PlacePage, Vocabulary
from directory.presenters import is_web_address, moves, stops_of

# Kinds of LocalBusiness that say more than « LocalBusiness », by typology of the standard.
TYPES = {
    "BIB": "Library",
    "RELAIS_LECTURE": "Library",
    "LA_POSTE": "PostOffice",
    "FT": "EmploymentAgency",
    "ML": "EmploymentAgency",
    "RFS": "GovernmentOffice",
    "MSAP": "GovernmentOffice",
    "CCAS": "GovernmentOffice",
    "MUNI": "GovernmentOffice",
    "EPCI": "GovernmentOffice",
}
DEFAULT_TYPE = "LocalBusiness"


def structured_data(place: PlacePage, url: str, description: str, image_url: str) -> SafeString:
    """Return the JSON-LD of *place*, safe inside a script element; nothing of an example.

    Search engines and assistants would tell an invented place as one where people can go.

    Args:
        place: with its terms at hand.
        url: absolute address of the sheet.
        description: one or two sentences.
        image_url: absolute address of a photo, or empty.
    """
    if place.is_example:
        return SafeString()
    data = {
        "@type": type_of(place),
        "@id": url,
        "url": url,
        "name": place.title,
        "description": description,
        "image": image_url,
        "identifier": place.public_id,
        "telephone": place.phone,
        "email": place.emails.splitlines()[:1],
        "sameAs": [line for line in place.websites.splitlines() if is_web_address(line)],
        **_where_and_when(place),
        "amenityFeature": _amenities(place),
        "makesOffer": _offers(place),
        "knowsAbout": [str(term) for term in place.terms_of(Vocabulary.SERVICE)],
    }
    return json_ld({name: value for name, value in data.items() if value})


def _where_and_when(place: PlacePage) -> dict[str, Any]:
    """Return the address, the point and the hours of *place*; of one that moves, where it stops.

    Its office is no place to send anybody to.
    """
    today = timezone.localdate()
    communes = {stop["commune"]: None for stop in stops_of(place, today)}
    served = [{"@type": "City", "name": name} for name in communes]
    if moves(place):
        return {"areaServed": served}
    return {
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(filter(None, [place.address, place.address_extra])),
            "postalCode": place.postcode,
            "addressLocality": place.commune.name,
            "addressCountry": "FR",
        },
        "geo": _point(place),
        "openingHoursSpecification": schema_org_hours(place.hours, today),
        "areaServed": served,
    }


def type_of(place: PlacePage) -> str:
    """Return the most telling schema.org type among the typologies of *place*."""
    codes = [term.code for term in place.terms_of(Vocabulary.TYPOLOGY)]
    return next((TYPES[code] for code in codes if code in TYPES), DEFAULT_TYPE)


def _point(place: PlacePage) -> dict[str, Any] | None:
    if place.latitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _amenities(place: PlacePage) -> list[dict[str, Any]]:
    terms = [*place.terms_of(Vocabulary.EQUIPMENT), *place.terms_of(Vocabulary.COWORKING)]
    return [
        {"@type": "LocationFeatureSpecification", "name": str(term), "value": True}
        for term in terms
    ]


def _offers(place: PlacePage) -> list[dict[str, Any]]:
    return [
        {
            "@type": "Offer",
            "name": f"{formula['desk']}, {formula['period']}",
            "price": formula["price"],
            "priceCurrency": "EUR",
        }
        for formula in place.card.get("formulas", [])
        if formula["price"] is not None
    ]
