"""A new version gives the team its new rights, and takes none of those given by hand."""

from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command

from normandie.home.team import grant_all_team_rights

pytestmark = pytest.mark.django_db


def test_a_release_gives_the_rights_of_its_version() -> None:
    group = grant_all_team_rights()
    new, by_hand = (
        Permission.objects.get(codename=name) for name in ("view_subscription", "add_redirect")
    )
    group.permissions.remove(new)
    group.permissions.add(by_hand)

    call_command("grant_team_rights", stdout=StringIO())

    assert {new, by_hand} <= set(group.permissions.all())
