"""The people of the admin, signed in."""

import pytest
from django.test import Client

from directory.permissions import grant_team_permissions
from tests.factories import UserFactory


@pytest.fixture
def admin(db: None) -> Client:
    """A superuser, signed in."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def team(db: None) -> Client:
    """A member of the team of the Région, signed in."""
    member = UserFactory()
    member.groups.add(grant_team_permissions())
    client = Client()
    client.force_login(member)
    return client
