"""The form that says who manages a place."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from core.forms.fields import LinesField
from directory.models import PlacePage, PolePage
from directory.signals import managers_removed

ADMIN_RIGHT = "wagtailadmin.access_admin"


class ManagersForm(forms.Form):
    """The accounts that manage a place, one a line, by e-mail address or account name.

    Typed rather than picked from a list: staff need not see every account to choose one. Who
    accepts an invitation while the screen is open stays without a line; who leaves does not return.
    """

    managers = LinesField(
        label="Comptes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text="Un par ligne\u00a0: l’adresse électronique ou le nom du compte. Ces personnes "
        "pourront modifier la fiche dans l’espace des gestionnaires, dès l’enregistrement. Pour "
        "retirer quelqu’un, effacez sa ligne.",
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)  # keys of those it began with

    def __init__(self, *args: Any, place: PlacePage | PolePage, **kwargs: Any) -> None:
        self.place = place
        current = place.managers.order_by("email", "username")
        names = (user.email or user.get_username() for user in current)
        keys = (str(user.pk) for user in current)
        initial = {"managers": "\n".join(names), "shown": " ".join(keys)}
        super().__init__(*args, **kwargs | {"initial": initial})

    def clean_managers(self) -> list[Any]:
        """Give the accounts. Raise ValidationError on each line that names none that may manage."""
        users, errors = [], []
        for line in self.cleaned_data["managers"].splitlines():
            try:
                users.append(_account(line))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return users

    @transaction.atomic
    def save(self) -> None:
        chosen, shown = self.cleaned_data["managers"], self.cleaned_data["shown"].split()
        was_shown = [user for user in self.place.managers.all() if str(user.pk) in shown]
        removed = [user for user in was_shown if user not in chosen]
        self.place.managers.remove(*removed)
        managers_removed.send(type(self.place), place=self.place, users=removed)
        self.place.managers.add(*(user for user in chosen if str(user.pk) not in shown))


def _account(name: str) -> Any:
    accounts = get_user_model().objects.filter(Q(email__iexact=name) | Q(username=name))
    # PostgreSQL takes « ı » for « i », which is another domain.
    found = [
        each
        for each in accounts
        if each.get_username() == name or each.email.lower() == name.lower()
    ]
    if not found:
        raise ValidationError(f"Aucun compte ne correspond à «\u00a0{name}\u00a0».")
    if len(found) > 1:
        raise ValidationError(
            f"Plusieurs comptes ont l’adresse «\u00a0{name}\u00a0»\u00a0: donnez le nom du compte."
        )
    account = found[0]
    if not account.is_active:
        raise ValidationError(f"Le compte «\u00a0{name}\u00a0» est désactivé.")
    if account.has_perm(ADMIN_RIGHT):
        raise ValidationError(
            f"Le compte «\u00a0{name}\u00a0» est celui d’un membre de l’équipe\u00a0: il modifie "
            "déjà les fiches."
        )
    return account
