"""Where managers find a page, for the mails of the moderation: they do not enter the admin."""

from typing import Any

from django import template
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page

from directory.models import PlacePage
from events.models import EventPage
from normandie.espace.access import managed_places

register = template.Library()


@register.simple_tag
def espace_url(page: Page | None, user: Any) -> str:
    """Return the whole address of *page* in the space of *user*; empty for who has no space there.

    Of a place, or of a workshop of one.
    """
    place = page.place if isinstance(page, EventPage) else page
    if not isinstance(place, PlacePage) or not managed_places(user).filter(id=place.pk).exists():
        return ""
    if isinstance(page, EventPage):
        path = reverse("espace:workshop", args=(place.pk, page.pk))
    else:
        path = reverse("espace:place", args=(place.pk,))
    return f"{get_admin_base_url() or ''}{path}"
