"""The people of the admin, signed in."""

import pytest
from django.test import Client

from tests.roles import signed_in


@pytest.fixture
def team(db: None) -> Client:
    """A member of the team of the Région, signed in."""
    return signed_in("team")
