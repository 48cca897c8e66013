"""The form by which anyone asks for the weekly letter."""

from typing import Any

from django import forms

from core.forms.choices import ModelMultipleChoiceField
from core.forms.visitor_form import VisitorForm
from core.mail.fields import EmailAddressFormField
from directory.models import Departement
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
            "invalid": "Cette adresse n’est pas complète\u00a0: elle s’écrit comme "
            "prenom.nom@exemple.fr.",
        },
    )
    departements = ModelMultipleChoiceField(
        label="Départements",
        queryset=Departement.objects.order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ne cochez rien pour toute la région.",
    )
    themes = ModelMultipleChoiceField(
        label="Thèmes",
        queryset=Theme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ne cochez rien pour tous les thèmes.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="agenda-letter", **kwargs)
        if not Theme.objects.exists():
            del self.fields["themes"]
