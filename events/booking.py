"""How people come to an event: what it costs, where to book, and how to take part."""

from __future__ import annotations

from typing import Any

from core.phones import parse_phone
from core.text.formats import euros, phone
from directory.models import PlacePage
from directory.presenters import is_web_address
from events.models import EventPage, Occurrence

Booking = EventPage.Booking
FEW_SEATS = 3  # from which their number is told


def price_of(event: EventPage) -> str:
    """Say what *event* costs; empty when it is not known."""
    if event.price is None:
        return event.price_note
    amount = euros(event.price) if event.price else "Gratuit"
    return f"{amount} ({event.price_note})" if event.price_note else amount


def booking_of(event: EventPage, place: PlacePage) -> dict[str, Any]:
    """Return where to book *event*: see ``templates/events/event_page/_booking.html``.

    What the event does not give is taken from the sheet of *place*. The phone of the place is
    there in any case: it helps who does not book online. Where nobody said whether one books,
    nothing is said.
    """
    own = event.booking_contact.strip()
    if event.booking == Booking.UNKNOWN:
        return _ways(known=False)
    if event.booking == Booking.NONE:
        return _ways(needed=False)
    found = _ways(number=place.phone)
    if event.takes_registrations:
        found |= ({"email": own} if "@" in own else _number(own)) if own else {}
        return found | {"here": True, "url": event.full_url or ""}
    if event.booking == Booking.PHONE and own:
        return found | _number(own)
    if event.booking == Booking.EMAIL:
        found["email"] = own or _first_email(place)
    elif event.booking == Booking.LINK:
        url = own or place.booking_url
        found["url"] = url if is_web_address(url) else ""
    if not (found["phone"] or found["email"] or found["url"]):
        found["email"] = _first_email(place)
        found["url"] = place.booking_url if is_web_address(place.booking_url) else ""
    return found


def said_booking(booking: dict[str, Any]) -> str:
    """Say the first way of booking in a few words, for paper and for messages."""
    if not booking["known"]:
        return ""
    if not booking["needed"]:
        return "Sans réservation"
    if booking["here"] and booking["url"]:
        return f"Inscription sur {booking['url']}"
    ways = (
        ("au", booking["phone"]),
        ("par courriel à", booking["email"]),
        ("sur", booking["url"]),
    )
    return next((f"Réservation {how} {where}" for how, where in ways if where), "")


def said_contact(event: EventPage, place: PlacePage) -> str:
    """Return the phone number, else the address, of who answers for *event*; empty for none."""
    ways = booking_of(event, place)
    return ways["phone"] or ways["email"] or _first_email(place)


def said_seats(date: Occurrence) -> str:
    """Say how many seats of *date* are left, and never who has the others."""
    left = date.seats_left
    if not left:
        return "Complet\u00a0: liste d’attente"
    if left > FEW_SEATS:
        return "Il reste des places"
    return f"Plus que {left}\u00a0places" if left > 1 else "Plus qu’une place"


def _ways(*, known: bool = True, needed: bool = True, number: str = "") -> dict[str, Any]:
    ways = {"known": known, "needed": needed, "here": False, "email": "", "url": ""}
    return ways | _number(number)


def _number(text: str) -> dict[str, str]:
    """Return a phone number as it is read and as it is dialled; one that is odd is only read."""
    try:
        number = parse_phone(text)
    except ValueError:
        return {"phone": text, "phone_url": ""}
    return {"phone": phone(number), "phone_url": f"tel:{number}"}


def _first_email(place: PlacePage) -> str:
    return next(iter(place.emails.splitlines()), "")
