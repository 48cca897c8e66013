"""People who register for the dates of an event, as its page lets them."""

import re
from datetime import timedelta
from typing import Any

import time_machine
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from events.models import EventPage, Occurrence, Registration
from events.services.registrations import Contact, add
from tests.core.visitor_forms import hidden
from tests.factories import EventPageFactory


def event_with_seats(capacity: int = 2, **fields: Any) -> EventPage:
    return EventPageFactory(booking=EventPage.Booking.HERE, capacity=capacity, **fields)


def date_with_seats(capacity: int = 2, **fields: Any) -> Occurrence:
    return event_with_seats(capacity, **fields).occurrences.get()


def form_url(date: Occurrence) -> str:
    return f"{date.event.url}inscription/{date.pk}/"


def opened(date: Occurrence, client: Client | None = None) -> dict[str, str]:
    """What is sent by who opened the form of *date* ten seconds ago, and typed nothing yet."""
    with time_machine.travel(timezone.now() - timedelta(seconds=10)):
        html = (client or Client()).get(form_url(date)).content.decode()
    return {"token": hidden(html, "token"), "website": ""}


def send(date: Occurrence, contact: str = "camille@exemple.fr", **typed: str) -> HttpResponse:
    """Register by the form, as a browser that keeps no cookie and is checked for forgery."""
    client = Client(enforce_csrf_checks=True)
    person = {"name": "Camille Lefèvre", "contact": contact, "seats": "1"}
    return client.post(form_url(date), opened(date, client) | person | typed)


def registered(date: Occurrence, contact: str = "", seats: int = 1, **fields: Any) -> Registration:
    """Register somebody by the service; a mail address by default."""
    contact = contact or f"personne{Registration.objects.count()}@exemple.fr"
    way = Contact(email=contact) if "@" in contact else Contact(phone=contact)
    return add(date, name=fields.pop("name", "Camille Lefèvre"), contact=way, seats=seats)


def standing(date: Occurrence) -> list[tuple[str, str]]:
    """Return who is registered for *date*, in order, and how."""
    rows = date.registrations.order_by("pk")
    return [(each.email or each.phone, str(each.get_state_display())) for each in rows]


def leaving_path(mail: EmailMessage) -> str:
    """Return the path of the link that cancels, from *mail*."""
    [link] = set(re.findall(r"https?://[^/\s]+(/\S+/inscription/lien/\S+/)", mail.body))
    return link
