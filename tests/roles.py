"""The people of the site, signed in: for the tables that say which address opens to whom."""

from django.contrib.auth.models import Group, Permission
from django.http.response import HttpResponseBase
from django.test import Client

from normandie.home.team import EDITORS_GROUP, grant_all_team_rights
from tests.factories import PlacePageFactory, UserFactory

ROLES = ("visitor", "manager", "outsider", "team", "admin")

OPEN, LOGIN, REFUSED = "open", "login", "refused"
STAFF = {"visitor": LOGIN, "manager": LOGIN, "outsider": REFUSED, "team": OPEN, "admin": OPEN}
NOBODY = STAFF | {"team": REFUSED, "admin": REFUSED}
ADMIN_ONLY = STAFF | {"team": REFUSED}
ALL_WHO_ENTER = STAFF | {"outsider": OPEN}


def signed_in(role: str) -> Client:
    """Return the browser of someone of *role*; an outsider enters the admin for something else.

    Besides ``ROLES``, an « editor » writes pages, and publishes nothing.
    """
    client = Client()
    if role == "visitor":
        return client
    user = UserFactory(is_superuser=role == "admin")
    if role == "manager":
        PlacePageFactory().managers.add(user)
    elif role == "outsider":
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    elif role == "team":
        user.groups.add(grant_all_team_rights())
    elif role == "editor":
        user.groups.add(Group.objects.get(name=EDITORS_GROUP))
    client.force_login(user)
    return client


def outcome(response: HttpResponseBase) -> str:
    """Say how an address of the admin answered."""
    if response.status_code == 200:
        return OPEN
    if response.status_code == 302 and response["Location"].startswith("/connexion/"):
        return LOGIN
    assert response.status_code in (302, 403), response
    return REFUSED
