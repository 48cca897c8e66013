"""Who manages places."""

from django.test import Client

from directory.models import PlacePage
from tests.factories import UserFactory


def manager_of(*places: PlacePage) -> Client:
    """Return the browser of somebody who manages *places*."""
    user = UserFactory()
    for place in places:
        place.managers.add(user)
    client = Client()
    client.force_login(user)
    return client
