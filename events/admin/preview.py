"""The dates that would result from what staff are typing."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from directory.models import PlacePage
from events.models import EventPage
from events.views.preview import dates_preview


def staff_dates_preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say the dates of an unsaved form. *pk* is the event, or the place of an event to come."""
    return dates_preview(request, _event_for(request, get_object_or_404(Page, id=pk).specific))


def _event_for(request: HttpRequest, page: Page) -> EventPage:
    """Return the event whose dates are asked for, to whom may write it."""
    rights = page.permissions_for_user(request.user)
    if isinstance(page, EventPage):
        allowed, event = rights.can_edit(), page
    elif isinstance(page, PlacePage):
        allowed, event = rights.can_add_subpage(), EventPage()
    else:
        raise Http404("Cette page ne tient pas d’événement.")
    if not allowed:
        raise PermissionDenied
    return event
