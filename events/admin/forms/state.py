"""The state of one date of an event, as staff change it."""

from typing import Any

from django import forms

from events.dates import line_of
from events.models import Occurrence


class StateForm(forms.ModelForm):
    """One date among those of an event.

    What was shown goes along in hidden inputs: a row that someone else has changed meanwhile, and
    that was not touched here, is left alone.
    """

    class Meta:
        model = Occurrence
        fields = ("status", "note")
        widgets = {"note": forms.TextInput(attrs={"placeholder": "Précision facultative"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line_of(self.instance)
        for field in self.fields.values():
            field.show_hidden_initial = True
            field.widget.attrs["aria-label"] = f"{field.label}, {self.line.day}, {self.line.time}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            self.has_changed()
            and cleaned.get("status") == Occurrence.Status.MOVED_ONLINE
            and not (cleaned.get("note") or self.instance.event.online_url)
        ):
            self.add_error(
                "note",
                "Dites comment participer en ligne\u00a0: l’événement n’a pas d’adresse pour cela.",
            )
        return cleaned
