"""The page of the panorama, where a site has none."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from .models import PanoramaPage

PANORAMA: dict[str, Any] = {
    "title": "Le réseau en chiffres, année par année",
    "slug": "panorama",
    "lead": "Lieux, labels, rendez-vous, publics, territoires\u00a0: ce que ce site sait compter, "
    "et ce qu’il ne sait pas.",
    "search_description": f"Panorama annuel de {settings.REGION.network}\u00a0: lieux par type et "
    "par territoire, labels, rendez-vous tenus, couverture.",
}


def create_panorama(parent: Page) -> PanoramaPage:
    """Create the page under *parent* if there is none; safe to repeat."""
    page: PanoramaPage | None = PanoramaPage.objects.first()
    return page or parent.add_child(instance=PanoramaPage(**PANORAMA))
