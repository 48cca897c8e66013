"""The form of a complaint about accessibility."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator

from core.forms.fields import MultilineField
from core.forms.visitor_form import VisitorForm
from core.mail.fields import EmailAddressFormField

MIN_MESSAGE, MAX_MESSAGE = 10, 3000  # characters
NAME = 80


class ComplaintForm(VisitorForm):
    """What someone could not read or do here, and who to answer.

    The name, the first name and the e-mail address are those of CRPA R. 112-9-1. It names the
    postal address too: it may be given, and is not asked of everyone, since the answer leaves by
    e-mail (docs/decisions/0013-accessibility-complaints.md).
    """

    message = MultilineField(
        label="Que n’avez-vous pas pu lire ou faire ?",
        help_text="Dites ce que vous vouliez faire et ce qui vous a arrêté. "
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
            "required": "Écrivez ce que vous n’avez pas pu lire ou faire.",
            "max_length": f"Votre message dépasse {MAX_MESSAGE} caractères "
            "(il en compte %(show_value)d) : raccourcissez-le.",
        },
    )
    page = forms.CharField(
        label="Sur quelle page ?",
        required=False,
        max_length=500,
        help_text="Son adresse ou son titre.",
        error_messages={"max_length": "Cette adresse dépasse 500 caractères : raccourcissez-la."},
    )
    equipment = forms.CharField(
        label="Avec quel matériel ?",
        required=False,
        max_length=200,
        help_text="Par exemple : téléphone Android, lecteur d’écran NVDA, navigateur Firefox.",
        error_messages={"max_length": "Ce texte dépasse 200 caractères : raccourcissez-le."},
    )
    last_name = forms.CharField(
        label="Votre nom",
        max_length=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={
            "required": "Écrivez votre nom.",
            "max_length": f"Ce nom dépasse {NAME} caractères.",
        },
    )
    first_name = forms.CharField(
        label="Votre prénom",
        max_length=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={
            "required": "Écrivez votre prénom.",
            "max_length": f"Ce prénom dépasse {NAME} caractères.",
        },
    )
    email = EmailAddressFormField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="Pour vous répondre, par exemple prenom.nom@exemple.fr.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Écrivez l’adresse où vous répondre.",
        },
    )
    postal_address = MultilineField(
        label="Votre adresse postale",
        required=False,
        max_length=300,
        help_text="La réponse part par courriel : votre réclamation est suivie sans cette adresse.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        error_messages={"max_length": "Cette adresse dépasse 300 caractères : raccourcissez-la."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="accessibility-complaint", **kwargs)
