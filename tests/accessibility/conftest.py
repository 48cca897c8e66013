"""The declaration on its site, people of the admin, and complaints."""

from typing import Any

import pytest
from django.test import Client

from directory.permissions import grant_team_permissions
from normandie.accessibility.first_page import create_declaration
from normandie.accessibility.models import AccessibilityPage, Complaint
from normandie.accessibility.permissions import grant_accessibility_permissions
from tests.factories import HomePageFactory, UserFactory

PERSON = {"last_name": "Lefèvre", "first_name": "Camille", "email": "camille@exemple.fr"}
MESSAGE = "La carte ne se lit pas avec NVDA."


@pytest.fixture
def declaration(db: None) -> AccessibilityPage:
    return create_declaration(HomePageFactory())


@pytest.fixture
def team(declaration: AccessibilityPage) -> Client:
    """A member of the team of the Région, signed in."""
    group = grant_team_permissions()
    grant_accessibility_permissions(group)
    member = UserFactory()
    member.groups.add(group)
    client = Client()
    client.force_login(member)
    return client


def make_complaint(**values: Any) -> Complaint:
    return Complaint.objects.create(**({"message": MESSAGE} | PERSON | values))
