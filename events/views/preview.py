"""The dates that would result from what is being typed, in the admin."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from directory.models import PlacePage
from events.admin.forms.dates import PreviewForm
from events.foreseen import Foreseen, foresee
from events.models import EventPage


@require_http_methods(["GET", "POST"])
def dates_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Say the dates of an unsaved form. *pk* is the event, or the place of an event to come.

    Nothing is stored.
    """
    event = _event_for(request, get_object_or_404(Page, id=pk).specific)
    form = PreviewForm(request.POST if request.method == "POST" else request.GET)
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(event, name, value)
        foreseen = foresee(event)
    else:
        foreseen = Foreseen(errors=_messages(form))
    return render(request, "events/admin/dates_panel/_dates.html", {"foreseen": foreseen})


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


def _messages(form: PreviewForm) -> list[str]:
    """Return what is wrong; nothing while the date or the times are not typed yet."""
    return [
        str(error.messages[0])
        for errors in form.errors.as_data().values()
        for error in errors
        if error.code != "required"
    ]
