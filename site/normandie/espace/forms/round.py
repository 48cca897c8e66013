"""The round of a place that moves, or that receives elsewhere too: its stops."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ami.forms.fields import CommuneField
from directory.models import Stop
from events.forms.dates import DAY, TIME
from normandie.espace.forms.base import SheetForm

POINT = ("latitude", "longitude")


class StopForm(forms.ModelForm):
    """One stop. Its point, which the team may have set, stays as long as the stop is there."""

    commune = CommuneField(label="Commune", max_length=80, help_text="Son nom ou son code postal.")

    class Meta:
        model = Stop
        fields = (
            *("rhythm", "weekday", "date", "starts_at", "ends_at", "commune", "spot", "note"),
            *("off_school", "on_holidays", *POINT),
        )
        widgets = {
            "date": DAY,
            "starts_at": TIME,
            "ends_at": TIME,
            **dict.fromkeys(POINT, forms.HiddenInput),
        }
        labels = {
            "weekday": "Jour",
            "date": "Date",
            "starts_at": "Heure d’arrivée",
            "ends_at": "Heure de départ",
            "spot": "Où, dans la commune",
            "off_school": "Il ne passe pas pendant les vacances scolaires",
            "on_holidays": "Il passe aussi les jours fériés",
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if commune := cleaned.get("commune"):
            cleaned["commune_id"] = commune.pk
        if {"commune", "spot"} & set(self.changed_data):
            cleaned |= dict.fromkeys(POINT)
        return cleaned


class RoundForm(SheetForm):
    """Where the place stops, half-day by half-day."""

    rows = {"stops": StopForm}
    read_with = ("commune",)

    def initial_of(self, detail: Any, names: Iterable[str]) -> dict[str, Any]:
        return super().initial_of(detail, names) | {"commune": str(detail.commune)}
