"""The form by which a lead says who works on a call: a line for each person."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from wagtail.permissions import policy_registry

from ami.models import CallRole, Dossier
from ami.services.teams import TeamLine
from ami.teams import CHANGE, READ, RELEASE, VIEW
from directory.models import Departement

MORE = 3  # empty lines
RIGHT_OF = {CallRole.Role.READER: VIEW, CallRole.Role.REVIEWER: CHANGE, CallRole.Role.LEAD: RELEASE}


class TeamLineForm(forms.Form):
    user: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label="Personne", required=False, empty_label="Personne de plus"
    )
    role = forms.ChoiceField(
        label="Rôle", choices=CallRole.Role.choices, initial=CallRole.Role.REVIEWER
    )
    departements = forms.ModelMultipleChoiceField(
        Departement.objects.all(),
        label="Départements",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ceux des communes des dossiers. Rien de coché\u00a0: tous.",
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = people
        field.label_from_instance = lambda user: user.get_full_name() or user.get_username()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        user, role = given.get("user"), given.get("role")
        policy = policy_registry.get_by_type(Dossier)
        if user and role and not policy.user_has_permission(user, RIGHT_OF[CallRole.Role(role)]):
            self.add_error(
                "role",
                "Cette personne n’a pas ce droit\u00a0: une équipe restreint les droits du groupe, "
                "elle n’en donne pas.",
            )
        return given


class BaseTeamFormSet(forms.BaseFormSet):
    """A line without a person is no line: to take somebody away is to empty theirs."""

    def lines(self) -> Iterator[TeamLine]:
        for form in self.forms:
            given = form.cleaned_data
            if given.get("user"):
                yield TeamLine(given["user"], given["role"], list(given["departements"]))

    def clean(self) -> None:
        if any(self.errors):
            return
        lines = list(self.lines())
        if len({line.user for line in lines}) < len(lines):
            raise forms.ValidationError("Chaque personne n’a qu’une ligne.")
        leads = [each for each in lines if each.role == CallRole.Role.LEAD]
        if lines and not any(not each.departements for each in leads):
            raise forms.ValidationError(
                "Gardez un responsable pour tous les départements\u00a0: sans lui, aucune réponse "
                "n’est approuvée et personne ne change l’équipe."
            )


TeamFormSet = forms.formset_factory(TeamLineForm, formset=BaseTeamFormSet, extra=MORE)


def people_of_teams() -> Any:
    """Return who may be of a team: those who may read files, by name."""
    policy = policy_registry.get_by_type(Dossier)
    users: Any = get_user_model()._default_manager
    able = policy.users_with_any_permission(READ).order_by().values("pk")
    return users.filter(pk__in=able).order_by("last_name", "first_name", "username")
