"""Finding what is held on a person who wrote to the team."""

from django import forms
from django.core.exceptions import ValidationError

from core.mail.fields import EmailAddressFormField
from events.models import Subscription


class PersonForm(forms.Form):
    """The whole address: nobody needs to look through those of others."""

    email = EmailAddressFormField(
        label="Adresse électronique de la personne",
        max_length=254,
        help_text="L’adresse entière, telle qu’elle l’a donnée. Elle n’est pas enregistrée.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    found: Subscription

    def clean_email(self) -> str:
        """Keep a subscription of the address in ``found``; raise ValidationError for none."""
        email = str(self.cleaned_data["email"]).lower()
        found = Subscription.objects.filter(email=email).order_by("pk").first()
        if found is None:
            raise ValidationError("Le site ne retient rien sur cette adresse.")
        self.found = found
        return email
