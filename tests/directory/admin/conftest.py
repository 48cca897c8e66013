"""The people of the admin, signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from directory.models import Vocabulary
from tests.directory.admin.sheet import Opened, opened
from tests.factories import PlacePageFactory, UserFactory
from tests.roles import team_group


def sign_in_superuser() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def admin(db: None) -> Client:
    """A superuser, signed in."""
    return sign_in_superuser()


@pytest.fixture(scope="module")
def sheet(made_once: Callable) -> Opened:
    """The sheet of an EPN found on the field, opened once for all the tests that change it."""

    def build() -> Opened:
        place = PlacePageFactory(terms=[(Vocabulary.KIND, "epn")], source="Terrain")
        return opened(sign_in_superuser(), place)

    return made_once(build)


@pytest.fixture
def team(db: None) -> Client:
    """A member of the team of the Région, signed in."""
    member = UserFactory()
    member.groups.add(team_group())
    client = Client()
    client.force_login(member)
    return client
