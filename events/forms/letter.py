"""The form by which anyone asks for the weekly letter."""

from typing import Any

from django import forms

from core.forms.choices import ModelMultipleChoiceField
from core.forms.visitor_form import VisitorForm
from core.mail.fields import EmailAddressFormField
from directory.forms.commune import CommuneField
from directory.models import Departement
from directory.search.near import ALONE, DEFAULT_RADIUS, RADII
from events.models import Theme


class LetterForm(VisitorForm):
    """An address, and what to write to it about."""

    email = EmailAddressFormField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="Par exemple prenom.nom@exemple.fr.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez l’adresse où envoyer la lettre.",
        },
    )
    commune = CommuneField(
        label="Votre commune",
        max_length=80,
        required=False,
        help_text="Son nom ou son code postal, pour les rendez-vous près de chez vous.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    rayon = forms.TypedChoiceField(
        label="Jusqu’où",
        choices=[
            (ALONE, "Dans la commune seulement"),
            *((radius, f"À moins de {radius}\u00a0km") for radius in RADII),
        ],
        coerce=int,
        initial=DEFAULT_RADIUS,
        required=False,
    )
    departements = ModelMultipleChoiceField(
        label="Départements",
        queryset=Departement.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Si vous n’avez pas écrit de commune. Ne cochez rien pour toute la région.",
    )
    themes = ModelMultipleChoiceField(
        label="Thèmes",
        queryset=Theme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ne cochez rien pour tous les thèmes.",
    )

    facile = forms.BooleanField(
        label="Une lettre facile à lire",
        required=False,
        help_text="Avec des phrases courtes. Vous pouvez la demander pour vous ou pour un proche.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="agenda-letter", **kwargs)
        if not Theme.objects.exists():
            del self.fields["themes"]

    def clean_rayon(self) -> int:
        rayon = self.cleaned_data["rayon"]
        return DEFAULT_RADIUS if rayon == "" else rayon  # 0 is the commune alone
