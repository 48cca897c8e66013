"""What managers send to the team."""

from typing import Any

from wagtail.models import Page

from directory.models import PlacePage
from normandie.espace.publication import send
from tests.factories import UserFactory


def manager_of(place: PlacePage, **fields: Any) -> Any:
    manager = UserFactory(**fields)
    place.managers.add(manager)
    return manager


def send_changes(page: Page, user: Any, **changes: Any) -> Page:
    """Send *changes* of *page* as *user* does from the space, to be read by the team."""
    version = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(version, name, value)
    send(version, user, directly=False)
    return page
