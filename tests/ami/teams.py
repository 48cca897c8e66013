"""The agents of the calls and their teams, as tests name them."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client

from ami.models import CallPage, CallRole
from directory.models import Departement
from normandie.roles import LEADS_GROUP, READERS_GROUP, REVIEWERS_GROUP, apply_roles
from tests.factories import UserFactory

GROUPS = {
    "lecteur": READERS_GROUP,
    "instructeur": REVIEWERS_GROUP,
    "responsable": LEADS_GROUP,
}


def person(group: str = "instructeur", **fields: Any) -> Any:
    """Return the account of somebody of a *group*, named as the role that it leaves in a team."""
    apply_roles()
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name=GROUPS[group]))
    return user


def name_in_team(call: CallPage, user: Any, role: str = "instructeur", *departements: str) -> Any:
    """Give *user* a *role* in the team of *call*, for the *departements* of these codes alone."""
    line = CallRole.objects.create(call=call, user=user, role=role)
    line.departements.set(Departement.objects.filter(pk__in=departements))
    return user


def browser_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client
