"""Reads of the schemes, and of what was paid."""

from wagtail.models import PageQuerySet

from core.pages.access import open_within_the_site


class SchemeQuerySet(PageQuerySet):
    """Schemes as visitors read them."""

    def listed(self) -> "SchemeQuerySet":
        """Return those that are published and closed by nothing, in the order of the site."""
        found: SchemeQuerySet = open_within_the_site(self).order_by("path")
        return found

    def current(self) -> "SchemeQuerySet":
        """Return those of today: what is history is neither found nor computed."""
        return self.filter(is_archived=False)

    def archived(self) -> "SchemeQuerySet":
        return self.filter(is_archived=True)
