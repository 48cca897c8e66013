"""The page of the coverage, where a site has none."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from directory.models import CoveragePage

COVERAGE: dict[str, Any] = {
    "title": "Les communes éloignées d’un lieu",
    "slug": "couverture",
    "lead": "Où faut-il aller loin pour trouver de l’aide avec le numérique ou un bureau "
    "partagé\u00a0? Comptez les communes, et leurs habitants, selon ce que vous cherchez.",
    "search_description": f"La couverture {settings.REGION.of} par les lieux numériques\u00a0: "
    "communes éloignées d’un lieu, par intercommunalité et par département.",
}


def create_coverage(parent: Page) -> CoveragePage:
    """Create the page under *parent* if there is none; safe to repeat."""
    page: CoveragePage | None = CoveragePage.objects.first()
    return page or parent.add_child(instance=CoveragePage(**COVERAGE))
