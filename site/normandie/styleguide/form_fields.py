"""A public form with each of our own fields, to see them empty, filled and refused."""

from typing import Any

from django import forms
from django.urls import reverse_lazy

from core.forms.fields import (
    EmailsField,
    PhoneField,
    PostcodeField,
    RnaField,
    SiretField,
    WebsitesField,
)
from directory.forms.hours import HoursField, HoursWidget
from directory.forms.point import Point, PointField
from directory.forms.terms import TermsField
from directory.models.vocabulary import Vocabulary
from events.forms.dates import DatesForm

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
    siret = SiretField(label="SIRET", required=False, help_text="Quatorze chiffres.")
    rna = RnaField(
        label="Numéro RNA",
        required=False,
        help_text="Pour une association\u00a0: W et neuf caractères.",
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
