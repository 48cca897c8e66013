"""The declaration on its site, people of the admin, and complaints."""

from typing import Any

import pytest
from django.test import Client

from normandie.accessibility.first_page import create_declaration
from normandie.accessibility.models import AccessibilityPage, Complaint
from tests.factories import HomePageFactory, UserFactory
from tests.roles import team_group

PERSON = {"last_name": "Lefèvre", "first_name": "Camille", "email": "camille@exemple.fr"}
MESSAGE = "La carte ne se lit pas avec NVDA."


@pytest.fixture
def declaration(db: None) -> AccessibilityPage:
    return create_declaration(HomePageFactory())


@pytest.fixture
def team(declaration: AccessibilityPage) -> Client:
    """A member of the team of the Région, signed in."""
    group = team_group()
    member = UserFactory()
    member.groups.add(group)
    client = Client()
    client.force_login(member)
    return client


def make_complaint(**values: Any) -> Complaint:
    return Complaint.objects.create(**({"message": MESSAGE} | PERSON | values))
