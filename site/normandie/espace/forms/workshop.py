"""A workshop as a manager types it: four fields, and what the place says of the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.forms import BoundField

from core.forms.fields import MultilineField
from core.markup import text_of
from core.pictures.forms import PictureField
from core.text.cleaning import paragraphs_html, plain_text
from core.text.french import clock
from events.forms.dates import DAY, TIME
from events.forms.event import EventForm
from events.models import EventPage

USUAL_LENGTH = timedelta(hours=2)
LONGEST_BODY = 5000  # characters
FIRST = ("title", "starts_on", "start_time", "end_time")


@dataclass(frozen=True)
class Group:
    """Fields that are folded under *title*; open where one of them is to correct."""

    title: str
    fields: list[BoundField]

    @property
    def is_open(self) -> bool:
        return any(field.errors for field in self.fields)


GROUPS = {
    "Le répéter": (
        *("rule", "skip_school_holidays", "skip_public_holidays"),
        *("added_dates", "excluded_dates"),
    ),
    "Plus d’options\u00a0: texte, prix, places, image…": (
        *("summary", "body", "kind", "level", "themes", "terms_audience", "terms_care"),
        *("price", "price_note", "capacity", "booking", "booking_contact"),
        *("attendance", "online_url", "accessibility"),
        *("picture", "remove_picture", "image_alt", "image_credit", "is_shared"),
    ),
}


class WorkshopForm(EventForm, forms.ModelForm):
    """What is not typed is taken from the place, and from how long its workshops usually last."""

    body = MultilineField(
        label="Présentation détaillée",
        required=False,
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Le programme, ce qu’il faut apporter.",
    )
    online_url = forms.URLField(
        label="Adresse pour participer en ligne",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    picture = PictureField(
        label="Image",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    remove_picture = forms.BooleanField(label="Retirer l’image d’aujourd’hui", required=False)

    class Meta:
        model = EventPage
        fields = (
            *FIRST,
            *("rule", "added_dates", "excluded_dates"),
            *("skip_school_holidays", "skip_public_holidays"),
            *("summary", "body", "kind", "level", "price", "price_note", "capacity"),
            *("booking", "booking_contact", "attendance", "online_url", "accessibility"),
            *("image_alt", "image_credit", "is_shared"),
        )
        widgets = {
            "starts_on": DAY,
            "start_time": TIME,
            "end_time": TIME,
            "summary": forms.Textarea(attrs={"rows": 3}),
            "price": forms.NumberInput(attrs={"inputmode": "decimal"}),
        }
        labels = {
            "title": "Titre",
            "starts_on": "Jour",
            "start_time": "Début",
            "end_time": "Fin",
            "summary": "Présentation courte",
            "price": "Prix en euros",
            "booking": "Comment réserver",
            "attendance": "Où participer",
            "skip_school_holidays": "Sauf vacances scolaires (zone B)",
            "skip_public_holidays": "Sauf jours fériés",
            "is_shared": "Les autres lieux peuvent le reprendre",
            "kind": "Type",
            "capacity": "Nombre de places",
        }
        help_texts = {
            "title": "Ce qu’on y fait, par exemple «\u00a0Envoyer des photos depuis son "
            "téléphone\u00a0».",
            "end_time": "",
            "price": "0 si c’est gratuit. Vide s’il n’est pas connu.",
            "summary": "Deux phrases pour qui hésite à venir. Vide\u00a0: nous disons le type, le "
            "lieu et la commune.",
            "capacity": "Vide s’il n’est pas limité.",
            "booking_contact": "Numéro, courriel ou adresse web. Vide\u00a0: ceux de la fiche.",
        }

    def __init__(self, *args: Any, usual_length: timedelta = USUAL_LENGTH, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual_length = usual_length
        self.fields["end_time"].required = False
        self.fields["end_time"].help_text = f"Vide\u00a0: {_said(usual_length)} après le début."
        self.fields["summary"].required = False
        self.initial["body"] = plain_text(self.instance.body)
        if self.instance.image_id is None:
            del self.fields["remove_picture"]

    @property
    def usual_minutes(self) -> int:
        return int(self.usual_length.total_seconds() // 60)

    @property
    def first(self) -> list[BoundField]:
        return [self[name] for name in FIRST]

    @property
    def groups(self) -> Iterator[Group]:
        for title, names in GROUPS.items():
            yield Group(title, [self[name] for name in names if name in self.fields])

    @property
    def problems(self) -> list[dict[str, str]]:
        """What to correct, each with the address of its field."""
        return [
            {"label": f"{self[name].label}\u00a0: {error}", "url": f"#{self[name].auto_id}"}
            for name in self.fields
            for error in self.errors.get(name, ())
        ]

    def clean_body(self) -> str:
        """Leave what staff laid out as it is while its words stay the same."""
        typed: str = self.cleaned_data["body"]
        if "body" not in self.changed_data or typed == plain_text(self.instance.body):
            return str(self.instance.body)
        return paragraphs_html(typed)

    def clean(self) -> dict[str, Any]:
        """Say when it ends, and of an image what it shows; the model checks the rest."""
        cleaned = self.cleaned_data
        start: time | None = cleaned.get("start_time")
        if start and not cleaned.get("end_time") and "end_time" not in self.errors:
            cleaned["end_time"] = end_after(start, self.usual_length)
        if cleaned.get("remove_picture"):
            self.instance.image = None
            cleaned["image_alt"] = cleaned["image_credit"] = ""
        if cleaned.get("picture") and not cleaned.get("image_alt"):
            self.add_error("image_alt", "Décrivez ce que l’image montre.")
        return super().clean()

    @property
    def is_laid_out(self) -> bool:
        """Whether the text holds a layout that this form cannot keep when its words change."""
        body = str(self.instance.body)
        return bool(text_of(body).strip()) and paragraphs_html(plain_text(body)) != body


def end_after(start: time, length: timedelta) -> time:
    """Return the clock time at which what begins at *start* and lasts for *length* ends."""
    return (datetime.combine(datetime.min, start) + length).time()


def _said(length: timedelta) -> str:
    """Say how long it lasts: « 2 h », « 1 h 30 », « 45 min »."""
    minutes = int(length.total_seconds() // 60)
    return clock(minutes) if minutes >= 60 else f"{minutes}\u00a0min"
