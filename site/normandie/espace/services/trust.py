"""Whether a place publishes without being read first: decided by staff, written in its history."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from directory.models import PlacePage
from normandie.espace.models import PlaceSettings

TRUSTED, READ_FIRST = "espace.trusted", "espace.read_first"  # in the log of the page


@transaction.atomic
def trust(place: PlacePage, user: Any, *, publishes_directly: bool) -> bool:
    """Let *place* publish directly, or have it read first; return whether that changes anything."""
    settings, _ = PlaceSettings.objects.select_for_update().get_or_create(place=place)
    if settings.publishes_directly == publishes_directly:
        return False
    settings.publishes_directly = publishes_directly
    settings.save(update_fields=["publishes_directly"])
    log(place, TRUSTED if publishes_directly else READ_FIRST, user=user)
    return True
