"""The people of the site, signed in, and what an address of the admin answers them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from normandie.roles import (
    EDITORS_GROUP,
    LEADS_GROUP,
    READERS_GROUP,
    REVIEWERS_GROUP,
    TEAM_GROUP,
    apply_roles,
)
from tests.factories import PlacePageFactory, UserFactory

# An outsider enters the admin for something else; an editor writes pages, and publishes nothing.
# The three last ones work on the files of the calls alone, as in the groups of ``normandie.roles``.
ROLES = (
    *("visitor", "manager", "outsider", "editor", "team", "admin"),
    *("reader", "reviewer", "lead"),
)

# The same, where PostgreSQL is asked by the two that see the most alone.
ROLES_BY_ENGINE = [
    role if role in ("team", "admin") else pytest.param(role, marks=pytest.mark.one_engine)
    for role in ROLES
]

# Those to whom an address opens; a visitor and a manager are asked to sign in, others are refused.
NOBODY: frozenset[str] = frozenset()
ADMIN = frozenset({"admin"})
STAFF = ADMIN | {"team"}
WRITERS = STAFF | {"editor"}
REVIEWERS = STAFF | {"reviewer", "lead"}
LEADS = ADMIN | {"lead"}
READERS = REVIEWERS | {"reader"}
ALL_WHO_ENTER = WRITERS | READERS | {"outsider"}
EVERYBODY = ALL_WHO_ENTER | {"visitor", "manager"}

OPEN, LOGIN, REFUSED, FAILED = "open", "login", "refused", "failed"


REVIEW_GROUPS = {"reader": READERS_GROUP, "reviewer": REVIEWERS_GROUP, "lead": LEADS_GROUP}


def team_group() -> Group:
    """Return the group of the team, with its rights on the pages that exist by now."""
    apply_roles()
    return Group.objects.get(name=TEAM_GROUP)


def signed_in(role: str) -> Client:
    """Return the browser of someone of *role*."""
    client = Client()
    if role == "visitor":
        return client
    user = UserFactory(is_superuser=role == "admin")
    if role == "manager":
        PlacePageFactory().managers.add(user)
    elif role == "outsider":
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    elif role == "team":
        user.groups.add(team_group())
    elif role == "editor":
        user.groups.add(Group.objects.get(name=EDITORS_GROUP))
    elif role in REVIEW_GROUPS:
        apply_roles()
        user.groups.add(Group.objects.get(name=REVIEW_GROUPS[role]))
    client.force_login(user)
    return client


def expected(role: str, who: frozenset[str]) -> str:
    """Say how an address that opens to *who* is to answer someone of *role*."""
    if role in who:
        return OPEN
    return LOGIN if role in ("visitor", "manager") else REFUSED


def outcome(response: HttpResponseBase) -> str:
    """Say how an address of the admin answered: what is not refused opens, even to say no more.

    Wagtail refuses by 403, or sends to the first screen; what a role may not find is 404. A fault
    is no answer.
    """
    if response.status_code >= 500:
        return FAILED
    if response.status_code == 302:
        if response["Location"].startswith("/connexion/"):
            return LOGIN
        return REFUSED if response["Location"] == reverse("wagtailadmin_home") else OPEN
    return REFUSED if response.status_code in (403, 404) else OPEN
