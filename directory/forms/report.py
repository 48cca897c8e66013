"""The form by which visitors report an error of a sheet."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator

from core.forms.fields import MultilineField
from core.forms.visitor_form import VisitorForm
from core.mail.fields import EmailAddressFormField
from directory.models import ErrorReport

MIN_MESSAGE, MAX_MESSAGE = 10, 2000  # characters


class ReportForm(VisitorForm):
    """What a visitor tells of the sheet of a place."""

    subject = forms.ChoiceField(
        label="Qu’est-ce qui ne va pas ?",
        choices=ErrorReport.Subject.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez ce qui ne va pas.",
            "invalid_choice": "Choisissez une des réponses proposées.",
        },
    )
    message = MultilineField(
        label="Votre message",
        help_text="Dites ce qui est faux et, si vous le savez, ce qui est juste. "
        f"De {MIN_MESSAGE} à {MAX_MESSAGE} caractères.",
        max_length=MAX_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[
            MinLengthValidator(
                MIN_MESSAGE,
                f"Votre message est trop court : écrivez au moins {MIN_MESSAGE} caractères.",
            )
        ],
        error_messages={
            "required": "Écrivez ce qui est faux sur cette fiche.",
            "max_length": f"Votre message dépasse {MAX_MESSAGE} caractères "
            "(il en compte %(show_value)d)\u00a0: raccourcissez-le.",
        },
    )
    email = EmailAddressFormField(
        label="Votre adresse électronique",
        required=False,
        help_text="Seulement si vous voulez une réponse, par exemple prenom.nom@exemple.fr. "
        "Seule l’équipe du réseau la lit. Elle est effacée avec votre message, un an après "
        "l’envoi au plus tard.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={},
    )

    def __init__(self, *args: Any, place_id: int, **kwargs: Any) -> None:
        super().__init__(*args, signed_for=f"report-{place_id}", **kwargs)
