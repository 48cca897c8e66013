"""Filling the form of an event as a browser does: from what the page shows."""

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from events.models import EventPage
from tests.directory.admin.sheet import shown_form


def edit_url(event: EventPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=(event.pk,))


def submit(client: Client, event: EventPage, **changes: object) -> HttpResponseBase:
    """Change some inputs of the event, then publish it. A « _ » of ``rule_…`` stands for « - »."""
    data = shown_form(client, edit_url(event))
    for name, value in changes.items():
        name = name.replace("rule_", "rule-")
        if isinstance(value, list):
            data.setlist(name, [str(item) for item in value])
        else:
            data[name] = str(value)
    data["action-publish"] = "action-publish"
    return client.post(edit_url(event), dict(data.lists()))


def saved(event: EventPage) -> EventPage:
    """The event as visitors see it."""
    return EventPage.objects.get(pk=event.pk)
