"""Forms that ask for an address: to begin a file, find its link again, be told of an opening."""

from typing import Any

from django import forms

from core.forms.visitor_form import ProblemsMixin, VisitorForm
from core.mail.fields import EmailAddressFormField


def address_field(
    label: str, help_text: str = "Par exemple prenom.nom@exemple.fr.", autocomplete: str = "email"
) -> EmailAddressFormField:
    return EmailAddressFormField(
        label=label,
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": f"Remplissez «\u00a0{label}\u00a0»."},
    )


class BeginForm(VisitorForm):
    """Where to send the link of the draft."""

    email = address_field(
        "Votre adresse électronique",
        "Nous y envoyons le lien de votre brouillon, pour le retrouver quand vous voulez. Par "
        "exemple prenom.nom@exemple.fr.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="dossier-begin", **kwargs)


class LostLinkForm(VisitorForm):
    """Whose links to send again."""

    email = address_field(
        "L’adresse électronique donnée en commençant", "Par exemple prenom.nom@exemple.fr."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="dossier-lost-link", **kwargs)


class AddressForm(ProblemsMixin, forms.Form):
    """Another address for the links of a file."""

    email = address_field("Adresse qui reçoit le lien", "Par exemple prenom.nom@exemple.fr.")


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
