"""Reads of the partners."""

from datetime import date

from django.utils import timezone
from wagtail.models import PageQuerySet

from core.pages.access import open_within_the_site


class PartnerQuerySet(PageQuerySet):
    """Partners as visitors read them."""

    def listed(self) -> "PartnerQuerySet":
        """Return those that are published and closed by nothing, in the order of the site."""
        found: PartnerQuerySet = open_within_the_site(self).order_by("path")
        return found

    def current(self, today: date | None = None) -> "PartnerQuerySet":
        """Return those of today: see ``PartnerPage.is_past``."""
        return self.exclude(state=self.model.State.PAST).exclude(
            until__lt=today or timezone.localdate()
        )

    def with_logos(self) -> "PartnerQuerySet":
        return self.select_related("logo")
