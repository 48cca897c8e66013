"""Whether a place publishes without being read first: decided by staff, written in its history."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from normandie.espace.models import PlaceSettings

TRUSTED, READ_FIRST = "espace.trusted", "espace.read_first"  # in the log of the page


@transaction.atomic
def trust(place: Page, user: Any, *, publishes_directly: bool) -> bool:
    """Let *place*, or a pôle, publish directly or be read first; return whether it changes."""
    settings, _ = PlaceSettings.objects.select_for_update().get_or_create(place=place)
    if settings.publishes_directly == publishes_directly:
        return False
    settings.publishes_directly = publishes_directly
    settings.save(update_fields=["publishes_directly"])
    log(place, TRUSTED if publishes_directly else READ_FIRST, user=user)
    return True
