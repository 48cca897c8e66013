"""Forms by which people register for a date: their own, and the place's for who calls."""

from typing import Any

from django import forms

from core.forms.fields import PhoneField
from core.forms.visitor_form import VisitorForm
from core.mail.fields import EmailAddressFormField
from events.models import Occurrence
from events.services.registrations import Contact

MOST_SEATS = 4  # in one registration: a family, two friends; a group calls


class ContactField(forms.CharField):
    """A mail address or a phone number, in one box: whatever the person has."""

    widget = forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)

    def clean(self, value: Any) -> Contact:
        typed = str(super().clean(value) or "")
        if not typed:
            return Contact()
        if "@" in typed:
            return Contact(email=EmailAddressFormField().clean(typed))
        return Contact(phone=PhoneField().clean(typed))


class NameField(forms.CharField):
    """What to call somebody, on one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=80, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class SeatsField(forms.TypedChoiceField):
    """How many seats, one unless said; ``offer`` says how many an event has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)
        self.offer(MOST_SEATS)

    def offer(self, capacity: int) -> None:
        self.choices = [(number, str(number)) for number in range(1, min(MOST_SEATS, capacity) + 1)]


class RegistrationForm(VisitorForm):
    """A name, how to reach the person, and for how many."""

    name = NameField(
        label="Votre nom",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Écrivez votre nom."},
    )
    contact = ContactField(
        label="Votre adresse électronique ou votre téléphone",
        help_text="Avec une adresse électronique, vous recevez une confirmation, un rappel la "
        "veille et un lien pour annuler.",
        error_messages={"required": "Écrivez votre adresse électronique ou votre téléphone."},
    )
    seats = SeatsField(label="Nombre de places", initial=1)

    def __init__(self, *args: Any, date: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, signed_for=f"registration-{date.pk}", **kwargs)
        _offer_seats(self, date)


class CallerForm(forms.Form):
    """Somebody whom the place adds itself."""

    name = NameField(label="Nom", error_messages={"required": "Écrivez le nom de la personne."})
    contact = ContactField(
        label="Téléphone ou adresse électronique",
        required=False,
        help_text="Pour la prévenir si la date change. Avec une adresse, le site lui écrit.",
    )
    seats = SeatsField(label="Nombre de places", initial=1)

    def __init__(self, *args: Any, date: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].widget.attrs["autocomplete"] = "off"
        _offer_seats(self, date)


def _offer_seats(form: forms.Form, date: Occurrence) -> None:
    seats = form.fields["seats"]
    if isinstance(seats, SeatsField):
        seats.offer(date.event.capacity or 1)
