"""The page of our own form fields: empty, filled, refused, and as they are sent back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.models import DirectoryPage
from directory.views.tiles import allow_tiles
from events.models import EventPage
from events.views.preview import dates_preview, foresee_typed

from .form_fields import FILLED, WRONG, EventFieldsForm, PlaceFieldsForm

STATES = {"vides": "Vides", "remplis": "Remplis", "erreurs": "Avec des erreurs"}


@require_http_methods(["GET", "POST"])
@allow_tiles
def form_fields(request: HttpRequest) -> HttpResponse:
    """Show the fields in the state that ``etat`` asks, or as they were sent."""
    state = request.GET.get("etat", "vides")
    sent: Any = WRONG if state == "erreurs" else None
    if request.method == "POST":
        sent, state = request.POST, ""
    initial = FILLED if state == "remplis" else {}
    place, event = PlaceFieldsForm(sent, initial=initial), EventFieldsForm(sent, initial=initial)
    place.fields["point"].widget.map.background = _outlines(request)
    taken = place.is_valid() & event.is_valid()
    context = {
        "place": place,
        "event": event,
        "media": place.media + event.media,
        "foreseen": foresee_typed(EventPage(), request.POST) if sent is request.POST else None,
        "states": [
            {"code": code, "label": label, "current": code == state}
            for code, label in STATES.items()
        ],
        "crumbs": [{"title": "Guide de style", "url": reverse("styleguide:components")}],
        "taken": [*_said(place), *_said(event)] if taken else [],
    }
    refused = request.method == "POST" and not taken
    return render(request, "styleguide/form_fields.html", context, status=422 if refused else 200)


def event_dates(request: HttpRequest) -> HttpResponseBase:
    """Say the dates of the event that is being typed."""
    return dates_preview(request, EventPage())


def _outlines(request: HttpRequest) -> str:
    directory = DirectoryPage.open_to_all()
    return f"{directory.get_url(request)}carte/fond.json" if directory else ""


def _said(form: forms.Form) -> list[str]:
    """Return what was understood of each field."""
    return [f"{form[name].label}\u00a0: {value}" for name, value in form.cleaned_data.items()]
