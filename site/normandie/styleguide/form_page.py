"""The page of our own form fields: empty, filled, refused, and as they are sent back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods

from core.forms.fields import (
    EmailsField,
    PhoneField,
    PostcodeField,
    RnaField,
    SiretField,
    WebsitesField,
)
from core.mail.fields import EmailAddressFormField
from directory.forms.hours import HoursField, HoursWidget
from directory.forms.point import Point, PointField
from directory.forms.terms import TermsField
from directory.models import DirectoryPage
from directory.models.vocabulary import Vocabulary
from directory.views.tiles import allow_tiles
from events.forms.dates import DatesForm
from events.models import EventPage
from events.views.preview import dates_preview, foresee_typed


class ReportForm(forms.Form):
    """Fields of every sort that the site uses."""

    email = EmailAddressFormField(
        label="Votre courriel", required=False, help_text="Seulement pour vous répondre."
    )
    subject = forms.ChoiceField(
        label="Qu’est-ce qui ne va pas\u00a0?",
        choices=[("horaires", "Les horaires"), ("adresse", "L’adresse"), ("autre", "Autre chose")],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label="Lieu", choices=[("1", "La Passerelle"), ("2", "Le Phare")])
    message = forms.CharField(label="Votre message", widget=forms.Textarea(attrs={"rows": 4}))
    seen = forms.BooleanField(
        label="J’ai vu la porte fermée", help_text="Ou quelqu’un vous l’a dit."
    )


DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class PlaceFieldsForm(forms.Form):
    """The fields of a sheet that need a widget or a reading of their own."""

    phone = PhoneField(label="Téléphone", help_text="Par exemple 02 31 00 00 00.")
    emails = EmailsField(
        label="Courriels", required=False, help_text="Une adresse par ligne, la principale d’abord."
    )
    websites = WebsitesField(label="Sites", required=False, help_text="Une adresse par ligne.")
    postcode = PostcodeField(label="Code postal", help_text="Cinq chiffres.")
    siret = SiretField(
        label="SIRET", required=False, help_text="Numéro d’établissement, de quatorze chiffres."
    )
    rna = RnaField(
        label="Numéro RNA",
        required=False,
        help_text="Au répertoire des associations\u00a0: W et neuf caractères.",
    )
    point = PointField(label="Position", required=False, help_text="En degrés.")
    hours = HoursField(
        label="Horaires",
        required=False,
        widget=HoursWidget(preview_url=reverse_lazy("styleguide:hours_preview")),
    )
    services = TermsField(Vocabulary.SERVICE, help_text="Ce que le lieu fait pour ses visiteurs.")


class EventFieldsForm(DatesForm):
    """When an event takes place."""

    starts_on = forms.DateField(label="Première date", widget=DAY)
    start_time = forms.TimeField(label="Heure de début", widget=TIME)
    end_time = forms.TimeField(label="Heure de fin", widget=TIME)
    skip_school_holidays = forms.BooleanField(
        label="Sauf vacances scolaires (zone B)", required=False
    )
    skip_public_holidays = forms.BooleanField(label="Sauf jours fériés", required=False)
    field_order = ("starts_on", "start_time", "end_time", "rule")


FILLED: dict[str, Any] = {
    "phone": "+33231000000",
    "emails": "accueil@exemple.invalid\natelier@exemple.invalid",
    "websites": "https://exemple.invalid/",
    "postcode": "14000",
    "siret": "21140118900017",
    "rna": "W143000000",
    "point": Point(49.18209, -0.37132),
    "hours": "Mo-Fr 09:00-12:00,14:00-18:00; SH Mo-Fr 10:00-12:00; PH off; 2026 Dec 24-31 off",
    "starts_on": "2027-03-01",
    "start_time": "18:00",
    "end_time": "20:00",
    "rule": "FREQ=WEEKLY;COUNT=12",
    "excluded_dates": ["2027-04-05"],
    "skip_school_holidays": True,
}
# As a browser would send them: each one is wrong.
WRONG: dict[str, Any] = {
    "phone": "02 31",
    "emails": "accueil@exemple.invalid\npas-une-adresse",
    "websites": "javascript://x",
    "postcode": "1400",
    "siret": "21140118900018",
    "rna": "143000000",
    "point_latitude": "49,18",
    "point_longitude": "un peu à l’ouest",
    "hours-table": "1",
    "hours-usual-0-0-from": "12:00",
    "hours-usual-0-0-to": "09:00",
    "hours-usual-2-1-from": "14:00",
    "hours-school": "different",
    "hours-closure-0-to": "2026-12-31",
    "start_time": "18:00",
    "rule-pattern": "semaine",
    "rule-until": "2027-06-30",
    "rule-count": "12",
    "added_dates": "mardi prochain",
}


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
