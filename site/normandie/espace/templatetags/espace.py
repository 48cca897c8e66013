"""Where mails lead: managers to their space, never to the admin; staff to the admin."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, TaskState

from directory.models import PolePage
from events.models import EventPage
from normandie.espace.access import managed_places, managed_poles
from normandie.espace.moderation import place_of

register = template.Library()


@register.simple_tag
def review_url(page: Page) -> str:
    """Return the whole address where the team reads what waits of *page*."""
    return _whole(reverse("espace_review", args=(page.pk,)))


@register.simple_tag
def writing_url(page: Page, user: Any) -> str:
    """Return the whole address where *user* goes on with *page*."""
    if isinstance(page, PolePage) and managed_poles(user).filter(pk=page.pk).exists():
        return _whole(reverse("espace:pole", args=(page.slug,)))
    place = place_of(page)
    if place and managed_places(user).filter(pk=place.pk).exists():
        if isinstance(page, EventPage):
            return _whole(reverse("espace:workshop", args=(place.pk, page.pk)))
        return _whole(reverse("espace:place", args=(place.pk,)))
    return _whole(reverse("wagtailadmin_pages:edit", args=(page.pk,)))


@register.simple_tag
def decision_comment(page: Page) -> str:
    """Return what the team said with its last decision on *page*."""
    decided = TaskState.objects.for_instance(page).exclude(finished_at=None)
    last = decided.order_by("finished_at", "pk").last()
    return last.comment if last else ""


def _whole(path: str) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
