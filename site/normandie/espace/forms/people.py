"""The forms about who manages a place."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth import get_user_model

from core.forms.sending import waiting_time
from core.limits import LimitExceeded
from core.mail.fields import EmailAddressFormField
from normandie.espace.services.invitations import Managed, NotInvited, invite
from normandie.users.forms import ADVICE


class InviteForm(forms.Form):
    """Only an address: who is invited says the rest."""

    email = EmailAddressFormField(
        label="Adresse électronique de la personne",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def invite_to(self, place: Managed, by: Any) -> bool:
        """Invite whom the form names to manage *place*; where it is refused, the form says why."""
        try:
            invite(place, self.cleaned_data["email"], by)
        except NotInvited as refused:
            self.add_error("email", refused.message)
        except LimitExceeded as exceeded:
            wait = waiting_time(exceeded.wait)
            self.add_error(
                None,
                f"L’invitation n’est pas partie\u00a0: {exceeded.limit.reason}. "
                f"Réessayez dans {wait}.",
            )
        return not self.errors


class FirstAccountForm(forms.Form):
    """Who accepts an invitation and has no account; the password may wait for ever."""

    first_name = forms.CharField(
        label="Prénom",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label="Nom",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        label="Mot de passe",
        required=False,
        strip=False,
        max_length=200,
        help_text=f"{ADVICE} Sans mot de passe, vous entrerez par un code que nous "
        "enverrons à votre adresse.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> None:
        names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
        user = get_user_model()(email=self.email, **names)
        if password := self.cleaned_data.get("password"):
            try:
                get_adapter().clean_password(password, user)
            except forms.ValidationError as error:
                self.add_error("password", error)
