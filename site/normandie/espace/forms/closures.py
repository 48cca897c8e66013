"""A closure: two dates."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from directory.hours import Closure

MAX_DAYS, MAX_AHEAD = 366, 731


class DayInput(forms.DateInput):
    """The calendar of the browser."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class ClosureForm(forms.Form):
    """Closed from one day to another; a single day where the second is left empty.

    Args:
        past: whether the days may be over, for a closure that is taken back.
    """

    first = forms.DateField(label="Fermé du", widget=DayInput)
    last = forms.DateField(
        label="au",
        required=False,
        widget=DayInput,
        help_text="Jour compris. Laissez vide pour un seul jour.",
    )

    def __init__(self, data: Any = None, *, past: bool = False) -> None:
        super().__init__(data)
        self.past = past
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last") or cleaned.get("first")
        if first is None or last is None:
            return cleaned
        if last < first:
            self.add_error("last", "Le dernier jour doit venir après le premier.")
        elif last - first > timedelta(days=MAX_DAYS):
            self.add_error("last", "Une fermeture dure un an au plus\u00a0: écrivez à l’équipe.")
        elif not self.past and last < timezone.localdate():
            self.add_error("first", "Ces jours sont passés.")
        elif last > timezone.localdate() + timedelta(days=MAX_AHEAD):
            self.add_error("first", "Annoncez une fermeture deux ans à l’avance au plus.")
        return cleaned | {"last": last}

    @property
    def closure(self) -> Closure:
        """The closure that was typed; only once the form is valid."""
        if self.errors:
            raise ValidationError("No closure was typed.")
        return Closure(self.cleaned_data["first"], self.cleaned_data["last"])
