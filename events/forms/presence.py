"""The form by which a place counts who came to a date; nothing of who is kept."""

from collections.abc import Iterable
from typing import Any

from django import forms

from events.models import Registration

MOST = 2_000  # people in one date


class NumberOfPeople(forms.IntegerField):
    """A number of people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST, **kwargs)


class CameForm(forms.Form):
    """How many came, where nobody is to be ticked."""

    came = NumberOfPeople(label="Combien de personnes sont venues\u00a0?")

    @property
    def total(self) -> int:
        return int(self.cleaned_data["came"])


class PresenceForm(forms.Form):
    """Who came among *registrations*, ticked once, and how many others."""

    others = NumberOfPeople(
        label="Autres personnes venues, sans inscription", initial=0, required=False
    )

    def __init__(self, *args: Any, registrations: Iterable[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {f"present-{each.pk}": _present(each) for each in registrations}
        self.fields = people | self.fields

    @property
    def total(self) -> int:
        return sum(int(value or 0) for value in self.cleaned_data.values())


def _present(registration: Registration) -> forms.Field:
    """Return a tick for one person; for several, how many of them."""
    if registration.seats == 1:
        return forms.BooleanField(label=registration.name, required=False)
    choices = [(number, str(number)) for number in range(registration.seats + 1)]
    several = f"{registration.seats}\u00a0places"
    label = f"{registration.name}, {several}\u00a0: combien de personnes sont venues\u00a0?"
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, initial=0)
