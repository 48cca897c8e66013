"""« Prévenez-moi »: the form by which anyone asks to be told when a call opens."""

from typing import Any

from django import forms

from core.forms.visitor_form import VisitorForm
from core.mail.fields import EmailAddressFormField


class NoticeForm(VisitorForm):
    """An address, for one mail about one call."""

    email = EmailAddressFormField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="Par exemple prenom.nom@exemple.fr.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Écrivez l’adresse où vous prévenir."},
    )

    def __init__(self, *args: Any, call_id: int, **kwargs: Any) -> None:
        super().__init__(*args, signed_for=f"call-notice-{call_id}", **kwargs)
