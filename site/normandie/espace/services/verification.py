"""« Rien n’a changé »: a manager says that the sheet is still true, in one click."""

from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.tokens import find_by_token, issue_token
from directory.models import PlacePage
from normandie.espace.services.sheet import change_at_once

PURPOSE = "verify-place"
LASTING = timedelta(days=60)  # of the link of a reminder: two months after, there is another


def confirm(place: PlacePage, user: Any = None) -> None:
    """Say that the sheet of *place* was found true today; *user* is None for who used the link."""
    today = timezone.localdate()
    if place.verified_here and place.verified_on == today:
        return

    def write(sheet: PlacePage) -> None:
        sheet.verified_on, sheet.verified_here = today, True

    change_at_once(place, user, write)


def link_to_confirm(place: PlacePage) -> str:
    """Return a link good for that alone: for a mail to who looks after *place*."""
    secret = issue_token(PURPOSE, place, lasting=LASTING)
    return urljoin(settings.WAGTAILADMIN_BASE_URL, reverse("espace:confirm", args=[secret]))


def place_to_confirm(secret: str) -> PlacePage | None:
    """Return the place that the link of *secret* is about; None for one that is wrong or over."""
    return find_by_token(PURPOSE, PlacePage, secret)
