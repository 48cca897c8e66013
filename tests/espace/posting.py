"""A manager at work, and the team that reads what is sent."""

from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from directory.models import PlacePage
from events.models import EventPage
from normandie.espace.models import PlaceSettings
from tests.factories import AgendaPageFactory, PlacePageFactory, UserFactory
from tests.reading import hidden_fields
from tests.roles import signed_in

FOUR_FIELDS = {"title": "Envoyer des photos", "starts_on": "2026-12-08", "start_time": "14:00"}
WEEKLY = {"rule-pattern": "semaine", "rule-count": "4"}
ONCE = {"rule-pattern": "une-fois"}
WRITE = "form[enctype]"  # by which a workshop is written
SEND = "form:has([name=seen])"


@dataclass
class Manager:
    """Someone signed in who manages *place*."""

    place: PlacePage
    user: Any
    client: Client

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"espace:{name}", args=(self.place.pk, *args))

    def get(self, name: str, *args: Any, **asked: Any) -> HttpResponseBase:
        return self.client.get(self.url(name, *args), asked)

    def post(self, name: str, *args: Any, **typed: Any) -> HttpResponseBase:
        return self.client.post(self.url(name, *args), typed)

    def write(self, **typed: Any) -> HttpResponseBase:
        """Open the form of a new workshop, fill it in and continue; return what follows."""
        key = hidden_fields(self.get("workshop_new"), WRITE)["key"]
        return self.post("workshop_new", **{"key": key} | FOUR_FIELDS | ONCE | DEFAULTS | typed)

    def send(self, event: EventPage) -> HttpResponseBase:
        """Send what the page of checks shows."""
        seen = hidden_fields(self.get("workshop_check", event.pk), SEND)["seen"]
        return self.post("workshop_check", event.pk, seen=seen)

    def workshop(self, **typed: Any) -> EventPage:
        """Write a workshop and send it."""
        self.write(**typed)
        event = EventPage.objects.order_by("-pk")[0]
        self.send(event)
        event.refresh_from_db()
        return event


# What a browser sends of the folded fields, as they come.
DEFAULTS = {"kind": "atelier", "level": "tous", "booking": "telephone", "attendance": "sur-place"}


def a_manager(*, trusted: bool = False, **place: Any) -> Manager:
    """Return someone who manages a new place, *trusted* to publish directly or not."""
    AgendaPageFactory()
    managed = PlacePageFactory(**{"title": "Le Dôme", "phone": "+33231000000"} | place)
    user = UserFactory()
    managed.managers.add(user)
    if trusted:
        PlaceSettings.objects.create(place=managed, publishes_directly=True)
    client = Client()
    client.force_login(user)
    return Manager(managed, user, client)


def decide(event: EventPage, action: str, comment: str = "") -> HttpResponseBase:
    """Have the team « approve » or « reject » what waits."""
    state = EventPage.objects.get(pk=event.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(event.pk, action, state.pk))
    return signed_in("team").post(url, {"comment": comment})
