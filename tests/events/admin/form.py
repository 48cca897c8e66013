"""Filling the form of an event as a browser does: from what the page shows."""

from django.http.response import HttpResponseBase
from django.test import Client
from wagtail.models import Page

from events.models import EventPage
from tests.directory.admin import sheet
from tests.directory.admin.sheet import Opened, edit_url, opened

__all__ = ["edit_url", "saved", "send", "submit"]


def send(client: Client, shown: Opened, **changes: object) -> HttpResponseBase:
    """Change some inputs of what is *shown*, then publish. « _ » of ``rule_…`` stands for « - »."""
    named = {name.replace("rule_", "rule-"): value for name, value in changes.items()}
    return sheet.send(client, shown, **named)


def submit(client: Client, event: Page, **changes: object) -> HttpResponseBase:
    """Open the event, change some inputs, then publish it, as ``send`` does."""
    return send(client, opened(client, event), **changes)


def saved(event: Page) -> EventPage:
    """The event as visitors see it."""
    return EventPage.objects.get(pk=event.pk)
