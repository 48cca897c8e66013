"""What the sheet of a place shows, part by part, in the shapes that the components ask for.

Each function leaves out what is not known: a sheet shows nothing empty.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.net import parts_of
from core.text.formats import euros, long_date, phone
from core.text.french import NBSP, ordinal, uncapitalised
from core.validators import has_user
from directory.hours import DayHours, sentence, week_of
from directory.map.drawing import WIDTH, frame, shapes
from directory.models import PlacePage, Vocabulary
from directory.rounds import CALL_TO_KNOW, by_days, lasting_stops, next_passages
from directory.services.card import grants_on

NEXT_PASSAGES = 4

OLD = timedelta(days=365)
DIRECTIONS = "https://www.openstreetmap.org/directions?to="  # then the point, in degrees
# The means of travel that openstreetmap.org has a router for.
BY = {
    "à pied": "fossgis_osrm_foot",
    "à vélo": "fossgis_osrm_bike",
    "en voiture": "fossgis_osrm_car",
}
LISTS_SHOWN = {
    Vocabulary.AUDIENCE: "Pour qui",
    Vocabulary.CARE: "Accueil adapté",
    Vocabulary.FEE: "Tarif de l’aide",
    Vocabulary.ACCESS: "Comment y être reçu",
    Vocabulary.SUPPORT: "Manière d’aider",
    Vocabulary.MOBILITY: "Lieu fixe ou itinérant",
    Vocabulary.TYPOLOGY: "Nature du lieu",
    Vocabulary.PROGRAMME: "Dispositifs nationaux",
    Vocabulary.TRAINING: "Formations et labels nationaux",
}

MOBILE = ("+336", "+337")
NETWORKS = {
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "twitter.com": "X",
    "x.com": "X",
    "youtube.com": "YouTube",
}


def moves(place: PlacePage) -> bool:
    """Return whether *place* only goes from place to place: its address is that of an office."""
    return bool(place.card.get("moves"))


def stops_of(place: PlacePage, today: date) -> list[Mapping[str, Any]]:
    """Return where *place* stops, as its card tells it, but what is over."""
    return lasting_stops(place.card.get("stops", ()), today)


def contact_of(place: PlacePage) -> dict[str, Any]:
    """Return the contact card: see ``templates/components/contact_card.html``."""
    sites = [line for line in place.websites.splitlines() if is_web_address(line)]
    return {
        "phone": phone(place.phone),
        "phone_url": f"tel:{place.phone}" if place.phone else "",
        # For who hears badly or does not speak.
        "sms_url": f"sms:{place.phone}" if place.phone.startswith(MOBILE) else "",
        "booking_url": place.booking_url if is_web_address(place.booking_url) else "",
        "relay_url": place.relay_url if is_web_address(place.relay_url) else "",
        "emails": place.emails.splitlines(),
        "sites": [
            {"url": url, "label": _site_label(url), "kind": _site_kind(url)} for url in sites
        ],
        # Nobody is received at the office of what moves: it is told apart, to write to.
        "address": [] if moves(place) else address_lines(place),
        "office": address_lines(place) if moves(place) else [],
    }


def address_lines(place: PlacePage) -> list[str]:
    """Return the postal address, line by line."""
    lines = [place.address, place.address_extra, f"{place.postcode} {place.commune.name}"]
    return [line for line in lines if line]


def directions_url(place: PlacePage) -> str:
    """Return where to see the way to *place*; empty when its point is not known, or it moves."""
    if place.latitude is None or moves(place):
        return ""
    return f"{DIRECTIONS}{place.latitude}%2C{place.longitude}"


def routes_to(place: PlacePage) -> list[dict[str, str]]:
    """Return where the way to *place* is told, by means of travel; empty without a point.

    OpenStreetMap knows no timetable: for public transport, the region's own service is named.
    """
    base = directions_url(place)
    if not base:
        return []
    routes = [{"label": label, "url": f"{base}&engine={engine}"} for label, engine in BY.items()]
    if service := settings.REGION.transport:
        label = f"en transports en commun ({service['name']})"
        routes.append({"label": label, "url": service["url"]})
    return routes


def small_map_of(place: PlacePage) -> dict[str, Any] | None:
    """Return the region drawn with the point of *place*; None without one, or where it moves."""
    if place.latitude is None or place.longitude is None or moves(place):
        return None
    x, y = frame().place(place.longitude, place.latitude)
    return {"width": WIDTH, "height": frame().height, "shapes": shapes().values(), "x": x, "y": y}


def mail_url(place: PlacePage, url: str) -> str:
    """Return a « mailto: » that carries what is needed to go to *place*: it is read unlinked."""
    told = [place.title, *contact_of(place)["address"], phone(place.phone), url]
    body = "\r\n".join(line for line in told if line)
    return f"mailto:?subject={quote(place.title)}&body={quote(body)}"


def map_url(place: PlacePage, base_url: str) -> str:
    """Return *place* on the map of the directory *base_url*; empty when it is not there."""
    stops = stops_of(place, timezone.localdate())
    is_there = bool(stops) or not (place.latitude is None or moves(place))
    return f"{base_url}carte/?{urlencode({'lieu': place.slug})}" if is_there else ""


def round_of(place: PlacePage, moment: datetime) -> dict[str, Any] | None:
    """Return the round of *place*, day by day, and its next passages; None for one without.

    One that only moves and says nothing of where sends to its phone.
    """
    stops = stops_of(place, moment.date())
    moving = moves(place)
    if not (stops or moving):
        return None
    return {
        "title": "Ce lieu se déplace" if moving else "Ce lieu passe aussi ailleurs",
        "moves": moving,
        "days": by_days(stops),
        "next": next_passages(stops, moment, NEXT_PASSAGES),
        "call": CALL_TO_KNOW if not stops else "",
    }


def is_old(place: PlacePage, today: date) -> bool:
    """Return whether what is known of *place* should be checked with it before going there."""
    return place.verified_on < today - OLD


def is_web_address(text: str) -> bool:
    """Say whether *text* may be made a link: imported sheets hold whatever their source held."""
    return text.startswith(("https://", "http://")) and not has_user(text)


def _site_kind(url: str) -> str:
    """What is behind *url*, for who hears an address without seeing the globe beside it."""
    parts = parts_of(url)
    domain = ".".join(parts.netloc.split(".")[-2:]) if parts else ""
    return NETWORKS.get(domain, "Site web")


def _site_label(url: str) -> str:
    parts = parts_of(url)
    label = f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}" if parts else url
    return label if len(label) <= 40 else f"{label[:39]}…"


def week(place: PlacePage, today: date) -> dict[str, Any] | None:
    """Return the hours of the seven days from *today*; None when they are not known.

    None either where the round tells them, stop by stop.
    """
    in_round = moves(place) and stops_of(place, today)
    days = [] if in_round else week_of(place.hours, today, today)
    if not days:
        return None
    said = sentence(place.hours)
    usual = "" if place.hours in said else f"D’habitude\u00a0: {uncapitalised(said)}"
    return {
        "caption": f"Horaires {'du service, ' if moves(place) else ''}des sept prochains jours",
        "days": [_day(day) for day in days],
        "note": " ".join(filter(None, [usual, place.hours_note])),
    }


def _day(day: DayHours) -> dict[str, Any]:
    return {
        "name": f"{day.name.capitalize()} {ordinal(day.date)}",
        "ranges": day.ranges,
        "note": day.note,
        "is_today": day.is_today,
    }


def services_of(place: PlacePage) -> list[dict[str, str]]:
    """Return the services in plain words, with the official wording where it differs."""
    return [
        {"plain": str(term), "official": term.label if str(term) != term.label else ""}
        for term in place.terms_of(Vocabulary.SERVICE)
    ]


def facts_of(place: PlacePage) -> list[dict[str, Any]]:
    """Return the practical facts: see ``templates/components/key_facts.html``."""
    facts: dict[str, list[str]] = {
        title: [str(term) for term in place.terms_of(vocabulary)]
        for vocabulary, title in LISTS_SHOWN.items()
    }
    facts["Mots-clés"] = place.card.get("tags", [])  # kept there: they cost no query
    facts["Autres labels et formations"] = place.other_labels.splitlines()
    facts["Structure porteuse"] = [place.parent_structure]
    facts["Numéro d’établissement (SIRET)"] = [place.siret]
    facts["Numéro d’association (RNA)"] = [place.rna]
    return [
        {"term": title, "lines": lines}
        for title, lines in ((title, [*filter(None, found)]) for title, found in facts.items())
        if lines
    ]


def labels_of(place: PlacePage, today: date) -> list[dict[str, str]]:
    """Return the labels that *place* holds *today*, each with the time it holds."""
    return [
        {
            "name": grant["label"],
            "period": _period(grant),
            "text": grant.get("text", ""),
            "verify_url": reverse("verify_grant", args=(grant["reference"],)),
        }
        for grant in grants_on(today, place.card)
    ]


def _period(grant: dict[str, Any]) -> str:
    period = f"Accordé le {long_date(date.fromisoformat(grant['from']))}"
    if grant["until"]:
        period += f", valable jusqu’au {long_date(date.fromisoformat(grant['until']))}"
    return period


def offer_of(place: PlacePage) -> dict[str, Any] | None:
    """Return what coworkers compare; None for a place that gives nothing of it."""
    offer: dict[str, Any] = {
        "formulas": [_formula(**formula) for formula in place.card.get("formulas", [])],
        "rooms": [_room(**room) for room in place.card.get("rooms", [])],
        "terms": [str(term) for term in place.terms_of(Vocabulary.COWORKING)],
        "facts": [],
    }
    if place.seats:
        number = f"{place.seats} poste{'s' if place.seats > 1 else ''}"
        offer["facts"].append({"term": "Postes de travail", "lines": [number]})
    if place.download_speed:
        speed = f"{place.download_speed}{NBSP}Mbit/s en réception"
        offer["facts"].append({"term": "Débit d’internet", "lines": [speed]})
    return offer if any(offer.values()) else None


def _formula(desk: str, period: str, price: str | None, note: str) -> dict[str, str]:
    return {"desk": desk, "period": period, "price": _price(price), "note": note}


def _price(price: str | None) -> str:
    if price is None:
        return "Sur devis"
    amount = Decimal(price)
    return euros(amount) if amount else "Gratuit"


def _room(
    name: str, capacity: int | None, equipment: str, prices: list[str] | None = None
) -> dict[str, Any]:
    people = f"{capacity} personne{'s' if capacity > 1 else ''}" if capacity else ""
    return {"name": name, "people": people, "equipment": equipment, "prices": prices or []}
